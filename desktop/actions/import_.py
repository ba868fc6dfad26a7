"""Take households in from NDJSON. The same file gives the same revisions everywhere, and again adds none."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.import_revisions import keep, sealed
from desktop.actions.progress import Progress, no_progress
from desktop.actions.records import FORM
from desktop.editions.values import Value
from desktop.records.lines import read_json
from desktop.records.model import MEMBERS, form_key, member_path, split_path
from desktop.records.outside import UID, read_household
from desktop.records.revision import Revision
from desktop.report.sheets import no_file

UID_LENGTH = 32
BATCH = 500


@dataclass(frozen=True, slots=True)
class Faulty:
    """A line that was not taken in, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: households read, those that were new here, and the lines left out."""

    households: int
    new: int
    faults: tuple[Faulty, ...] = field(default=())


def import_households(
    ws: Workspace, file: Path, *, dry_run: bool = False, progress: Progress = no_progress
) -> Imported:
    """Read one household a line; a bad line is left out and said, the others are kept. One transaction."""
    standing.must_be_open(ws)
    epoch, size = _epoch(ws, file), file.stat().st_size
    households, new, done, faults = 0, 0, 0, list[Faulty]()
    with ws.store.write(keep=not dry_run):
        for batch in _batches(_lines(file)):
            made: list[Revision] = []
            for number, line in batch:
                done += len(line)
                try:
                    made.append(_revision(ws, epoch, number, line))
                except ValueError as error:
                    faults.append(Faulty(number, str(error)))
            households += len(made)
            new += keep(ws, [sealed(one) for one in made])
            progress(done, size)
    return Imported(households, new, tuple(faults))


def _epoch(ws: Workspace, file: Path) -> str:
    """Which import this is: the source's bytes and the edition that reads them."""
    seal = sha256()
    try:
        with file.open("rb") as source:
            while chunk := source.read(1 << 20):
                seal.update(chunk)
    except OSError as error:
        raise no_file(file, error.strerror or str(error)) from error
    seal.update(f"\n{ws.edition.id} {ws.edition.version}".encode())
    return f"import:{seal.hexdigest()}"


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    with file.open("rb") as source:
        for number, line in enumerate(source, start=1):
            if line.strip():
                yield number, line


def _batches(lines: Iterator[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    batch: list[tuple[int, bytes]] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _revision(ws: Workspace, epoch: str, number: int, line: bytes) -> Revision:
    thing = read_json(line)
    body = read_household(ws.edition, thing)
    unit = body.get(ws.edition.roles.unit, ws.home.code)
    if not isinstance(unit, str) or not ws.units.is_within(unit, ws.home.code):
        raise ValueError(f"unit {unit!r} is not in {ws.home.name}")
    body.setdefault(ws.edition.roles.unit, unit)
    uid = (thing.get(UID) if isinstance(thing, dict) else "") or _derived(epoch, number)
    if not isinstance(uid, str) or "@" in uid or "/" in uid:
        raise ValueError(f"uid: found {uid!r}, accepted is a text without “@” and “/”")
    body = _with_member_uids(body, uid)
    key = form_key(uid, ws.round.key)
    edition = ws.edition
    return Revision(
        FORM,
        key,
        body,
        frozenset(body),
        epoch=epoch,
        counter=number,
        edition=edition.id,
        version=edition.version,
    )


def _derived(*parts: object) -> str:
    return sha256("/".join(map(str, parts)).encode()).hexdigest()[:UID_LENGTH]


def _with_member_uids(body: dict[str, Value], household: str) -> dict[str, Value]:
    """A member called by a place only gets a uid made of the household's and the place."""
    named: dict[str, Value] = {}
    for path, value in body.items():
        uid, question = split_path(path)
        if uid is not None and path.startswith(MEMBERS) and uid.isdigit() and len(uid) < UID_LENGTH:
            named[member_path(_derived(household, uid), question)] = value
        else:
            named[path] = value
    return named
