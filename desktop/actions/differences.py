"""The households that make two tables disagree, one by one."""

from dataclasses import dataclass

from desktop.actions import report, ties
from desktop.actions.context import Workspace
from desktop.records.model import FormKey, form_key, household_uid
from desktop.rollup.tables import Table, Tied
from desktop.rollup.ties import differing, line_there
from desktop.store import results


@dataclass(frozen=True, slots=True)
class Difference:
    """A household that counts differently on two sides, and what it adds to each."""

    key: FormKey  # its form in this round, or the one in the last where it has none
    value: int
    other: int


def differences(ws: Workspace, table: Table, found: Tied) -> tuple[Difference, ...]:
    """The households behind a tie that does not hold."""
    tie, line = found.tie, table.layout.find_line(found.line)
    the_round = ties.last_round(ws) if tie.last else ws.round
    if found.holds or the_round is None:
        return ()
    plan = report.layout(ws, tie.table, the_round)
    mine = report.amounts_of(ws, table.layout, line, tie.column, found.unit, ws.round)
    other = report.amounts_of(ws, plan, line_there(plan, line), tie.to[line.id], found.unit, the_round)
    adds = [{household_uid(key): n for key, n in side.items()} for side in (mine, other)]
    there = {household_uid(key): key for key in (*other, *mine)}
    found_by = differing(*adds)
    return tuple(Difference(_form(ws, there[uid]), *both) for uid, both in found_by.items())


def _form(ws: Workspace, key: FormKey) -> FormKey:
    """The household's form in the open round; where it has none, the one it was found by."""
    here = form_key(household_uid(key), ws.round.key)
    return here if results.standing_of(ws.store, here) else key
