"""What the paper of an official table says: headings, figures and signatures as slots."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.report.template import Values
from desktop.rollup.layout import Column, TableWords
from desktop.rollup.rates import Figure
from desktop.rollup.residents import Basis
from desktop.rollup.tables import Row, Table

LETTERS = "ABC"  # over the columns before the numbered ones
WIDTHS = ("4%", "12%", "8%")  # of those columns
MARKS = {Basis.FORMS: " *", Basis.MIXED: " **"}


def values(table: Table, words: TableWords, language: str, notes: Sequence[str]) -> Values:
    """Everything that can be filled in; `notes` say why the figures are provisional."""
    day = "/".join(reversed(table.round.date.split("-")))
    year = words.year[language].format(year=table.round.year)
    chair, *below = words.chair[language].split("\n", 1)
    return {
        "template": table.layout.template,
        "office": words.office[language],
        "unit": table.unit.full_name.upper(),
        "country": words.country[language],
        "motto": words.motto[language],
        "dated": words.day[language].format(place=table.unit.short_name),
        "title": f"{table.layout.title[language]} {year}".upper(),
        "reference": words.reference[language].format(day=day),
        "provisional": words.tentative[language] if table.provisional or table.contradictions else "",
        "measured": table.layout.measured_in[language],
        "maker": words.maker[language],
        "maker_hint": words.maker_hint[language],
        "chair": "\n".join([chair, *below]),
        "chair_hint": words.chair_hint[language],
        "notes": [{"note": note} for note in (*notes, *_bases(table, words, language))],
        "above": [*_above(table, words, language)],
        "titles": [{"title": one.title[language]} for one in table.columns if one.group],
        "numbers": [*_numbers(table)],
        "rows": [*_rows(table, words, language)],
    }


def _bases(table: Table, words: TableWords, language: str) -> Iterator[str]:
    found = {row.basis for row in table.rows}
    for basis, said in ((Basis.FORMS, words.forms_only), (Basis.MIXED, words.mixed)):
        if basis in found:
            yield said[language]


def _above(table: Table, words: TableWords, language: str) -> Iterator[Values]:
    """The first line of the header: groups stand over their columns, the others over both lines."""
    is_grouped = any(column.group for column in table.columns)
    tall = "2" if is_grouped else "1"
    names = [words.row, words.unit, *([words.line] if table.layout.line else [])]
    for name, width in zip(names, WIDTHS, strict=False):
        yield {"title": name[language], "over": "1", "down": tall, "width": width}
    titles = {group.id: group.title[language] for group in table.layout.group}
    seen: set[str] = set()
    for column in table.columns:
        if not column.group:
            yield {"title": column.title[language], "over": "1", "down": tall, "width": ""}
        elif column.group not in seen:
            seen.add(column.group)
            over = sum(one.group == column.group for one in table.columns)
            yield {"title": titles[column.group], "over": str(over), "down": "1", "width": ""}


def _numbers(table: Table) -> Iterator[Values]:
    for letter in LETTERS[: 3 if table.layout.line else 2]:
        yield {"number": letter}
    for column in table.columns:
        yield {"number": column.printed}


def _rows(table: Table, words: TableWords, language: str) -> Iterator[Values]:
    """One a unit and line; sums are bold, the name of a unit stands once over its lines."""
    lines, total = len(table.layout.lines), table.rows[0].unit if table.rows else ""
    deepest = max((row.number.count(".") for row in table.rows), default=0)
    for n, row in enumerate(table.rows):
        is_total = row.unit == total
        is_first = n % lines == 0
        name = words.total[language] if is_total else row.name
        said = table.layout.find_line(row.line).title[language] if table.layout.line else ""
        bold = is_total or row.number.count(".") < deepest
        yield {
            "unit": [{"number": row.number, "name": name + MARKS.get(row.basis, ""), "down": str(lines)}]
            if is_first
            else [],
            "line": said,
            "weight": "bold" if bold else "normal",
            "figures": [{"figure": _figure(row, column, language)} for column in table.columns],
        }


def _figure(row: Row, column: Column, language: str) -> str:
    figure: Figure = row.values[column.key]
    if figure is None:
        return ""
    said = f"{figure:,.2f}" if isinstance(figure, Decimal) else f"{figure:,}"
    return said.translate(str.maketrans(",.", ".,")) if language == "vi" else said
