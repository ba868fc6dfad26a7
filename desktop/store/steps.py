"""The steps that take a working file to this version: step n makes version n. New steps go to the end."""

from collections.abc import Callable

from desktop.records.rows import OF_MEMBERS
from desktop.store import driver, schema  # the driver first: sqlite-utils takes over what it registers

from sqlite_utils.db import Database  # isort: skip

Step = Callable[[Database], None]


def first(db: Database) -> None:
    """All tables."""
    for statement in schema.tables():
        db.execute(statement)


def second(db: Database) -> None:
    """Whose epoch is whose, and the log of what was done to whole bundles: here, and at laptops below."""
    db.execute(
        """CREATE TABLE laptop (
            epoch TEXT NOT NULL PRIMARY KEY, device TEXT NOT NULL, who TEXT NOT NULL) STRICT, WITHOUT ROWID"""
    )
    db.execute("CREATE TABLE audit (n INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT")
    db.execute(
        """CREATE TABLE audit_heard (
            device TEXT NOT NULL, n INTEGER NOT NULL, line TEXT NOT NULL,
            PRIMARY KEY (device, n)) STRICT, WITHOUT ROWID"""
    )
    for table in ("audit", "audit_heard"):
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"""CREATE TRIGGER {table}_only_grows_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"""
            )


def counts_of_members(db: Database) -> None:
    """What the tables of children and of social indicators add up."""
    there = {name for _, name, *_ in db.execute("PRAGMA table_info (result)")}
    for name in ("on_grid", *OF_MEMBERS):
        if name not in there:
            db.execute(f"ALTER TABLE result ADD COLUMN {name} INTEGER")


def openings(db: Database) -> None:
    """What was on the lists of the last round, where that round is not here."""
    there = {name for _, name, *_ in db.execute("PRAGMA table_info (unit_total)")}
    for name in schema.OPENINGS:
        if name not in there:
            db.execute(f"ALTER TABLE unit_total ADD COLUMN {name} INTEGER")


def signed_tables(db: Database) -> None:
    """The tables of a round as they were signed: version after version, never changed."""
    db.execute(
        """CREATE TABLE signoff (
            round TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (round, version)) STRICT, WITHOUT ROWID"""
    )
    db.execute(
        """CREATE TABLE signed_table (
            round TEXT NOT NULL, version INTEGER NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (round, version, id)) STRICT, WITHOUT ROWID"""
    )
    for table in ("signoff", "signed_table"):
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"""CREATE TRIGGER {table}_is_not_changed_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT RAISE(ABORT, 'what was signed stays'); END"""
            )


def order_of_clashes(db: Database) -> None:
    """Whether the class of a household hangs on a clash: those come first in the list."""
    if "flips" not in {name for _, name, *_ in db.execute("PRAGMA table_info (clash)")}:
        db.execute("ALTER TABLE clash ADD COLUMN flips INTEGER NOT NULL DEFAULT 0")


STEPS: tuple[Step, ...] = (
    first,
    second,
    counts_of_members,
    openings,
    signed_tables,
    order_of_clashes,
)


def take(connection: driver.Connection, before: int) -> None:
    """Take every step behind version `before`, in the open transaction."""
    db = Database(connection, execute_plugins=False, recursive_triggers=False)
    for step in STEPS[before:]:
        step(db)
    db.execute(f"PRAGMA user_version = {len(STEPS)}")
    db.execute(f"PRAGMA application_id = {schema.APPLICATION}")
