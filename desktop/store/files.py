"""Put a file in place for good, or leave what was there: `.part`, fsync, rename, fsync the folder."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import trouble

PRIVATE = 0o600  # what is in these files is for their owner


@contextmanager
def replacing(to: Path) -> Iterator[BinaryIO]:
    """A file to write; it gets its name when the block ends well, and is gone when it does not.

    Raises `RasoatError` when the disk says no.
    """
    part = to.with_name(to.name + ".part")
    with trouble.explained():
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            move(part, to)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


if sys.platform == "win32":
    import ctypes

    _REPLACE, _WRITE_THROUGH = 0x1, 0x8

    def move(source: Path, target: Path) -> None:
        """Give a file or folder its name, on the disk when it returns."""
        if not ctypes.windll.kernel32.MoveFileExW(str(source), str(target), _REPLACE | _WRITE_THROUGH):
            raise ctypes.WinError()

else:

    def move(source: Path, target: Path) -> None:
        """Give a file or folder its name, on the disk when it returns."""
        source.replace(target)
        settle(target.parent)


def make_folder(folder: Path) -> None:
    """A folder that may be there already; raises `RasoatError("no_folder", …)`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RasoatError(
            "no_folder",
            N_("The folder {folder} cannot be made ({why})."),
            N_("Choose another place, or ask for the right to write there."),
            folder=str(folder),
            why=error.strerror or str(error),
        ) from error


def settle(folder: Path) -> None:
    """Make the names in a folder durable; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def settle_file(file: Path) -> None:
    """Make a file that something else wrote durable."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
