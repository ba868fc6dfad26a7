"""Score cards as workbooks: a template to fill in goes out, filled sheets come in. It judges nothing."""

import io
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop.editions.card_check import COLUMNS, SETTING_COLUMNS, SETTINGS, CardSheet, Cell, Formula
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.report.workbook import MAKER

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_BYTES = 2_000, 20, 40, 5_000_000
WIDTHS = (18, 16, 60, 10, 60)
Row = Sequence[str | int]


def write(to: Path, sheets: Sequence[tuple[str, Sequence[Row]]], settings: Sequence[Row]) -> None:
    """Write one sheet an area or region, and the sheet of settings; every text stays text."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = MAKER
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        _fill(book.create_sheet(name), COLUMNS, rows)
    _fill(book.create_sheet(SETTINGS), SETTING_COLUMNS, settings)
    try:
        book.save(to)
    except OSError as error:
        raise RasoatError(
            "cannot_write",
            N_("The file {file} cannot be written ({why})."),
            N_("Close it in other programs, or choose another place."),
            file=str(to),
            why=error.strerror or str(error),
        ) from error


def _fill(sheet: Any, titles: Sequence[str], rows: Sequence[Row]) -> None:
    from openpyxl.styles import Font

    for column, title in enumerate(titles, start=1):
        sheet.cell(1, column, title).font = Font(bold=True)
        sheet.column_dimensions[chr(64 + column)].width = WIDTHS[column - 1]
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, None if value == "" else value)
            if isinstance(value, str) and value:
                cell.data_type, cell.number_format = "s", "@"


def read(file: Path) -> tuple[tuple[CardSheet, ...], str]:
    """The sheets of a workbook, formulas as formulas, and the sha256 of its bytes."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _unreadable(file) from error
    if len(data) > MOST_BYTES:
        raise _unreadable(file)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        try:
            names = book.sheetnames[:MOST_SHEETS]
            sheets = tuple(CardSheet(name.strip(), tuple(_rows(book[name]))) for name in names)
        finally:
            book.close()
    except Exception as error:  # hostile files raise anything at all here
        raise _unreadable(file) from error
    return sheets, sha256(data).hexdigest()


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
        yield tuple(map(_cell, row))


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return Formula(value) if value.startswith("=") else value
    if value is None or isinstance(value, bool | int | float):
        return value
    return Formula(str(getattr(value, "text", ""))) if hasattr(value, "ref") else str(value)


def _unreadable(file: Path) -> RasoatError:
    return RasoatError(
        "no_workbook",
        N_("The file {file} cannot be read as an Excel file."),
        N_("Open it in Excel and save it again as .xlsx."),
        file=file.name,
    )
