"""Make, open and close a workspace: the folder of one office or one laptop for one round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.actions import audit, card_list, editions, new_round, office, seal, standards
from desktop.actions import units as unit_lists
from desktop.actions.context import Workspace
from desktop.actions.days import read_day
from desktop.actions.progress import Progress, no_progress
from desktop.actions.round import SETTINGS
from desktop.actions.standing import ROUND
from desktop.bundle import keys as bundle_keys
from desktop.editions.units import LISTED, Unit
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import KINDS, PERIODIC, Round, read_round, round_key
from desktop.store import database, files, keys, states
from desktop.store.copies import COPY
from desktop.store.database import Store

DEVICE = "device"
NOBODY = "—"
RESTORED = "restored"  # a file beside the working file: it came from a backup


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """What the first-run assistant asks."""

    edition: str
    year: int
    date: str  # reference date, YYYY-MM-DD
    unit: str
    units: str = "2025"  # which dated list of units
    level: str = ""  # commune, district, province; "" = the unit's own
    kind: str = PERIODIC
    person: str = ""
    passphrase: str | None = None  # None: practice data only
    office: Path | None = None  # this workspace receives for that office


def create(
    folder: Path,
    new: NewWorkspace,
    *,
    clock: Callable[[], datetime],
    new_uid: Callable[[], str],
    progress: Progress = no_progress,
) -> Workspace:
    """Make the workspace `folder`; it must not exist yet, or be empty. The new workspace is open."""
    home, the_round = _checked(folder, new)
    progress(0, 3)
    key = keys.new_database_key()
    files.make_folder(folder)
    person = new.person or NOBODY
    keys.add_passphrase_slot(folder, key, person, new.passphrase)
    progress(1, 3)
    store = database.create(folder, key, now=clock())
    device = bundle_keys.new_device()
    with store.write():
        store.put(SETTINGS, _settings(new, the_round, home))
        store.put(DEVICE, {"epoch": new_uid(), **bundle_keys.device_to_json(device)})
        standards.note(store, editions.load_edition(new.edition))
    progress(2, 3)
    workspace = _workspace(folder, store, person, clock, new_uid)
    new_round.write_round(workspace, the_round)
    unit_lists.refresh(workspace)
    if new.office is not None:
        office.receive_for(workspace, new.office, new.passphrase)
    progress(3, 3)
    return workspace


def open_workspace(
    folder: Path,
    passphrase: str | None,
    *,
    clock: Callable[[], datetime],
    new_uid: Callable[[], str],
    read_only: bool = False,
    progress: Progress = no_progress,
) -> Workspace:
    """Open a workspace. After an unclean end what was being entered is sealed first, so nothing is lost.

    Raises `RasoatError`: not a workspace, wrong passphrase, newer than this program, damaged, open elsewhere,
    or its local standard is gone or was changed.
    """
    key, person = keys.open_slot(folder, passphrase)
    store = database.open_store(folder, key, now=clock(), progress=progress, read_only=read_only)
    try:
        restored = not read_only and _begin_anew(folder, store, new_uid)
        workspace = _workspace(folder, store, person, clock, new_uid)
        if restored:
            audit.note(workspace, audit.RESTORE)
        if read_only:
            unit_lists.reload(workspace)
        else:
            audit.take_up(workspace)
            standards.note(store, workspace.edition)
            unit_lists.refresh(workspace)
            seal.seal_all(workspace)
    except BaseException:
        store.close()
        raise
    return workspace


def close(ws: Workspace) -> None:
    """Seal what is being entered and leave one file behind."""
    try:
        seal.seal_all(ws)
    finally:
        ws.store.close()


def _begin_anew(folder: Path, store: Store, new_uid: Callable[[], str]) -> bool:
    """A restored file, or a backup opened as it lies, counts from a new beginning: no two share a number."""
    mark = folder / RESTORED
    if restored := mark.exists() or store.get(COPY) is not None:
        with store.write():
            store.put(DEVICE, {**_kept(store, DEVICE), "epoch": new_uid()})
            store.drop(COPY)
        mark.unlink(missing_ok=True)
    return restored


def _checked(folder: Path, new: NewWorkspace) -> tuple[Unit, Round]:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RasoatError(
            "not_empty",
            N_("The folder {folder} is not empty."),
            N_("Choose a new folder; an existing workspace is opened, not made again."),
            folder=str(folder),
        )
    edition = editions.load_edition(new.edition)
    day = read_day(new.date)
    if new.kind not in KINDS:
        raise RasoatError(
            "no_kind",
            N_("There is no kind of round “{kind}”."),
            N_("Use one of: {known}."),
            kind=new.kind,
            known=", ".join(KINDS),
        )
    home = unit_lists.load(new.units).get(new.unit)
    if home is None:
        raise RasoatError(
            "no_unit",
            N_("There is no unit {unit} in the list of {units}."),
            N_("Look the code up in the list; codes are text and begin with zeros."),
            unit=new.unit,
            units=new.units,
        )
    if new.level and new.level not in {level.value for level in LISTED}:
        raise RasoatError(
            "no_level",
            N_("There is no level “{level}”."),
            N_("Use one of: {known}."),
            level=new.level,
            known=", ".join(level.value for level in LISTED),
        )
    key = round_key(edition.id, new.year, new.kind, day)
    return home, Round(key, edition.id, new.year, new.date, new.kind)


def _settings(new: NewWorkspace, the_round: Round, home: Unit) -> dict[str, Any]:
    return {
        "edition": the_round.edition,
        "round": the_round.key,
        "year": the_round.year,
        "date": the_round.date,
        "kind": the_round.kind,
        "unit": home.code,
        "units": new.units,
        "level": new.level or home.level.value,
        "practice": new.passphrase is None,
    }


def _workspace(
    folder: Path, store: Store, person: str, clock: Callable[[], datetime], new_uid: Callable[[], str]
) -> Workspace:
    settings, device = _kept(store, SETTINGS), _kept(store, DEVICE)
    units = unit_lists.load(settings["units"]).part(settings["unit"])
    home = units.get(settings["unit"])
    if home is None:
        raise _not_kept(settings["unit"])
    standards.check(store, settings["edition"])
    workspace = Workspace(
        folder=folder,
        store=store,
        edition=editions.load_edition(settings["edition"]),
        round=_round(store, settings),
        home=home,
        units=units,
        level=settings["level"],
        epoch=device["epoch"],
        person=person,
        device=bundle_keys.device_from_json(device),
        clock=clock,
        new_uid=new_uid,
        practice=settings["practice"],
    )
    card_list.refresh(workspace)
    return workspace


def _round(store: Store, settings: Mapping[str, Any]) -> Round:
    """As its record says, whether it was closed too; while there is none, as the workspace was made."""
    key = settings["round"]
    found = read_round(key, states.body(store, ROUND, key) or {})
    return found or Round(key, settings["edition"], settings["year"], settings["date"], settings["kind"])


def _kept(store: Store, name: str) -> Mapping[str, Any]:
    found = store.get(name)
    if found is None:
        raise _not_kept(name)
    return found


def _not_kept(name: str) -> RasoatError:
    return RasoatError(
        "workspace_damaged",
        N_("The workspace lacks its own description ({name})."),
        N_("Restore the newest backup from the folder “backups” beside it."),
        name=name,
    )
