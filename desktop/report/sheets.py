"""Read Excel files and CSV as rows of cells; formulas give the value Excel last showed."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lists.cleaning import Cell

Row = tuple[int, list[str]]  # the row's number, its cells
EXCEL = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})
TABLES = frozenset({".csv", ".txt", ".tsv"})  # lines of cells
FORMULAS = frozenset({".xlsx", ".xlsm"})  # where a formula without its value can be told from an empty cell
MOST_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: all its rows from the first, empty ones too."""

    name: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Book:
    """A file of sheets; hidden ones are named and not read."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()


def read_book(file: Path) -> Book:
    """All visible sheets of an Excel file, or the one of a CSV file.

    Another ending is refused, not guessed at: `RasoatError("no_list", …)`; a broken file: `"no_workbook"`.
    """
    if file.suffix.lower() in EXCEL:
        return _excel(file)
    if file.suffix.lower() not in TABLES:
        raise RasoatError(
            "no_list",
            N_("The file {file} is of a kind that cannot be read as a list."),
            N_("Save the list as .xlsx or .csv. Households that this program wrote end in .ndjson."),
            file=file.name,
        )
    return Book((Sheet(file.stem, _csv(file)),))


def read_rows(file: Path) -> Iterator[Row]:
    """Every row of the first sheet that holds something, as text."""
    for number, row in enumerate(_excel(file).sheets[0].rows, start=1):
        cells = [_text(cell) for cell in row]
        if any(cells):
            yield number, cells


def formulas_without_value(file: Path, sheet: str, first: int, places: Sequence[int]) -> frozenset[int]:
    """Those of the empty columns `places` (from 0) that hold formulas from row `first` (from 1) on."""
    if file.suffix.lower() not in FORMULAS:
        return frozenset()
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True)
    try:
        cells = book[sheet].iter_rows(min_row=first, values_only=True)
        found: set[int] = set()
        for row in cells:
            found.update(
                place for place in places if place < len(row) and str(row[place] or "").startswith("=")
            )
        return frozenset(found)
    finally:
        book.close()


def _excel(file: Path) -> Book:
    try:
        with python_calamine.load_workbook(file) as book:
            kinds = python_calamine.SheetTypeEnum.WorkSheet
            sheets = [one for one in book.sheets_metadata if one.typ == kinds]
            seen = [one.name for one in sheets if one.visible == python_calamine.SheetVisibleEnum.Visible]
            hidden = tuple(one.name for one in sheets if one.name not in seen)
            made = tuple(Sheet(name, _cells(book.get_sheet_by_name(name))) for name in seen)
    except python_calamine.PasswordError as error:
        raise RasoatError(
            "locked_workbook",
            N_("The file {file} is locked with a password."),
            N_("Open it in Excel, take the password away and save it again."),
            file=file.name,
        ) from error
    except FileNotFoundError as error:
        raise no_file(file, error.strerror or str(error)) from error
    except Exception as error:  # hostile files raise anything at all here
        raise _no_workbook(file) from error
    if not made:
        raise _no_workbook(file)
    return Book(made, hidden)


def _cells(sheet: python_calamine.CalamineSheet) -> list[list[Cell]]:
    """All cells; a sheet that claims more than anybody keeps in a list is refused."""
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise ValueError("too large")
    return [[*row] for row in sheet.to_python(skip_empty_area=False)]


def _no_workbook(file: Path) -> RasoatError:
    return RasoatError(
        "no_workbook",
        N_("The file {file} cannot be read as an Excel file."),
        N_("Open it in Excel and save it again as .xlsx."),
        file=file.name,
    )


def no_file(file: Path, why: str) -> RasoatError:
    """The file of an import cannot be read."""
    return RasoatError(
        "no_file",
        N_("The file {file} cannot be read ({why})."),
        N_("Check the path and that the file is not open elsewhere."),
        file=file.name,
        why=why,
    )


def _csv(file: Path) -> list[list[Cell]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise no_file(file, error.strerror or str(error)) from error
    text = _decoded(data)
    first = max(text.split("\n", 20)[:20], key=len, default="")
    dialect = max(",;\t", key=first.count)
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(text.splitlines(), delimiter=dialect)]
    except csv.Error as error:
        raise no_file(file, str(error)) from error
    return rows


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 where it says so, else one byte a letter: old Vietnamese is recognised later."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
