"""An open workspace, as every action gets it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.bundle.keys import Device
from desktop.editions.rules import Edition
from desktop.editions.units import Unit, Units
from desktop.records.rounds import Round
from desktop.store.database import Store

Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]


@dataclass(slots=True)
class Workspace:
    """An open workspace, handed down to every action. Only units, cards and rounds that come change it."""

    folder: Path
    store: Store
    edition: Edition
    round: Round
    home: Unit
    units: Units
    level: str
    epoch: str
    person: str
    device: Device
    clock: Callable[[], datetime]
    new_uid: Callable[[], str]
    practice: bool  # opens without a passphrase
    lent: tuple[str, ...] = ()  # reading keys for this one command, never kept
    engine: Ask | None = None  # asked the tables instead of the working file

    def reopened(self) -> "Workspace":
        """The same workspace on a connection of its own, for a worker; close its store when done."""
        return replace(self, store=self.store.reopen())

    def ask(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """The rows of one of the official tables."""
        return self.engine(sql, values) if self.engine else self.store.rows(sql, values)

    def as_person(self, name: str) -> "Workspace":
        """The same workspace with somebody else at the keyboard."""
        return replace(self, person=name) if name else self
