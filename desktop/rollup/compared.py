"""Figures beside others: the rate of the last round, points between rates, targets, units reported apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.editions.datafiles import read
from desktop.editions.units import Level
from desktop.rollup.layout import Layout
from desktop.rollup.rates import Figure, rate
from desktop.rollup.tables import Row, Table

APART, TARGETS = "apart.toml", "targets.toml"
Aims = Mapping[tuple[str, str], Decimal]  # by unit and indicator


@dataclass(frozen=True, slots=True)
class Apart:
    """Units of a province that are also reported together."""

    id: str
    province: str
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What must be said beside the figures of a province in a year."""

    province: str
    year: int
    text: dict[str, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a unit may have a target for."""

    id: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sets:
    """The file of units that are reported together, and of notes."""

    apart: tuple[Apart, ...]
    note: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Indicators:
    indicator: tuple[Indicator, ...]


def sets_of(data: bytes) -> Sets:
    """The file of units that are reported together."""
    return read(APART, data, Sets)


def indicators_of(data: bytes) -> tuple[Indicator, ...]:
    """The file of indicators."""
    return read(TARGETS, data, _Indicators).indicator


def with_note(table: Table, notes: Sequence[Note]) -> Table:
    """The table with what must be said beside it in its year."""
    text = next((one.text for one in notes if one.year == table.round.year), {})
    return replace(table, layout=replace(table.layout, note=text)) if text else table


def with_sets(table: Table, sets: Sequence[Apart]) -> Table:
    """The table with a row for each set whose units are all in it."""
    rows = {row.unit: row for row in table.rows}
    made = [
        _together(table.layout, one, [rows[unit] for unit in one.units])
        for one in sets
        if all(unit in rows for unit in one.units)
    ]
    return replace(table, rows=(*table.rows, *made))


def compared(table: Table, before: Table | None, aims: Aims) -> Table:
    """The table with what is given: rates of `before`, targets, and the points between."""
    last = {row.unit: row.values for row in before.rows} if before else {}
    rows = tuple(
        replace(row, values=_filled(table.layout, row, last.get(row.unit, {}), aims)) for row in table.rows
    )
    return replace(table, rows=rows)


def _together(layout: Layout, one: Apart, rows: Sequence[Row]) -> Row:
    values: dict[str, Figure] = {}
    for column in layout.column:
        if not column.has_decimals:
            values[column.key] = _sum(rows, column.key)
    for column in layout.column:
        if column.beside:
            values[column.key] = None
        elif column.is_rate:
            part = next(c for c in layout.column if c.where == column.where and not c.has_decimals)
            values[column.key] = rate(_sum(rows, part.key), _sum(rows, column.share_of))
    return Row(one.id, one.name, Level.DISTRICT, "", values, rows[0].basis)


def _sum(rows: Sequence[Row], key: str) -> int:
    return sum(value for row in rows if isinstance(value := row.values[key], int))


def _filled(layout: Layout, row: Row, last: Mapping[str, Figure], aims: Aims) -> dict[str, Figure]:
    values = dict(row.values)
    for column in layout.column:
        if column.before:
            values[column.key] = last.get(column.before)
        elif column.target:
            values[column.key] = aims.get((row.unit, column.target))
        elif column.points:
            terms = [(sign, values[key]) for sign, key in column.differences]
            known = [sign * value for sign, value in terms if isinstance(value, Decimal)]
            values[column.key] = sum(known, Decimal(0)) if len(known) == len(terms) else None
    return values
