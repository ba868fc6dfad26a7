"""An official table as a PDF that is ready to be signed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, Literal

from desktop.actions import papers
from desktop.report import paper, table_paper
from desktop.report.paper import Sheet
from desktop.rollup.layout import TableWords
from desktop.rollup.tables import Table

PAPER_ID = "official-table"
LARGER: Literal["A3"] = "A3"


def sheet(table: Table, words: TableWords, language: str, notes: Sequence[str]) -> Sheet:
    """The filled paper; a wide table takes the larger one."""
    made = papers.read(PAPER_ID, language)
    page = made.page
    if page.wide_from and len(table.columns) >= page.wide_from:
        page = replace(page, size=LARGER)
    title = f"{table.id} {table.unit.full_name} {table.round.year}"
    return paper.filled(made, table_paper.values(table, words, language, notes), title, page)


def write(out: BinaryIO, table: Table, words: TableWords, language: str, notes: Sequence[str]) -> None:
    """Write the PDF."""
    from desktop.report import printing

    printing.write_pdf(out, [sheet(table, words, language, notes)])
