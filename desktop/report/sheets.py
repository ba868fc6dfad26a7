"""Read the first sheet of an Excel file as rows of text; formulas give the value Excel last showed."""

from collections.abc import Iterator
from pathlib import Path

from desktop.errors import RasoatError
from desktop.i18n import N_

Row = tuple[int, list[str]]  # the row's number, its cells


def read_rows(file: Path) -> Iterator[Row]:
    """Every row that holds something. `RasoatError("no_workbook", …)` for anything but an .xlsx file."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except Exception as error:  # hostile files raise anything at all here
        raise RasoatError(
            "no_workbook",
            N_("The file {file} cannot be read as an Excel file."),
            N_("Open it in Excel and save it again as .xlsx."),
            file=file.name,
        ) from error
    try:
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            cells = [_text(cell) for cell in row]
            if any(cells):
                yield number, cells
    finally:
        book.close()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
