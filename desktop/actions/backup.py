"""A safe copy of the working file, and the way back."""

from datetime import datetime
from pathlib import Path

from desktop.actions.context import Workspace
from desktop.actions.workspace import RESTORED
from desktop.store import backup
from desktop.store.files import write_small

ASKED_FOR = "asked"


def back_up(ws: Workspace, to: Path | None = None) -> Path:
    """Write a checked copy, beside the working file or in the folder `to`; returns where it is."""
    return backup.back_up(ws.store, reason=ASKED_FOR, now=ws.clock(), to=to)


def listed(ws: Workspace) -> tuple[Path, ...]:
    """The backups beside the working file, newest first."""
    return backup.listed(ws.folder)


def restore(file: Path, folder: Path, *, now: datetime) -> Path:
    """Make the workspace `folder` of a backup. What stood there is kept aside, never deleted.

    The restored workspace counts from anew: other places may hold what it wrote after the backup.
    """
    backup.restore(file, folder, now=now)
    write_small(folder / RESTORED, now.isoformat().encode())
    return folder
