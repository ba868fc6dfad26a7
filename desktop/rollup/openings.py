"""The start of a movement where the last round is not here: what was given for units, else what forms say."""

from collections.abc import Iterator, Mapping

from desktop.rollup.found import Fixed, Units, lines_of
from desktop.rollup.layout import Layout, Line
from desktop.rollup.residents import Counted, Shown, residents
from desktop.rollup.tables import LAST_ROUND, TableProblem

Starts = dict[tuple[str, str], dict[str, Shown]]  # by line and column, then by unit


def starts(layout: Layout, units: Units) -> Starts:
    """Every column that can be given: of a unit its own number, else that of its parts, else of the forms."""
    found: Starts = {}
    for line in layout.lines:
        for column in layout.column:
            if given := layout.part(column, line).given:
                rows = [
                    Counted(
                        fixed.code,
                        fixed.parent,
                        getattr(fixed, given),
                        _count(layout, line, column.key, sums),
                    )
                    for fixed, sums in units
                ]
                found[line.id, column.key] = residents(rows)
    return found


def differing(
    fixed: Fixed, line: Line, counts: Mapping[str, int], start: Mapping[str, int]
) -> Iterator[TableProblem]:
    """What was given and what the forms come to are not the same."""
    for key, number in start.items():
        if number != counts[key]:
            slots: dict[str, str | int] = {"name": fixed.full_name, "column": key, "line": line.id}
            slots |= {"value": number, "counted": counts[key]}
            yield TableProblem("opening_differs", fixed.code, slots)


def origin(layout: Layout, unit: str, found: Starts | None) -> str:
    """Where the start comes from; nothing for tables that have none."""
    if not any(layout.part(column, line).given for line in layout.lines for column in layout.column):
        return ""
    if found is None:
        return LAST_ROUND
    shown = [of_units[unit].basis for of_units in found.values() if unit in of_units]
    return max(shown, key=list(type(shown[0])).index).value if shown else ""


def _count(layout: Layout, line: Line, key: str, sums: tuple[int, ...]) -> int:
    return {one.id: counts for one, counts in lines_of(layout, sums)}[line.id][key]
