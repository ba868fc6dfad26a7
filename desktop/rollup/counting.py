"""From rows of a database to an official table: residents, counts, formulas, rates, what contradicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.layout import Layout, Line
from desktop.rollup.rates import Figure, rate
from desktop.rollup.residents import Basis, Counted, Shown, residents, weaker
from desktop.rollup.sql import counted
from desktop.rollup.tables import Provisional, Row, Table, TableProblem


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
    unknown_move: int


FIXED = tuple(one.name for one in fields(_Fixed))
Units = Sequence[tuple[_Fixed, tuple[int, ...]]]
Numbers = Mapping[str, int]  # by column key, or by "households" and "persons" of residents


def table_of(layout: Layout, the_round: Round, unit: Unit, found: Sequence[Sequence[object]]) -> Table:
    """The table of what `rows_sql` gave."""
    units: Units = [(_Fixed(*row[: len(FIXED)]), tuple(map(_number, row[len(FIXED) :]))) for row in found]  # type: ignore[arg-type]
    households = residents([Counted(u.code, u.parent, u.residents, u.forms) for u, _ in units])
    persons = residents([Counted(u.code, u.parent, u.resident_persons, u.form_persons) for u, _ in units])
    shows = any(column.residents for column in layout.column)
    rows: list[Row] = []
    problems = list(_problems(units, households, persons)) if shows else []
    for (fixed, sums), number in zip(units, _numbers(units), strict=True):
        lived = households[fixed.code], persons[fixed.code]
        basis = weaker(lived[0].basis, lived[1].basis) if shows else Basis.RESIDENTS
        for line, counts in _lines(layout, sums):
            values = _values(layout, counts, {"households": lived[0].number, "persons": lived[1].number})
            rows.append(_row(fixed, number, values, basis, line.id or None))
            problems += _overlaps(layout, fixed, line, counts, values)
            problems += _unequal(layout, fixed, line, counts)
    return Table(
        layout=layout,
        edition=the_round.edition,
        round=the_round,
        unit=unit,
        rows=tuple(rows),
        provisional=_provisional(rows, len(layout.lines)),
        problems=tuple(problems),
    )


def _row(fixed: _Fixed, number: str, values: Mapping[str, Figure], basis: Basis, line: str | None) -> Row:
    return Row(
        unit=fixed.code,
        name=fixed.full_name,
        level=Level(fixed.level),
        number=number,
        values=values,
        basis=basis,
        provisional=Provisional(
            fixed.clashes, fixed.unknown_class, fixed.errors, fixed.illustrative, fixed.unknown_move
        ),
        line=line,
    )


def _lines(layout: Layout, sums: Sequence[int]) -> Iterator[tuple[Line, Numbers]]:
    """What was counted, line by line."""
    counts: dict[str, dict[str, int]] = {line.id: {} for line in layout.lines}
    for (line, column), number in zip(counted(layout), sums, strict=True):
        counts[line.id][column.key] = number
    return ((line, counts[line.id]) for line in layout.lines)


def _values(layout: Layout, counts: Numbers, lived: Numbers) -> dict[str, Figure]:
    """Counts first, with formulas of those before them; then the rates."""
    numbers: dict[str, int] = {}
    for column in layout.column:
        if column.formula:
            numbers[column.key] = sum(sign * numbers[key] for sign, key in column.terms)
        else:
            numbers[column.key] = lived[column.residents] if column.residents else counts[column.key]
    return {
        key: rate(number, numbers[column.share_of]) if column.is_rate else number
        for column, (key, number) in zip(layout.column, numbers.items(), strict=True)
    }


def _overlaps(
    layout: Layout, fixed: _Fixed, line: Line, counts: Numbers, values: Mapping[str, Figure]
) -> Iterator[TableProblem]:
    """Formulas that come to another number than the households they stand for."""
    for column in layout.column:
        shown = values[column.key]
        if column.formula and isinstance(shown, int) and shown != counts[column.key]:
            slots: dict[str, str | int] = {"name": fixed.full_name, "column": column.key, "line": line.id}
            slots |= {"value": shown, "counted": counts[column.key]}
            yield TableProblem("formula_differs", fixed.code, slots)


def _unequal(layout: Layout, fixed: _Fixed, line: Line, counts: Numbers) -> Iterator[TableProblem]:
    """Columns that do not come to the sum that they must: Kinh and minorities to the total."""
    for column in layout.column:
        added = sum(sign * counts[key] for sign, key in column.checked)
        if column.check and added != counts[column.key]:
            slots: dict[str, str | int] = {"name": fixed.full_name, "column": column.key, "line": line.id}
            slots |= {"value": counts[column.key], "parts": column.check, "added": added}
            yield TableProblem("check_differs", fixed.code, slots)


def _number(found: object) -> int:
    if not isinstance(found, int):
        raise TypeError(f"a count is a whole number, not {found!r}")
    return found


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


def _provisional(rows: Sequence[Row], lines: int) -> Provisional:
    """That of the total row, in which every household is once, with the units that rest on forms."""
    if not rows:
        return Provisional()
    on_forms = sum(row.basis is not Basis.RESIDENTS for row in rows[::lines])
    return replace(rows[0].provisional, forms_only=on_forms)


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
