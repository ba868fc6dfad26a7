"""What an action does to the official figures: tables before, tables after, and the cells that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.actions import report
from desktop.actions.context import Workspace
from desktop.rollup.tables import Table

TABLES = ("R1",)  # the summary: all others are its parts
Figure = int | str | None
Figures = Mapping[tuple[str, str, str], "Cell"]  # table, unit, column


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


def now(ws: Workspace) -> Figures:
    """The figures as they stand, communes and above."""
    return _cells(report.tables(ws, TABLES))


def changes(before: Figures, after: Figures) -> tuple[Change, ...]:
    """The cells that differ, in the order of the tables."""
    made: list[Change] = []
    for place, cell in after.items():
        was = before.get(place)
        old = was.value if was else None
        if old != cell.value:
            table, unit, column = place
            made.append(Change(table, column, cell.column_title, unit, cell.unit_name, old, cell.value))
    return tuple(made)


def _cells(tables: Sequence[Table]) -> Figures:
    return {}
