"""The steps that take a working file to this version: step n makes version n. New steps go to the end."""

from collections.abc import Callable

from desktop.store import driver, schema  # the driver first: sqlite-utils takes over what it registers

from sqlite_utils.db import Database  # isort: skip

Step = Callable[[Database], None]


def first(db: Database) -> None:
    """All tables."""
    for statement in schema.tables():
        db.execute(statement)


STEPS: tuple[Step, ...] = (first,)


def take(connection: driver.Connection, before: int) -> None:
    """Take every step behind version `before`, in the open transaction."""
    db = Database(connection, execute_plugins=False, recursive_triggers=False)
    for step in STEPS[before:]:
        step(db)
    db.execute(f"PRAGMA user_version = {len(STEPS)}")
    db.execute(f"PRAGMA application_id = {schema.APPLICATION}")
