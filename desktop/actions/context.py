"""An open workspace, as every action gets it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.bundle.keys import Device
from desktop.editions.rules import Edition
from desktop.editions.units import Unit, Units
from desktop.records.rounds import Round
from desktop.store.database import Store


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

    def reopened(self) -> "Workspace":
        """The same workspace on a connection of its own, for a worker; close its store when done."""
        return replace(self, store=self.store.reopen())

    def as_person(self, name: str) -> "Workspace":
        """The same workspace with somebody else at the keyboard."""
        return replace(self, person=name) if name else self
