"""A named list as a workbook: villages, their households, a line for each member, and sums."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from itertools import groupby
from typing import Any, BinaryIO

from desktop.report.workbook import MAKER, settled

HEADINGS = 6  # the first of their two lines
AFTER = HEADINGS + 2


class Kind(Enum):
    """What a line is."""

    VILLAGE = auto()
    MEMBER = auto()
    SUM = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column; those beside each other with the same `group` stand under it."""

    heading: str
    group: str
    width: float
    is_text: bool  # names and words: not in the middle


@dataclass(frozen=True, slots=True)
class Line:
    """One line; that of a village, and the words of a sum, have one text in front."""

    kind: Kind
    cells: Sequence[str | int]


@dataclass(frozen=True, slots=True)
class NamedList:
    """All that stands on the sheet. `day` (YYYY-MM-DD) stands for the moment of writing."""

    id: str
    day: str
    above: tuple[str, str]  # whose, and the number of the form
    title: str
    under: str
    warning: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    notes: Sequence[str]
    before_marks: int  # columns that the words of a sum lie over


def write(out: BinaryIO, listed: NamedList) -> None:
    """Write it."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = MAKER
    book.properties.title = listed.title
    book.properties.created = datetime.fromisoformat(listed.day)
    (sheet,) = book.worksheets
    sheet.title = listed.id
    _top(sheet, listed)
    _headings(sheet, listed.columns)
    for number, line in enumerate(listed.lines, start=AFTER):
        _line(sheet, number, line, listed)
    _notes(sheet, listed)
    _for_paper(sheet)
    made = io.BytesIO()
    book.save(made)
    settled(made, out, listed.day)


def _top(sheet: Any, listed: NamedList) -> None:
    from desktop.report import looks

    last = len(listed.columns)
    looks.write_text(sheet.cell(1, 1), listed.above[0], looks.LIST_UNDER)
    looks.write_text(sheet.cell(1, last), listed.above[1], looks.MEASURED)
    for row, text, look in ((2, listed.title, looks.TITLE), (3, listed.under, looks.UNDER_TITLE)):
        looks.write_text(sheet.cell(row, 1), text, look)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    looks.write_text(sheet.cell(4, 1), listed.warning, looks.WARNING)


def _headings(sheet: Any, columns: Sequence[Column]) -> None:
    from desktop.report import looks

    for place, column in enumerate(columns, start=1):
        looks.write_text(sheet.cell(HEADINGS, place), column.group or column.heading, looks.HEADER)
        looks.write_text(sheet.cell(HEADINGS + 1, place), column.heading, looks.HEADER)
        sheet.column_dimensions[sheet.cell(HEADINGS, place).column_letter].width = column.width
        if not column.group:
            sheet.merge_cells(start_row=HEADINGS, end_row=HEADINGS + 1, start_column=place, end_column=place)
    for group, found in groupby(enumerate(columns, start=1), key=lambda one: one[1].group):
        places = [place for place, _ in found]
        if group:
            sheet.merge_cells(
                start_row=HEADINGS, end_row=HEADINGS, start_column=places[0], end_column=places[-1]
            )
    sheet.row_dimensions[HEADINGS].height, sheet.row_dimensions[HEADINGS + 1].height = 20, 62


def _line(sheet: Any, number: int, line: Line, listed: NamedList) -> None:
    from desktop.report import looks

    middle = looks.Look(size=11, lined=True)
    bold = {Kind.SUM: looks.Look(size=11, bold=True, lined=True)}.get(line.kind, middle)
    words = looks.Look(size=11, bold=True, across="left", lined=True, wrap=False)
    for place, (column, value) in enumerate(zip(listed.columns, line.cells, strict=True), start=1):
        cell = sheet.cell(number, place)
        if line.kind is not Kind.MEMBER and place == 1:
            looks.write_text(cell, str(value), words)
        elif isinstance(value, int):
            cell.value = value
            looks.dress(cell, bold)
        elif value:
            looks.write_text(cell, value, looks.LISTED if column.is_text else middle)
        else:
            looks.dress(cell, middle)
    wide = {Kind.VILLAGE: len(listed.columns), Kind.SUM: listed.before_marks}.get(line.kind)
    if wide:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=wide)


def _notes(sheet: Any, listed: NamedList) -> None:
    from desktop.report import looks

    for number, text in enumerate(listed.notes, start=AFTER + len(listed.lines) + 1):
        looks.write_text(sheet.cell(number, 1), text, looks.NOTE)


def _for_paper(sheet: Any) -> None:
    """As wide as a page lying down, with the headings on each."""
    sheet.freeze_panes = f"D{AFTER}"
    sheet.print_title_rows = f"{HEADINGS}:{HEADINGS + 1}"
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
