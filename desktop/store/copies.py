"""One checked copy of a working file with its key slots: written, looked through, then given its name."""

import shutil
from datetime import datetime
from pathlib import Path

from desktop.store import driver, files, opening, shelf, trouble
from desktop.store.driver import Access, Connection
from desktop.store.keys import FILE as KEYS

COPY = "copy"  # setting in every copy: who opens one for writing starts a new epoch


def make(connection: Connection, folder: Path, key: bytes, *, reason: str, now: datetime, to: Path) -> Path:
    """Copy the workspace `folder`, open on `connection`, to a new folder in `to`; returns it."""
    with trouble.explained():
        part = shelf.begin(to, reason, opening.version_of(connection), now)
        try:
            _fill(connection, folder, key, part, reason, now)
            return shelf.end(part)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


def _fill(connection: Connection, folder: Path, key: bytes, part: Path, reason: str, now: datetime) -> None:
    file = part / opening.FILE
    connection.execute("VACUUM INTO ?", (str(file),))
    _check(file, key, reason, now)
    files.settle_file(file)
    if (folder / KEYS).is_file():
        shutil.copyfile(folder / KEYS, part / KEYS)
        files.settle_file(part / KEYS)


def _check(file: Path, key: bytes, reason: str, now: datetime) -> None:
    """Mark the copy as one, and look it through."""
    connection = driver.connect(file, key, Access.WRITE)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            "INSERT OR REPLACE INTO setting (name, body) VALUES (?, json_object('at', ?, 'reason', ?))",
            (COPY, now.isoformat(), reason),
        )
        opening.look_through(connection, opening.no_progress)
    finally:
        connection.close()
