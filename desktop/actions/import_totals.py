"""Take resident households and persons per unit, or their last lists, in from a .csv or .xlsx file."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.actions import units
from desktop.actions.context import Workspace
from desktop.actions.import_ import Faulty, Imported
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.fold import fold
from desktop.report import sheets

IMPORTED = "imported"
UNIT = "unit"
COLUMNS: Mapping[str, tuple[str, ...]] = {  # folded headers that mean a column
    UNIT: ("unit", "code", "ma", "ma don vi", "ma xa", "ma dvhc"),
    units.HOUSEHOLDS: ("households", "so ho", "tong so ho", "ho"),
    units.PERSONS: ("persons", "so khau", "nhan khau", "so nhan khau", "tong so nhan khau"),
    units.MINORITY_HOUSEHOLDS: ("minority_households", "so ho dtts", "ho dtts"),
    units.MINORITY_PERSONS: ("minority_persons", "nhan khau dtts", "so khau dtts"),
    units.OPENING_POOR: ("opening_poor", "ho ngheo dau ky", "so ho ngheo dau ky"),
    units.OPENING_POOR_PERSONS: ("opening_poor_persons", "nhan khau ngheo dau ky"),
    units.OPENING_NEAR_POOR: ("opening_near_poor", "ho can ngheo dau ky", "so ho can ngheo dau ky"),
    units.OPENING_NEAR_POOR_PERSONS: ("opening_near_poor_persons", "nhan khau can ngheo dau ky"),
}
ENOUGH = ({units.HOUSEHOLDS, units.PERSONS}, {units.OPENING_POOR}, {units.OPENING_NEAR_POOR})
Row = tuple[int, list[str]]  # line, cells as text


def import_totals(
    ws: Workspace, file: Path, *, dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """Read one unit a row under a header; a bad row is left out and said. One transaction."""
    rows = list(rows_of(file))
    places, rest = _header(file, rows)
    faults: list[Faulty] = []
    read = changed = 0
    with ws.store.write(keep=not dry_run):
        for done, (line, cells) in enumerate(rest, start=1):
            try:
                unit, counts = _counts(ws, places, cells)
            except ValueError as error:
                faults.append(Faulty(line, str(error)))
                continue
            read += 1
            known = units.total(ws, unit).counts  # a list of openings leaves the residents as they are
            changed += units.set_total(ws, unit, {**known, **counts}, IMPORTED)
            progress(done, len(rest))
    return Imported(read, changed, tuple(faults))


def rows_of(file: Path) -> Iterator[Row]:
    """The rows of a .csv or .xlsx list that are not empty, with their line numbers."""
    if file.suffix.lower() in sheets.EXCEL:
        yield from sheets.read_rows(file)
        return
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise sheets.no_file(file, str(error)) from error
    dialect = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    for line, cells in enumerate(csv.reader(text.splitlines(), delimiter=dialect), start=1):
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header(file: Path, rows: list[Row]) -> tuple[dict[str, int], list[Row]]:
    for number, (_, cells) in enumerate(rows):
        folded = [" ".join(fold(cell).split()) for cell in cells]
        places = {
            name: folded.index(word) for name, words in COLUMNS.items() for word in words if word in folded
        }
        if UNIT in places and any(some <= places.keys() for some in ENOUGH):
            return places, rows[number + 1 :]
    raise RasoatError(
        "no_header",
        N_("The file {file} has no header with unit, households and persons."),
        N_("Name the columns: {columns}."),
        file=file.name,
        columns=", ".join(COLUMNS),
    )


def _counts(
    ws: Workspace, places: Mapping[str, int], cells: list[str]
) -> tuple[str, Mapping[str, int | None]]:
    unit = _cell(cells, places[UNIT])
    if not ws.units.is_within(unit, ws.home.code):
        raise ValueError(f"unit {unit!r} is not in {ws.home.full_name}")
    counts = {name: _number(name, _cell(cells, place)) for name, place in places.items() if name != UNIT}
    return unit, counts


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _number(name: str, text: str) -> int | None:
    digits = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    if not digits:
        return None
    if not digits.isascii() or not digits.isdigit():
        raise ValueError(f"{name}: found {text!r}, accepted is a whole number")
    return int(digits)
