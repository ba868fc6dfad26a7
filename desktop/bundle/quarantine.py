"""Bundles that nobody vouches for wait here: whole, signed by whoever sent them, bounded, never opened.

Each has a folder named by its id, so that it keeps its own file name; the files are encrypted as they came.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj

from desktop.bundle import durable, frame, names, opening, refusals, troubles
from desktop.bundle.opening import Verified
from desktop.errors import RasoatError

MOST_FILES, MOST_MEGABYTES = 40, 512


@dataclass(frozen=True, slots=True)
class Waiting:
    """One bundle that waits."""

    path: Path
    size: int  # bytes
    signed: Verified


def put(folder: Path, source: Path) -> str:
    """Keep a copy of a bundle that is whole, once; returns its id. Raises `RasoatError`, also when full."""
    found = opening.verify(source)
    if any(one.signed.id == found.id for one in waiting(folder)):
        return found.id
    _check_room(folder, source)
    place = folder / found.id
    _make(place)
    to = place / (source.name if _is_good(source) else f"{found.id}{names.ENDING}")
    with durable.being_read(source) as come, durable.being_written(to) as kept:
        copyfileobj(come, kept)
        kept.seek(0)
        if opening.verify_file(kept).id != found.id:
            raise refusals.altered()
    return found.id


def waiting(folder: Path) -> tuple[Waiting, ...]:
    """All that wait, those that came first first; what is damaged since is passed over."""
    return tuple(sorted(_waiting(folder), key=lambda one: (one.path.stat().st_mtime, one.signed.id)))


def find(folder: Path, bundle: str) -> Waiting:
    """The one with this id; raises `RasoatError("not_in_quarantine", …)`."""
    found = next((one for one in waiting(folder) if one.signed.id == bundle), None)
    if found is None:
        raise troubles.not_in_quarantine(bundle)
    return found


def remove(one: Waiting) -> None:
    """Throw it away."""
    try:
        one.path.unlink(missing_ok=True)
        one.path.parent.rmdir()
    except OSError as trouble:
        raise troubles.cannot_write(one.path.name, trouble) from trouble


def _waiting(folder: Path) -> Iterator[Waiting]:
    for path in folder.glob(f"*/*{names.ENDING}"):
        try:
            signed = opening.signer_of(path)
        except RasoatError:
            continue
        if signed.id == path.parent.name:
            yield Waiting(path, path.stat().st_size, signed)


def _check_room(folder: Path, source: Path) -> None:
    files = [path for path in folder.glob("*/*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) + source.stat().st_size
    if len(files) >= MOST_FILES or size > MOST_MEGABYTES * frame.MEGABYTE:
        raise troubles.quarantine_full(MOST_FILES, MOST_MEGABYTES)


def _is_good(source: Path) -> bool:
    try:
        names.check(source)
    except RasoatError:
        return False
    return source.suffix == names.ENDING


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise troubles.cannot_write(place.name, trouble) from trouble
