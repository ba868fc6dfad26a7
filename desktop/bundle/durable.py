"""Put a file in place for good: `.part`, fsync, rename, fsync the folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.bundle import troubles

PRIVATE = 0o600  # keys are for their owner
A_DAY = 24 * 60 * 60  # seconds
Progress = Callable[[int, int], None]  # (done, total); it may raise `Cancelled`


def no_progress(done: int, total: int) -> None:
    """Say nothing."""


def part_of(path: Path) -> Path:
    """Where a file is while it is being written."""
    return path.with_name(path.name + ".part")


@contextmanager
def being_written(path: Path) -> Iterator[BinaryIO]:
    """A new private file that gets its name when the block ends well, and is gone when it does not.

    Raises `RasoatError` when the disk says no; what stood at `path` before is then still there.
    """
    part = part_of(path)
    try:
        with _open_private(part) as file:
            yield file
            settle(file)
        _keep(part, path)
    except OSError as trouble:
        _forget(part)
        raise troubles.cannot_write(path.name, trouble) from trouble
    except BaseException:
        _forget(part)
        raise


def write(path: Path, content: bytes) -> None:
    """Write a small private file whole, or leave what was there; raises `RasoatError`."""
    with being_written(path) as file:
        file.write(content)


def read_small(path: Path, most: int) -> bytes:
    """At most `most` bytes of a file; raises `RasoatError` when it cannot be read."""
    with being_read(path) as file:
        return file.read(most)


@contextmanager
def being_read(path: Path) -> Iterator[BinaryIO]:
    """A file to read; raises `RasoatError` when the disk says no, also later on."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as trouble:
        raise troubles.cannot_open(path.name, trouble) from trouble


def _open_private(path: Path) -> BinaryIO:
    return os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE), "w+b"
    )


def sweep(folder: Path, ending: str, newest: BinaryIO) -> None:
    """Remove what a power cut left of earlier writing; a `.part` of today may still be somebody's work.

    Ages are told by the disk that holds the files, never by this computer's clock.
    """
    now = os.fstat(newest.fileno()).st_mtime
    for left in folder.glob(f"*{ending}.part"):
        with suppress(OSError):
            if left.stat().st_mtime < now - A_DAY:
                left.unlink()


def settle(file: BinaryIO) -> None:
    """Everything written so far is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def _keep(part: Path, path: Path) -> None:
    """Give a finished file its name, and make the name durable."""
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _forget(part: Path) -> None:
    with suppress(OSError):
        part.unlink()
