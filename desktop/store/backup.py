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
    The next opening looks the file through, and finds the setting `copy` in it.
    """
    source = file if file.is_dir() else file.parent
    opening.file_of(source)
    keys.people(source)
    if source.resolve() == folder.resolve():
        raise RasoatError(
            "same_folder",
            N_("The backup and the workspace are the same folder."),
            N_("Choose a backup in the folder “backups”, and the workspace it is for."),
        )
    with trouble.explained():
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(folder, now)
        try:
            return _replace(source, folder, now)
        finally:
            lock.release(clean=False)


def _replace(source: Path, folder: Path, now: datetime) -> Path | None:
    """Copy first, which a full disk may stop; then move the old aside and the new in."""
    staged = folder / f"restore{shelf.PART}"
    shutil.rmtree(staged, ignore_errors=True)
    try:
        staged.mkdir()
        for part in _parts(source):
            shutil.copyfile(part, staged / part.name)
            files.settle_file(staged / part.name)
        aside = _put_aside(folder, now) if (folder / opening.FILE).exists() else None
        for part in _parts(staged):
            files.move(part, folder / part.name)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return aside


def _put_aside(folder: Path, now: datetime) -> Path:
    """Move the present working file, with its log and keys, out of the way; it can be restored in turn."""
    part = shelf.begin(folder / shelf.FOLDER, shelf.ASIDE, 0, now)
    for path in reversed(_parts(folder)):
        files.move(path, part / path.name)
    return shelf.end(part)


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
        files.settle(part)
        files.move(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
