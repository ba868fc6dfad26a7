"""From rows of a database to an official table: residents, counts, formulas, rates, what contradicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup import openings
from desktop.rollup.found import Fixed, Units, lines_of, units_of
from desktop.rollup.layout import Layout, Line
from desktop.rollup.rates import Figure, rate
from desktop.rollup.residents import Basis, Counted, Shown, residents, weaker
from desktop.rollup.tables import Provisional, Row, Table, TableProblem

Numbers = Mapping[str, int]  # by column key, or by "households" and "persons" of residents


def table_of(
    layout: Layout, the_round: Round, unit: Unit, found: Sequence[Sequence[object]], *, given: bool = False
) -> Table:
    """The table of what `rows_sql` gave; with `given`, what was given for a unit stands before its forms."""
    units = units_of(found)
    households = residents([Counted(u.code, u.parent, u.residents, u.forms) for u, _ in units])
    persons = residents([Counted(u.code, u.parent, u.resident_persons, u.form_persons) for u, _ in units])
    shows = any(column.residents for column in layout.column)
    starts = openings.starts(layout, units) if given else {}
    rows: list[Row] = []
    problems = list(_problems(units, households, persons)) if shows else []
    for (fixed, sums), number in zip(units, _numbers(units), strict=True):
        lived = households[fixed.code], persons[fixed.code]
        basis = weaker(lived[0].basis, lived[1].basis) if shows else Basis.RESIDENTS
        for line, counts in lines_of(layout, sums):
            start = {key: shown[fixed.code].number for (of, key), shown in starts.items() if of == line.id}
            residents_of = {"households": lived[0].number, "persons": lived[1].number}
            values = _values(layout, {**counts, **start}, residents_of)
            rows.append(_row(fixed, number, values, basis, line.id or None))
            problems += openings.differing(fixed, line, counts, start)
            problems += _overlaps(layout, fixed, line, counts)
            problems += _unequal(layout, fixed, line, counts)
    return Table(
        layout=layout,
        edition=the_round.edition,
        round=the_round,
        unit=unit,
        rows=tuple(rows),
        provisional=_provisional(rows, len(layout.lines)),
        problems=tuple(problems),
        opening=openings.origin(layout, unit.code, starts if given else None),
    )


def _row(fixed: Fixed, number: str, values: Mapping[str, Figure], basis: Basis, line: str | None) -> Row:
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


def _values(layout: Layout, counts: Numbers, lived: Numbers) -> dict[str, Figure]:
    """Counts first, with formulas of those before them; then the rates."""
    numbers: dict[str, int] = {}
    known = [column for column in layout.column if not column.beside]
    for column in known:
        if column.formula:
            numbers[column.key] = sum(sign * numbers[key] for sign, key in column.terms)
        else:
            numbers[column.key] = lived[column.residents] if column.residents else counts[column.key]
    figures: dict[str, Figure] = {column.key: None for column in layout.column}  # given ones come later
    for column in known:
        number = numbers[column.key]
        figures[column.key] = rate(number, numbers[column.share_of]) if column.is_rate else number
    return figures


def _overlaps(layout: Layout, fixed: Fixed, line: Line, counts: Numbers) -> Iterator[TableProblem]:
    """Formulas that come to another number than the households they stand for."""
    for column in layout.column:
        value = sum(sign * counts[key] for sign, key in column.terms)
        if column.formula and value != counts[column.key]:
            slots: dict[str, str | int] = {"name": fixed.full_name, "column": column.key, "line": line.id}
            slots |= {"value": value, "counted": counts[column.key]}
            yield TableProblem("formula_differs", fixed.code, slots)


def _unequal(layout: Layout, fixed: Fixed, line: Line, counts: Numbers) -> Iterator[TableProblem]:
    """Columns that do not come to the sum that they must: Kinh and minorities to the total."""
    for column in layout.column:
        added = sum(sign * counts[key] for sign, key in column.checked)
        if column.check and added != counts[column.key]:
            slots: dict[str, str | int] = {"name": fixed.full_name, "column": column.key, "line": line.id}
            slots |= {"value": counts[column.key], "parts": column.check, "added": added}
            yield TableProblem("check_differs", fixed.code, slots)


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


def _problem(code: str, fixed: Fixed, **slots: int) -> TableProblem:
    return TableProblem(code, fixed.code, {"name": fixed.full_name, **slots})
