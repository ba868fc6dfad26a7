"""Backups: each is a workspace folder by itself, checked before it gets its name, thinned out afterwards."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import files, keys, opening, shelf, trouble
from desktop.store.database import Store
from desktop.store.lock import WriterLock
from desktop.store.shelf import Backup

HOUR = timedelta(hours=1)


def back_up(store: Store, *, reason: str, now: datetime, to: Path | None = None) -> Path:
    """Copy the workspace, beside it or to a place of the user's; returns the folder of the copy.

    `reason` is one of `shelf.KEEP`; a place of the user's is never thinned out. Call it outside `write()`.
    """
    if reason not in shelf.KEEP:
        raise ValueError(f"{reason} is no reason for a backup: {sorted(shelf.KEEP)}")
    own = store.folder / shelf.FOLDER
    made = store.copy(to or own, reason=reason, now=now)
    if to is None:
        shelf.thin_out(own)
    return made


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups beside a workspace, oldest first."""
    return shelf.read(folder / shelf.FOLDER)


def due(folder: Path, now: datetime) -> str:
    """Which backup is due: the day's first, one every hour, or "" for none."""
    made = backups(folder)
    if not any(one.when.date() == now.date() for one in made if one.reason == shelf.DAILY):
        return shelf.DAILY
    return "" if any(timedelta(0) <= now - one.when < HOUR for one in made) else shelf.HOURLY


def copy_to(backup: Path, place: Path) -> Path:
    """Copy a finished backup to a second place, such as a USB stick; one that is there already is kept."""
    target = place / backup.name
    if target.exists():
        return target
    with trouble.explained():
        place.mkdir(parents=True, exist_ok=True)
        _copy(backup, target)
    return target


def restore(file: Path, folder: Path, *, now: datetime) -> Path | None:
    """Make `folder` the workspace of a backup; returns where the one that stood there was put, if any did.

    `file` is the folder of a backup, or the working file in it. The key slots of the backup come with it.
    """
    source = file if file.is_dir() else file.parent
    opening.file_of(source)
    if keys.people(source) and source.resolve() == folder.resolve():
        raise RasoatError(
            "same_folder",
            N_("The backup and the workspace are the same folder."),
            N_("Choose a backup in the folder “backups”, and the workspace it is for."),
        )
    with trouble.explained():
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(folder, now)
        try:
            aside = _put_aside(folder, now)
            for part in _parts(source):
                with part.open("rb") as old, files.replacing(folder / part.name) as new:
                    shutil.copyfileobj(old, new)
        finally:
            lock.release(clean=True)
    return aside


def _put_aside(folder: Path, now: datetime) -> Path | None:
    """Move the present working file, with its log and keys, out of the way; it can be restored in turn."""
    if not (folder / opening.FILE).exists():
        return None
    place = folder / shelf.FOLDER
    place.mkdir(exist_ok=True)
    aside = place / shelf.next_name(place, shelf.ASIDE, 0, now)
    aside.mkdir()
    shutil.copyfile(folder / keys.FILE, aside / keys.FILE)
    for path in _parts(folder)[1:]:
        path.rename(aside / path.name)
    files.settle(aside)
    return aside


def _parts(folder: Path) -> list[Path]:
    """Key slots, log, working file; that one last: without it there is no workspace."""
    log = folder / f"{opening.FILE}-wal"
    return [folder / keys.FILE, *([log] if log.exists() else []), folder / opening.FILE]


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        shutil.copytree(source, part)
        for file in part.iterdir():
            files.settle_file(file)
        part.rename(target)
        files.settle(target.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
