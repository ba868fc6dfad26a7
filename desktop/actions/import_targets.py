"""Take the targets of units in from a .csv or .xlsx list: a unit a row, an indicator a column."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from desktop.actions import against
from desktop.actions.context import Workspace
from desktop.actions.import_ import Faulty, Imported
from desktop.actions.import_totals import UNIT, rows_of
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_


def import_targets(
    ws: Workspace, file: Path, *, dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """Read one unit a row under a header; an empty cell says nothing; a bad row is left out and said."""
    (_, header), *rows = list(rows_of(file)) or [(0, [])]
    columns = _columns(file, header)
    faults: list[Faulty] = []
    changed = 0
    with ws.store.write(keep=not dry_run):
        for done, (line, cells) in enumerate(rows, start=1):
            try:
                changed += _row(ws, columns, cells)
            except (ValueError, RasoatError) as error:
                faults.append(Faulty(line, str(error)))
            progress(done, len(rows))
    return Imported(len(rows) - len(faults), changed, tuple(faults))


def _columns(file: Path, header: list[str]) -> dict[str, int]:
    names = [cell.strip() for cell in header]
    known = [one.id for one in against.indicators()]
    places = {name: names.index(name) for name in (UNIT, *known) if name in names}
    if UNIT not in places or len(places) == 1:
        raise RasoatError(
            "no_header",
            N_("The file {file} has no header with unit and an indicator."),
            N_("Name the columns: {columns}."),
            file=file.name,
            columns=", ".join((UNIT, *known)),
        )
    return places


def _row(ws: Workspace, columns: dict[str, int], cells: list[str]) -> bool:
    """One unit: all its values are read before one is written."""
    values = {name: _value(name, cells[place]) for name, place in columns.items() if place < len(cells)}
    unit = cells[columns[UNIT]].strip()
    changed = [
        against.set_target(ws, unit, name, value, against.IMPORTED)
        for name, value in values.items()
        if value is not None
    ]
    return any(changed)


def _value(name: str, text: str) -> Decimal | None:
    plain = text.strip().replace(",", ".")
    if name == UNIT or not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= 100 or value != round(value, 2):  # noqa: PLR2004 - percent
        raise ValueError(f"{name}: found {text!r}, accepted is 0 to 100 with at most two decimals")
    return value
