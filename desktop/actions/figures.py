"""What an action does to the official figures: tables before, tables after, and the cells that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.actions import report
from desktop.actions.context import Workspace
from desktop.editions.units import Level
from desktop.rollup.layout import Column
from desktop.rollup.tables import Table

Figure = int | str | None
Figures = Mapping[tuple[str, str, str, str], "Cell"]  # table, unit, line of the unit or "", column


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure with the words beside it."""

    value: Figure
    unit_name: str
    column_title: str


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs."""

    table: str
    column_key: str
    column_title: str
    unit: str
    unit_name: str
    before: Figure
    after: Figure
    line: str = ""  # of the unit, such as "persons"; "" where it has one


def now(ws: Workspace, language: str) -> Figures:
    """The figures as they stand, communes and above; titles in `language`."""
    return _cells(report.tables(ws, report.available(ws)), language)


def changes(before: Figures, after: Figures) -> tuple[Change, ...]:
    """The cells that differ, in the order of the tables."""
    made: list[Change] = []
    for place, cell in after.items():
        was = before.get(place)
        old = was.value if was else None
        if old != cell.value:
            table, unit, line, column = place
            made.append(Change(table, column, cell.column_title, unit, cell.unit_name, old, cell.value, line))
    return tuple(made)


def _cells(tables: Sequence[Table], language: str) -> Figures:
    cells: dict[tuple[str, str, str, str], Cell] = {}
    for table in tables:
        groups = {group.id: group.title[language] for group in table.layout.group}
        titles = {column.key: _title(column, groups, language) for column in table.columns}
        for row in table.rows:
            if row.level is not Level.VILLAGE:
                line = f" – {table.layout.find_line(row.line).title[language]}" if row.line else ""
                cells |= {
                    (table.id, row.unit, row.line or "", key): Cell(
                        _plain(value), row.name, titles[key] + line
                    )
                    for key, value in row.values.items()
                }
    return cells


def _plain(value: int | Decimal | None) -> Figure:
    """Counts as they are, rates as files write them: `19.58`."""
    return str(value) if isinstance(value, Decimal) else value


def _title(column: Column, groups: Mapping[str, str], language: str) -> str:
    """The group of a column and its own title: they stand one over the other on paper."""
    return " – ".join(filter(None, (groups.get(column.group, ""), column.title[language])))
