"""The open working file: one connection that reads, and writes in whole transactions."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import copies, driver, files, opening, place, schema, shelf, trouble
from desktop.store.driver import Access, Connection, Cursor, Error
from desktop.store.lock import WriterLock
from desktop.store.opening import Progress, no_progress

Values = Sequence[object] | Mapping[str, object]
MADE = "made"  # setting: when the workspace was made


class Store:
    """One connection. It is used by one thread at a time; a worker takes its own with `reopen`."""

    def __init__(
        self, connection: Connection, file: Path, key: bytes, access: Access, lock: WriterLock | None = None
    ) -> None:
        self.key = key
        self.folder = file.parent
        self._file = file
        self._connection = connection
        self._access = access
        self._lock = lock
        self._writing = False
        self._broken = False  # a write inside failed: nothing around it may be kept

    @property
    def read_only(self) -> bool:
        """Can nothing be changed here?"""
        return self._access in (Access.READ, Access.FROZEN)

    @contextmanager
    def write(self, *, keep: bool = True) -> Iterator[None]:
        """One transaction: all or nothing. Inside another `write` it joins that one.

        With `keep=False` everything is undone at the end: a dry run.
        """
        if self._writing:
            with self._joined() if keep else self.savepoint(keep=False):
                yield
            return
        self.run("BEGIN IMMEDIATE")
        self._writing, self._broken = True, False
        try:
            yield
            self._end(keep=keep)
        finally:
            self._writing = False
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _end(self, *, keep: bool) -> None:
        if self._broken:
            raise RuntimeError("a write inside this one failed, and nobody undid it")
        self.run("COMMIT" if keep else "ROLLBACK")

    @contextmanager
    def _joined(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._broken = True
            raise

    @contextmanager
    def savepoint(self, *, keep: bool = True) -> Iterator[None]:
        """A part of a `write` that can fail, or be tried, and leave no trace while the rest is kept."""
        if not self._writing:
            raise RuntimeError("a savepoint stands inside a write")
        broken = self._broken
        self.run("SAVEPOINT part")
        done = False
        try:
            yield
            done = keep
        finally:
            if (
                self._connection.in_transaction
            ):  # the driver may have undone everything: then there is no part
                self._broken = self._broken if done else broken
                if not done:
                    self.run("ROLLBACK TO part")
                self.run("RELEASE part")
            else:
                self._broken = True

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever other connections write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def run(self, sql: str, values: Values = ()) -> Cursor:
        """Run one statement; SQL text lives in this package only."""
        try:
            return self._connection.execute(sql, values)
        except Error as error:
            trouble.say(error)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for every row."""
        try:
            self._connection.executemany(sql, rows)
        except Error as error:
            trouble.say(error)

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """The rows of a question; the tables of the reports are asked here too."""
        try:
            found: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        except Error as error:
            trouble.say(error)
        return found

    def get(self, name: str) -> dict[str, Any] | None:
        """A setting."""
        found = self.rows("SELECT body FROM setting WHERE name = ?", (name,))
        return json.loads(found[0][0]) if found else None

    def put(self, name: str, thing: Mapping[str, Any]) -> None:
        """Keep a setting: anything that JSON holds."""
        text = json.dumps(dict(thing), ensure_ascii=False, sort_keys=True)
        with self.write():
            self.run("INSERT OR REPLACE INTO setting (name, body) VALUES (?, ?)", (name, text))

    def drop(self, name: str) -> None:
        """Forget a setting."""
        with self.write():
            self.run("DELETE FROM setting WHERE name = ?", (name,))

    def copy(self, to: Path, *, reason: str, now: datetime) -> Path:
        """A checked copy of the whole workspace in a new folder in `to`; see `backup`."""
        if self._connection.in_transaction:
            raise RuntimeError("a copy is made outside a transaction")
        return copies.make(self._connection, self.folder, self.key, reason=reason, now=now, to=to)

    def reopen(self) -> "Store":
        """A second connection to the same file, for a worker thread; close it when the work is done."""
        access = Access.WRITE if self._access is Access.CREATE else self._access
        return Store(opening.connect(self._file, self.key, access), self._file, self.key, access)

    def close(self) -> None:
        """Close; the one who holds the lock leaves a single, checkpointed file behind."""
        clean = False
        try:
            if self._lock:
                clean = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0
        finally:
            self._connection.close()
            if self._lock:
                self._lock.release(clean=clean)
                self._lock = None


def create(folder: Path, key: bytes, *, now: datetime) -> Store:
    """Make an empty working file in `folder`, and open it for writing."""
    place.refuse_network(folder)
    file = folder / opening.FILE
    if file.exists():
        raise RasoatError(
            "already_a_workspace",
            N_("There is a workspace in {folder} already."),
            N_("Open it, or choose another folder."),
            folder=folder.name,
        )
    lock = WriterLock(folder, now)
    try:
        with trouble.explained():
            connection = driver.connect(file, key, Access.CREATE)
            try:
                driver.prepare(connection, Access.CREATE)
                opening.migrate(connection)
                files.settle(folder)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        for part in folder.glob(f"{opening.FILE}*"):
            part.unlink(missing_ok=True)
        lock.release(clean=True)
        raise
    store = Store(connection, file, key, Access.CREATE, lock)
    store.put(MADE, {"at": now.isoformat(), "version": schema.VERSION})
    return store


def open_store(
    folder: Path, key: bytes, *, now: datetime, progress: Progress = no_progress, read_only: bool = False
) -> Store:
    """Open the working file of `folder`: for writing under its lock, or to read beside a writer.

    After an unclean end the file is looked through first; pending steps are taken behind a backup.
    Raises `RasoatError`: not_a_workspace, already_open, wrong_key, newer_workspace, older_workspace,
    database_damaged, read_only.
    """
    file = opening.file_of(folder)
    place.refuse_network(folder)
    if read_only:
        return _open_to_read(file, key)
    lock = WriterLock(folder, now)
    unclean = lock.unclean or opening.has_log(file)
    try:
        connection = _open_to_write(file, key, now, progress, unclean=unclean)
    except BaseException:
        lock.release(clean=not unclean)
        raise
    return Store(connection, file, key, Access.WRITE, lock)


def _open_to_write(file: Path, key: bytes, now: datetime, progress: Progress, *, unclean: bool) -> Connection:
    connection = opening.connect(file, key, Access.WRITE)
    try:
        shelf.sweep(file.parent / shelf.FOLDER)
        if unclean:
            opening.look_through(connection, progress)
        if opening.version_of(connection) < schema.VERSION:
            copies.make(
                connection, file.parent, key, reason=shelf.MIGRATE, now=now, to=file.parent / shelf.FOLDER
            )
            opening.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _open_to_read(file: Path, key: bytes) -> Store:
    try:
        return Store(opening.connect(file, key, Access.READ), file, key, Access.READ)
    except RasoatError as error:
        if error.code not in (trouble.CANNOT_READ, trouble.CANNOT_WRITE) or opening.has_log(file):
            raise
    return Store(opening.connect(file, key, Access.FROZEN), file, key, Access.FROZEN)
