"""A safe copy of the working file, and the way back."""

from datetime import datetime
from pathlib import Path

from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.actions.workspace import RESTORED
from desktop.store import backup, files, shelf
from desktop.store.shelf import Backup


def back_up(ws: Workspace, to: Path | None = None) -> Path:
    """Write a checked copy, beside the working file or in the folder `to`; returns where it is."""
    return backup.back_up(ws.store, reason=shelf.MANUAL, now=ws.clock(), to=to)


def back_up_if_due(ws: Workspace, *, progress: Progress = no_progress) -> Path | None:
    """The day's first copy, or one every hour; None where the last one is young enough."""
    progress(0, 0)
    reason = backup.due(ws.folder, ws.clock())
    return backup.back_up(ws.store, reason=reason, now=ws.clock()) if reason else None


def is_due(ws: Workspace) -> bool:
    """Is it time for a copy?"""
    return bool(backup.due(ws.folder, ws.clock()))


def listed(ws: Workspace) -> tuple[Backup, ...]:
    """The backups beside the working file, newest first."""
    return tuple(reversed(backup.backups(ws.folder)))


def copy_to(made: Path, place: Path) -> Path:
    """Copy a finished backup to a second place, such as a USB stick."""
    return backup.copy_to(made, place)


def restore(file: Path, folder: Path, *, now: datetime) -> Path:
    """Make the workspace `folder` of a backup. What stood there is kept aside, never deleted.

    The restored workspace counts from anew: other places may hold what it wrote after the backup.
    """
    backup.restore(file, folder, now=now)
    with files.replacing(folder / RESTORED) as mark:
        mark.write(now.isoformat().encode())
    return folder
