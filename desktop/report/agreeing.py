"""What a table must agree with, in sentences: for the sheet, the screen and the command line."""

from collections.abc import Iterator
from itertools import groupby

from desktop.rollup.layout import TableWords
from desktop.rollup.tables import Table, Tied


def sentences(table: Table, words: TableWords, language: str) -> Iterator[str]:
    """One a unit and tie, both of its lines, and where the start comes from; the first unit needs no name."""
    for (unit, _), found in groupby(table.ties, key=lambda one: (one.unit, one.tie.id)):
        lines = tuple(found)
        name = "" if unit == table.unit.code else f"{lines[0].name} – "
        figures = "; ".join(_figures(table, one, language) for one in lines)
        yield f"{name}{lines[0].tie.title[language]}: {figures}"
    if table.opening:
        yield words.openings[table.opening][language]


def sentence(table: Table, found: Tied, language: str) -> str:
    """One tie of one line."""
    return f"{found.name} – {found.tie.title[language]}: {_figures(table, found, language)}"


def _figures(table: Table, found: Tied, language: str) -> str:
    line = table.layout.find_line(found.line).title.get(language, "")
    return f"{line} {found.value} {'=' if found.holds else '≠'} {found.other}".strip()
