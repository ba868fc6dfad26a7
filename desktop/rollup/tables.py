"""Official tables as values: rows of a database come in, figures by unit and column number come out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.layout import Column, Layout
from desktop.rollup.rates import Figure, rate
from desktop.rollup.residents import Basis, Counted, Shown, residents, weaker
from desktop.rollup.sql import counted


@dataclass(frozen=True, slots=True)
class Provisional:
    """Why figures are not final: households (units in `forms_only`). All 0 = nothing is left to settle."""

    clashes: int = 0
    unknown_class: int = 0
    errors: int = 0
    illustrative: int = 0  # left out of every figure
    forms_only: int = 0  # rows whose residents rest on forms, wholly or in part

    def counts(self) -> dict[str, int]:
        """By name, in the order above."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def __bool__(self) -> bool:
        return any(self.counts().values())


@dataclass(frozen=True, slots=True)
class TableProblem:
    """What contradicts in a table; its sentence stands in words.toml under `code`."""

    code: str
    unit: str
    slots: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one unit, by official column number."""

    unit: str
    name: str
    level: Level
    number: str  # "" for the total row, then 1, 1.1 …
    values: Mapping[str, Figure]
    basis: Basis = Basis.RESIDENTS  # what the columns of residents rest on
    provisional: Provisional = field(default_factory=Provisional)
    line: str | None = None  # of tables that have a line for households and one for persons


@dataclass(frozen=True, slots=True)
class Table:
    """One official table of one round: the row of the workspace's own unit first, then those inside it."""

    layout: Layout
    edition: str
    round: Round
    unit: Unit
    rows: tuple[Row, ...]
    provisional: Provisional
    problems: tuple[TableProblem, ...] = ()

    @property
    def id(self) -> str:
        """R1 …"""
        return self.layout.id

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return self.layout.column

    def row(self, unit: str) -> Row | None:
        """The row of a unit."""
        return next((row for row in self.rows if row.unit == unit), None)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """The first columns of rows.sql, in its order; the sums of the table come behind them."""

    code: str
    parent: str
    level: str
    full_name: str
    residents: int | None
    resident_persons: int | None
    forms: int
    form_persons: int
    clashes: int
    unknown_class: int
    errors: int
    illustrative: int


FIXED = tuple(one.name for one in fields(_Fixed))
Units = Sequence[tuple[_Fixed, tuple[int, ...]]]


def table_of(layout: Layout, the_round: Round, unit: Unit, found: Sequence[Sequence[object]]) -> Table:
    """The table of what `rows_sql` gave."""
    units: Units = [(_Fixed(*row[: len(FIXED)]), tuple(map(_number, row[len(FIXED) :]))) for row in found]  # type: ignore[arg-type]
    households = residents([Counted(u.code, u.parent, u.residents, u.forms) for u, _ in units])
    persons = residents([Counted(u.code, u.parent, u.resident_persons, u.form_persons) for u, _ in units])
    shows = any(column.residents for column in layout.column)
    rows = tuple(
        Row(
            unit=fixed.code,
            name=fixed.full_name,
            level=Level(fixed.level),
            number=number,
            values=_values(layout, sums, households[fixed.code].number, persons[fixed.code].number),
            basis=_basis(households[fixed.code], persons[fixed.code]) if shows else Basis.RESIDENTS,
            provisional=Provisional(fixed.clashes, fixed.unknown_class, fixed.errors, fixed.illustrative),
        )
        for (fixed, sums), number in zip(units, _numbers(units), strict=True)
    )
    return Table(
        layout=layout,
        edition=the_round.edition,
        round=the_round,
        unit=unit,
        rows=rows,
        provisional=_provisional(rows),
        problems=tuple(_problems(units, households, persons)) if shows else (),
    )


def _number(found: object) -> int:
    if not isinstance(found, int):
        raise TypeError(f"a count is a whole number, not {found!r}")
    return found


def _basis(households: Shown, persons: Shown) -> Basis:
    return weaker(households.basis, persons.basis)


def _values(layout: Layout, sums: Sequence[int], households: int, persons: int) -> dict[str, Figure]:
    """Counts first, then the rates of them."""
    of_forms = {column.key: number for column, number in zip(counted(layout), sums, strict=True)}
    lived = {"households": households, "persons": persons}
    numbers = {c.key: lived[c.residents] if c.residents else of_forms[c.key] for c in layout.column}
    return {
        column.key: rate(numbers[column.key], numbers[column.share_of])
        if column.is_rate
        else numbers[column.key]
        for column in layout.column
    }


def _numbers(units: Units) -> Iterator[str]:
    """1, 1.1, 1.2, 2 …: the place of each unit below the first."""
    known: dict[str, str] = {}
    children: dict[str, int] = {}
    for fixed, _ in units:
        if not known:
            known[fixed.code] = ""
        else:
            children[fixed.parent] = children.get(fixed.parent, 0) + 1
            above = known.get(fixed.parent, "")
            known[fixed.code] = f"{above}.{children[fixed.parent]}" if above else str(children[fixed.parent])
        yield known[fixed.code]


def _provisional(rows: Sequence[Row]) -> Provisional:
    """Those of the total row, in which every household is once, with the rows that rest on forms."""
    if not rows:
        return Provisional()
    total = rows[0].provisional
    on_forms = sum(row.basis is not Basis.RESIDENTS for row in rows)
    return Provisional(total.clashes, total.unknown_class, total.errors, total.illustrative, on_forms)


def _problems(
    units: Units, households: Mapping[str, Shown], persons: Mapping[str, Shown]
) -> Iterator[TableProblem]:
    for fixed, _ in units:
        for what, shown, forms in (
            ("households", households[fixed.code], fixed.forms),
            ("persons", persons[fixed.code], fixed.form_persons),
        ):
            if shown.number < forms:
                yield _problem(f"fewer_{what}", fixed, residents=shown.number, forms=forms)
            if shown.parts is not None and shown.parts != shown.number:
                yield _problem(f"{what}_differ", fixed, residents=shown.number, forms=shown.parts)
        if fixed.level not in (Level.COMMUNE, Level.VILLAGE) and households[fixed.code].loose:
            yield _problem("no_commune", fixed, forms=households[fixed.code].loose)


def _problem(code: str, fixed: _Fixed, **slots: int) -> TableProblem:
    return TableProblem(code, fixed.code, {"name": fixed.full_name, **slots})
