"""What `rows_sql` gives, as values: the fixed columns of a unit, and its counts line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from desktop.rollup.layout import Layout, Line
from desktop.rollup.sql import counted


@dataclass(frozen=True, slots=True)
class Fixed:
    """The first columns of rows.sql, in its order; the sums of the table come behind them."""

    code: str
    parent: str
    level: str
    full_name: str
    residents: int | None
    resident_persons: int | None
    opening_poor: int | None
    opening_poor_persons: int | None
    opening_near_poor: int | None
    opening_near_poor_persons: int | None
    forms: int
    form_persons: int
    clashes: int
    unknown_class: int
    errors: int
    illustrative: int
    unknown_move: int


FIXED = tuple(one.name for one in fields(Fixed))
Units = Sequence[tuple[Fixed, tuple[int, ...]]]


def units_of(found: Sequence[Sequence[object]]) -> Units:
    """Every unit with the sums of the table."""
    return [(Fixed(*row[: len(FIXED)]), tuple(map(_number, row[len(FIXED) :]))) for row in found]  # type: ignore[arg-type]


def lines_of(layout: Layout, sums: Sequence[int]) -> Iterator[tuple[Line, Mapping[str, int]]]:
    """What was counted, line by line."""
    counts: dict[str, dict[str, int]] = {line.id: {} for line in layout.lines}
    for (line, column), number in zip(counted(layout), sums, strict=True):
        counts[line.id][column.key] = number
    return ((line, counts[line.id]) for line in layout.lines)


def _number(found: object) -> int:
    if not isinstance(found, int):
        raise TypeError(f"a count is a whole number, not {found!r}")
    return found
