"""Make, open and close a workspace: the folder of one office or one laptop for one round."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop import __version__
from desktop.actions import editions, units
from desktop.actions.progress import Progress, no_progress
from desktop.bundle import keys as bundle_keys
from desktop.editions.rules import Edition
from desktop.editions.units import Unit, Units
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.revision import Revision
from desktop.store import database, keys
from desktop.store.database import Store

PERIODIC, REGULAR = "periodic", "regular"
SETTINGS, DEVICE = "workspace", "device"
ROUND_EPOCH = "round"  # a round record is the same bytes wherever it is made


@dataclass(frozen=True, slots=True)
class Round:
    """One review: edition, year, reference date, kind."""

    key: str
    edition: str
    year: int
    date: str  # reference date, YYYY-MM-DD
    kind: str


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """What the first-run assistant asks."""

    edition: str
    year: int
    date: str
    unit: str
    units: str = "2025"  # which dated list of units
    level: str = ""  # commune, district, province; "" = the unit's own
    kind: str = PERIODIC
    person: str = ""
    passphrase: str | None = None  # None: practice data only
    office: Path | None = None  # this workspace receives for that office


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace, handed down to every action."""

    folder: Path
    store: Store
    edition: Edition
    round: Round
    home: Unit
    units: Units
    level: str
    epoch: str
    person: str
    clock: Callable[[], datetime]
    new_uid: Callable[[], str]


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
    folder.mkdir(parents=True, exist_ok=True)
    person = new.person or "—"
    keys.add_passphrase_slot(folder, key, person, new.passphrase)
    progress(1, 3)
    store = database.create(folder, key, now=clock())
    device = bundle_keys.new_device()
    with store.write():
        store.put(SETTINGS, _settings(new, the_round, home))
        store.put(DEVICE, {"epoch": new_uid(), **bundle_keys.device_to_json(device)})
    progress(2, 3)
    workspace = _workspace(folder, store, person, clock, new_uid)
    _write_round(workspace)
    progress(3, 3)
    return workspace
