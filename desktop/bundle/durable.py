"""Put a file in place for good: `.part`, fsync, rename, fsync the folder."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop.bundle import refusals

PRIVATE = 0o600  # keys are for their owner


def part_of(path: Path) -> Path:
    """Where a file is while it is being written."""
    return path.with_name(path.name + ".part")


def write(path: Path, content: bytes) -> None:
    """Write a small private file whole, or leave what was there; raises `RasoatError` when the disk says no."""
    part = part_of(path)
    try:
        with open_private(part) as file:
            file.write(content)
            settle(file)
        keep(part, path)
    except OSError as trouble:
        part.unlink(missing_ok=True)
        raise refusals.cannot_write(path.name, trouble.strerror or str(trouble)) from trouble


def open_private(path: Path) -> BinaryIO:
    """A new empty file that only its owner may read."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE), "w+b")


def settle(file: BinaryIO) -> None:
    """Everything written so far is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def keep(part: Path, path: Path) -> None:
    """Give a finished file its name, and make the name durable."""
    part.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def read_small(path: Path, most: int) -> bytes:
    """At most `most` bytes of a file; raises `RasoatError` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as trouble:
        raise refusals.cannot_open(path.name, trouble.strerror or str(trouble)) from trouble


Progress = Callable[[int, int], None]  # (done, total); it may raise `Cancelled`


def no_progress(done: int, total: int) -> None:
    """Say nothing."""
