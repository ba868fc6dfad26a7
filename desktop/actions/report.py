"""Official tables: their figures, and the households behind a cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.actions import against, layouts, peoples, signed, standing, ties
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.model import FormKey
from desktop.records.rounds import Round
from desktop.report import agreeing
from desktop.rollup.counting import table_of
from desktop.rollup.found import FIXED
from desktop.rollup.layout import Layout, Line, TableWords
from desktop.rollup.peoples import expanded
from desktop.rollup.sql import apart, households_sql, joint_sql, overlap_sql, rows_sql, unsure_sql
from desktop.rollup.tables import Table, TableProblem, Tied
from desktop.store import results
from desktop.store.results import Filter

Known = dict[tuple[str, str], Table]  # tables by their id and the key of their round
MOST_CODES = 50  # of households that overlap, beside the table


def available(ws: Workspace, the_round: Round | None = None) -> tuple[str, ...]:
    """The tables that the standard of a round has: R1, R4, R5 …; none where no form of them is known yet."""
    return layouts.ids(layouts_of(ws, the_round))


def layout(ws: Workspace, table_id: str, the_round: Round | None = None) -> Layout:
    """How a table looks; raises `RasoatError("no_table", …)`."""
    must_be(table_id, available(ws, the_round))
    return expanded(layouts.layout(layouts_of(ws, the_round), table_id), peoples.named(ws))


def must_be(table_id: str, known: Sequence[str]) -> None:
    """Raises `RasoatError("no_table", …)` where a table is none of `known`."""
    if table_id not in known:
        raise RasoatError(
            "no_table",
            N_("There is no table “{table}”."),
            N_("Use one of: {known}."),
            table=table_id,
            known=", ".join(known),
        )


def table(ws: Workspace, table_id: str, known: Known | None = None) -> Table:
    """One table of the open round, as the working file stands now, beside those it must agree with.

    `known` are tables that were counted at the same moment: no table is counted twice.
    """
    layout(ws, table_id)
    seen: Known = {} if known is None else known

    def count(one: str, the_round: Round) -> Table | None:
        place = (one, the_round.key)
        if place not in seen and one in available(ws, the_round):
            seen[place] = counted(ws, one, the_round)
        return seen.get(place)

    made = count(table_id, ws.round)
    assert made is not None  # noqa: S101 - `layout` says so otherwise
    found = ties.with_ties(ws, made, count)
    return replace(found, signed=signed.of_table(ws, found))


def counted(ws: Workspace, table_id: str, the_round: Round) -> Table:
    """One table of a round by itself."""
    plan = layout(ws, table_id, the_round)
    found = ws.ask(rows_sql(layouts.shared(), plan), (the_round.key, ws.home.code))
    return _of_rows(ws, plan, the_round, found)


def _of_rows(ws: Workspace, plan: Layout, the_round: Round, found: Sequence[Sequence[object]]) -> Table:
    made = table_of(plan, the_round, ws.home, found, given=ties.last_round(ws) is None)
    made = against.filled(ws, made, counted)
    return replace(made, problems=(*_overlaps(ws, plan), *made.problems)) if plan.overlap else made


def _overlaps(ws: Workspace, plan: Layout) -> Iterator[TableProblem]:
    """The households that a form counts twice where it takes groups for disjoint."""
    sql = overlap_sql(layouts.shared(), plan)
    keys = tuple(FormKey(key) for key, _ in ws.ask(sql, (ws.round.key, ws.home.code, ws.home.code)))
    if keys:
        codes = [row.code for row in results.page(ws.store, Filter(keys=keys), 0, MOST_CODES)]
        more = ["…"] if len(keys) > MOST_CODES else []
        slots: dict[str, str | int] = {"name": ws.home.full_name, "n": len(keys)}
        slots["codes"] = ", ".join([*codes, *more])
        yield TableProblem("overlap", ws.home.code, slots, keys)


def tables(ws: Workspace, ids: Sequence[str], progress: Progress = no_progress) -> tuple[Table, ...]:
    """Several tables of one moment, whatever is written meanwhile."""
    made: list[Table] = []
    with ws.store.snapshot():
        known = _by_one_scan(ws, ids) if len(ids) > 1 else {}
        for table_id in ids:
            made.append(table(ws, table_id, known))
            progress(len(made), len(ids))
    return tuple(made)


def _by_one_scan(ws: Workspace, ids: Sequence[str]) -> Known:
    """The tables of the open round, each as `counted` makes it."""
    plans = [layout(ws, table_id) for table_id in dict.fromkeys(ids)]
    found = ws.ask(joint_sql(layouts.shared(), plans), (ws.round.key, ws.home.code))
    parts = apart(plans, found, len(FIXED))
    return {
        (plan.id, ws.round.key): _of_rows(ws, plan, ws.round, part)
        for plan, part in zip(plans, parts, strict=True)
    }


def households_of(
    ws: Workspace, table_id: str, unit: str, column: str, line: str | None = None
) -> tuple[FormKey, ...]:
    """The forms that a cell counts; of a rate, those of its part; of residents, all forms of the unit."""
    plan = layout(ws, table_id)
    return tuple(amounts_of(ws, plan, plan.find_line(line), column, unit, ws.round))


def amounts_of(
    ws: Workspace, plan: Layout, line: Line, column: str, unit: str, the_round: Round
) -> Mapping[FormKey, int]:
    """The forms that a cell counts, each with what it adds."""
    found = plan.find(column)
    if found is None or found.beside:
        return {}
    sql = households_sql(layouts.shared(), plan, found, line)
    rows = ws.store.rows(sql, (the_round.key, ws.home.code, unit))
    return {FormKey(key): amount for key, amount in rows}


def unsure_of(ws: Workspace, table_id: str) -> tuple[FormKey, ...]:
    """The forms whose movement is not known: the table counts them in no column."""
    plan = layout(ws, table_id)
    if not plan.unsure:
        return ()
    rows = ws.store.rows(unsure_sql(layouts.shared(), plan), (ws.round.key, ws.home.code, ws.home.code))
    return tuple(FormKey(key) for key, _ in rows)


def notes(one: Table, language: str) -> tuple[str, ...]:
    """Why the figures are provisional, in sentences; none = they are not."""
    said = words().counts
    return tuple(said[name][language].format(n=n) for name, n in one.provisional.counts().items() if n)


def disagreement(one: Table, found: Tied, language: str) -> str:
    """A figure that is not what another table says, in a sentence."""
    return agreeing.sentence(one, found, language)


def problem(found: TableProblem, language: str) -> str:
    """What contradicts in a table, in a sentence."""
    return words().problems[found.code][language].format(**found.slots)


def words() -> TableWords:
    """The words around every table."""
    return layouts.words()


def layouts_of(ws: Workspace, the_round: Round | None = None) -> str:
    """The edition whose layouts are used: a local standard reports as the one it lies over."""
    found = standing.of_round(ws, the_round.key) if the_round else None
    edition = found.edition if found else ws.edition
    return edition.base or edition.id
