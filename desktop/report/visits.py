"""The list for another visit as a workbook: one household a line, to be printed and taken along."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO

from desktop.report.workbook import MAKER, settled

FIRST = 4  # the line of the headings
Columns = Sequence[tuple[str, float]]  # headings and widths


def write(
    out: BinaryIO,
    title: str,
    under: str,
    columns: Columns,
    lines: Sequence[Sequence[str]],
    *,
    day: str,
) -> None:
    """Write one sheet of text. `day` (YYYY-MM-DD) stands for the moment: the same lines, the same bytes."""
    from openpyxl import Workbook

    from desktop.report import looks

    book = Workbook()
    book.properties.creator = MAKER
    book.properties.title = title
    book.properties.created = datetime.fromisoformat(day)
    (sheet,) = book.worksheets
    looks.write_text(sheet.cell(1, 1), title, looks.LIST_TITLE)
    looks.write_text(sheet.cell(2, 1), under, looks.LIST_UNDER)
    for place, (heading, width) in enumerate(columns, start=1):
        cell = sheet.cell(FIRST, place)
        looks.write_text(cell, heading, looks.HEADER)
        sheet.column_dimensions[cell.column_letter].width = width
    for number, line in enumerate(lines, start=FIRST + 1):
        for place, text in enumerate(line, start=1):
            looks.write_text(sheet.cell(number, place), text, looks.LISTED)
    _for_paper(sheet)
    made = io.BytesIO()
    book.save(made)
    settled(made, out, day)


def _for_paper(sheet: Any) -> None:
    """As wide as a page lying down, with the headings on each."""
    sheet.freeze_panes = f"A{FIRST + 1}"
    sheet.print_title_rows = f"{FIRST}:{FIRST}"
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
