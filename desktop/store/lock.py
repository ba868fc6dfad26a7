"""One writing process a workspace: an operating system lock that no crash leaves behind.

What the file says is for people; that it says anything means the last writer did not close.
"""

import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import trouble

NAME = "lock"
PRIVATE = 0o600
LONGEST = 1_000  # bytes of it that are read


class WriterLock:
    """The lock of one workspace, held until `release`."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Take it. Raises `RasoatError("already_open", …)`; `unclean` tells how the last writer ended."""
        with trouble.explained():
            self._handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, PRIVATE)
        note, ours = _note(self._handle), _lock(self._handle)
        if not ours:
            os.close(self._handle)
            raise _already_open(note, folder)
        self.unclean = bool(note)
        self._write({"process": os.getpid(), "computer": platform.node(), "since": now.isoformat()})

    def _write(self, note: dict[str, object]) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(note).encode())

    def release(self, *, clean: bool) -> None:
        """Let others write; after an unclean end the next one looks the file through first."""
        if clean:
            with suppress(OSError):  # then it looks unclean, and is looked through
                os.ftruncate(self._handle, 0)
        os.close(self._handle)


def _note(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, LONGEST)


def _already_open(note: bytes, folder: Path) -> RasoatError:
    try:
        holder = json.loads(note)
        process, computer = str(holder["process"]), str(holder["computer"])
    except (ValueError, KeyError, TypeError):
        process, computer = "?", "?"
    return RasoatError(
        "already_open",
        N_("The workspace {folder} is already open in another window (program {process} on {computer})."),
        N_("Close it there first."),
        folder=folder.name,
        process=process,
        computer=computer,
    )


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows forbids reading what is locked: lock a byte behind the note

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
