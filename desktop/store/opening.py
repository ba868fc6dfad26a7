"""Before anything is read or written: is it ours, not newer than we are, sound, and up to date?"""

from collections.abc import Callable
from pathlib import Path

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import driver, schema, trouble
from desktop.store.driver import Access, Connection, Error

FILE = "rasoat.db"
PLAIN = b"SQLite format 3\x00"  # how an unencrypted file begins: never ours
OPERATIONS = 200_000  # of the database engine, between two looks at the cancel button
Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Say nothing."""


def file_of(folder: Path) -> Path:
    """The working file of a workspace. Raises `RasoatError("not_a_workspace", …)` where there is none."""
    file = folder / FILE
    with trouble.explained():
        if not file.is_file():
            raise not_a_workspace(folder)
        with file.open("rb") as begin:
            if begin.read(len(PLAIN)) in (PLAIN, b""):
                raise not_a_workspace(folder)
    return file


def has_log(file: Path) -> bool:
    """Are there changes that never reached the file itself?"""
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def connect(file: Path, key: bytes, access: Access) -> Connection:
    """A connection to a file of ours that this program is new enough for, ready to use."""
    with trouble.explained():
        connection = driver.connect(file, key, access)
    try:
        _identify(connection, file.parent)
        with trouble.explained():
            driver.prepare(connection, access)
    except BaseException:
        connection.close()
        raise
    return connection


def _identify(connection: Connection, folder: Path) -> None:
    try:
        ((application,),) = connection.execute("PRAGMA application_id").fetchall()
    except Error as error:
        if getattr(error, "sqlite_errorcode", 0) & trouble.PRIMARY == trouble.NOT_A_DATABASE:
            raise _wrong_key(folder) from error
        trouble.say(error)
    if application != schema.APPLICATION:
        raise not_a_workspace(folder)
    version = version_of(connection)
    if version > schema.VERSION:
        raise RasoatError(
            "newer_workspace",
            N_("The workspace {folder} was last used by a newer version of this program."),
            N_("Install the newer version here too; this one leaves the workspace as it is."),
            folder=folder.name,
            found=version,
            known=schema.VERSION,
        )


def version_of(connection: Connection) -> int:
    """How many steps the file has taken."""
    with trouble.explained():
        ((version,),) = connection.execute("PRAGMA user_version").fetchall()
    return int(version)


def not_a_workspace(folder: Path) -> RasoatError:
    """What a folder without a working file of ours is."""
    return RasoatError(
        "not_a_workspace",
        N_("The folder {folder} is not a workspace of this program."),
        N_("Choose the folder that holds “{file}” and “keys.json”, or make a new workspace."),
        folder=folder.name,
        file=FILE,
    )


def _wrong_key(folder: Path) -> RasoatError:
    return RasoatError(
        "wrong_key",
        N_("The working file of {folder} does not open with the key in its “keys.json”."),
        N_("The two files do not belong together, or the beginning is damaged: restore the newest backup."),
        folder=folder.name,
    )


def look_through(connection: Connection, progress: Progress) -> None:
    """Check that the file is sound. Raises "database_damaged", or what `progress` raises."""
    stopped: list[BaseException] = []

    def beat() -> int:
        try:
            progress(0, 1)
        except BaseException as stop:  # noqa: BLE001 - carried out of the driver, which would swallow it
            stopped.append(stop)
        return len(stopped)

    connection.set_progress_handler(beat, OPERATIONS)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
    except Error as error:
        if stopped:
            raise stopped[0] from None
        trouble.say(error)
    finally:
        connection.set_progress_handler(None, 0)
    if found != [("ok",)]:
        raise trouble.failed(trouble.DAMAGED)
    progress(1, 1)


def migrate(connection: Connection) -> None:
    """Take the pending steps in one transaction: all or none."""
    from desktop.store import steps

    with trouble.explained():
        connection.execute("BEGIN IMMEDIATE")
        try:
            steps.take(connection, version_of(connection))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
