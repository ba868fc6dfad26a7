"""What charts show: the cells of official tables, picked by what their columns count."""

from dataclasses import dataclass

from desktop.actions import report
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.rollup.layout import RESIDENTS, Column
from desktop.rollup.rates import Figure
from desktop.rollup.tables import Row, Table

SUMMARY, LACKING, LACKING_RATES = "R1", "R4", "R5"
TABLES = (SUMMARY, LACKING, LACKING_RATES)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a bar: how many households, and their share of the whole in percent."""

    count: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """One unit, or one indicator; `parts` stand in the order of the series."""

    name: str
    parts: tuple[Part, ...]
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """What one part of every bar counts, and the side of the tables it stands on."""

    name: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart as values, ready to be drawn and read out."""

    title: str
    place: str  # which unit and year
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """The tables that charts are made of, counted at one moment; None where the standard has none."""

    summary: Table | None
    lacking: Table | None
    rates: Table | None

    @property
    def units(self) -> tuple[Row, ...]:
        """The units a chart can be about."""
        return self.summary.rows if self.summary else ()


def ground(ws: Workspace, progress: Progress = no_progress) -> Ground:
    """Count the tables of the open round that charts are made of."""
    known = [one for one in TABLES if one in report.available(ws)]
    made = {one.id: one for one in report.tables(ws, known, progress)}
    return Ground(made.get(SUMMARY), made.get(LACKING), made.get(LACKING_RATES))


def charts(found: Ground, unit: str, language: str) -> tuple[Chart, ...]:
    """Both charts of a unit."""
    made = [class_mix(found.summary, unit, language)] if found.summary else []
    if found.lacking and found.rates:
        made.append(deprivations(found.lacking, found.rates, unit, language))
    return tuple(made)


def class_mix(table: Table, unit: str, language: str) -> Chart:
    """The classes of a unit and of each unit right inside it: households, and their share of all."""
    rates = [column for column in table.columns if _of_all_households(table, column)]
    pairs = [(_counting(table, rate), rate) for rate in rates]
    groups = {one.id: one.title[language] for one in table.layout.group}
    return Chart(
        table.layout.name[language],
        _place(table, unit),
        tuple(Series(groups[rate.group], rate.group) for rate in rates),
        tuple(_of_row(table, row, pairs) for row in _inside(table, unit)),
    )


def deprivations(counts: Table, rates: Table, unit: str, language: str) -> Chart:
    """How many poor households of a unit lack what: one bar for each indicator, in official order."""
    here, shares = counts.row(unit), rates.row(unit)
    shown = [column for column in rates.columns if column.is_rate and counts.layout.find(column.key)]
    bars = tuple(
        Bar(
            column.title[language],
            (Part(here.values[column.key], shares.values[column.key]),),
            rates.is_provisional(shares, column),
        )
        for column in shown
        if here and shares
    )
    whole = next((rates.layout.find(column.share_of) for column in shown), None)
    name = whole.title[language] if whole else ""
    return Chart(rates.layout.name[language], _place(rates, unit), (Series(name),), bars)


def _of_all_households(table: Table, column: Column) -> bool:
    whole = table.layout.find(column.share_of)
    return whole is not None and whole.residents == RESIDENTS[0]


def _counting(table: Table, rate: Column) -> Column:
    """The column that counts what a rate is the share of."""
    same = (
        one for one in table.columns if not one.is_rate and (one.where, one.sum) == (rate.where, rate.sum)
    )
    return next(same)


def _of_row(table: Table, row: Row, pairs: list[tuple[Column, Column]]) -> Bar:
    parts = tuple(Part(row.values[count.key], row.values[rate.key]) for count, rate in pairs)
    return Bar(row.name, parts, any(table.is_provisional(row, one) for pair in pairs for one in pair))


def _inside(table: Table, unit: str) -> list[Row]:
    """The row of a unit, then those right inside it."""
    own = table.row(unit)
    if own is None:
        return []
    before = f"{own.number}." if own.number else ""
    inside = [
        row
        for row in table.rows
        if row.number.startswith(before) and row.number and "." not in row.number[len(before) :]
    ]
    return [own, *(row for row in inside if row is not own)]


def _place(table: Table, unit: str) -> str:
    row = table.row(unit)
    return f"{row.name if row else unit} · {table.round.year}"
