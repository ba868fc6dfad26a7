"""Whether tables agree: the closing of a movement with the results, its opening with the last round's."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from desktop.rollup.layout import Layout, Line
from desktop.rollup.tables import Row, Table, Tied

Amounts = Mapping[str, int]  # what each household adds to a cell, by its uid


def tied(table: Table, others: Mapping[str, Table]) -> Table:
    """The table with its ties, as far as the other tables are there; `others` by the id of the tie."""
    found = [one for row in table.rows for one in _of_row(table, row, others)]
    kept = [one for one in found if one.unit == table.unit.code or not one.holds]
    units = list(dict.fromkeys(one.unit for one in kept))
    ids = [tie.id for tie in table.layout.tie]
    return replace(
        table, ties=tuple(sorted(kept, key=lambda one: (units.index(one.unit), ids.index(one.tie.id))))
    )


def line_there(other: Layout, line: Line) -> Line:
    """The line of another table that this line stands beside: the same, or its only one."""
    return other.find_line(line.id)


def differing(mine: Amounts, other: Amounts) -> dict[str, tuple[int, int]]:
    """The households that make a difference, with what each adds on both sides, by uid."""
    uids = sorted(mine.keys() | other.keys())
    both = {uid: (mine.get(uid, 0), other.get(uid, 0)) for uid in uids}
    return {uid: amounts for uid, amounts in both.items() if amounts[0] != amounts[1]}


def _of_row(table: Table, row: Row, others: Mapping[str, Table]) -> Iterator[Tied]:
    line = table.layout.find_line(row.line)
    for tie in table.layout.tie:
        other = others.get(tie.id)
        key = tie.to.get(line.id)
        if other is not None and key:
            value, there = row.values[tie.column], _figure(other, row.unit, line, key)
            if isinstance(value, int) and isinstance(there, int):
                yield Tied(tie, row.unit, row.name, row.line, value, other.round.key, key, there)


def _figure(other: Table, unit: str, line: Line, key: str) -> object:
    row = other.row(unit, line_there(other.layout, line).id or None)
    return row.values.get(key) if row else None
