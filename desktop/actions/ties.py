"""What a table must agree with: other tables of its round, and those of the last round."""

from collections.abc import Callable

from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.records.rounds import Round, round_before
from desktop.rollup.tables import Table
from desktop.rollup.ties import tied
from desktop.store import results

Count = Callable[[str, Round], Table | None]  # a table of a round; None where its standard has none


def last_round(ws: Workspace) -> Round | None:
    """The round before the open one, where forms of it are here."""
    before = round_before(ws.round, standing.known(ws))
    return before if before and results.has_round(ws.store, before.key) else None


def with_ties(ws: Workspace, table: Table, count: Count) -> Table:
    """The table beside those it must agree with; what cannot be counted here is left out."""
    if not table.layout.tie:
        return table
    last = last_round(ws)
    rounds = {tie.id: last if tie.last else ws.round for tie in table.layout.tie}
    made = {tie.id: one and count(tie.table, one) for tie in table.layout.tie for one in (rounds[tie.id],)}
    return tied(table, {name: other for name, other in made.items() if other})
