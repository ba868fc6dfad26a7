"""An XLSForm as a workbook: three sheets of text. The same rows give the same bytes."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.report.workbook import MAKER, settled

NEVER = "1980-01-01"  # no time is in the file


def write(to: Path, sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """Write one sheet a key, its columns those of its rows; every cell is text, never a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = MAKER
    book.properties.created = datetime.fromisoformat(NEVER)
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    made = io.BytesIO()
    book.save(made)
    try:
        with to.open("wb") as out:
            settled(made, out, NEVER)
    except OSError as error:
        raise RasoatError(
            "cannot_write",
            N_("The file {file} cannot be written ({why})."),
            N_("Close it in other programs, or choose another place."),
            file=str(to),
            why=error.strerror or str(error),
        ) from error


def _fill(sheet: Any, rows: Sequence[Mapping[str, str]]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines: Iterable[list[str]] = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type, cell.number_format = "s", "@"
    sheet.freeze_panes = "A2"
