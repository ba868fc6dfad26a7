"""What a program did to the files of a folder: a list of events, as a recorder saw them."""

from dataclasses import dataclass

FOLDER = -1  # in place of the number of a file


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes of a file."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Size:
    """A file is cut off, or grows with zeros."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """Everything of a file so far is on the disk: so the disk says."""

    file: int


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """All names so far are on the disk: so the disk says."""


@dataclass(frozen=True, slots=True)
class Name:
    """A path becomes a file (its number), a folder, or nothing."""

    path: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """A file or folder gets another name, in place of what had it."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the program acknowledged."""

    text: str


Event = Write | Size | Sync | SyncFolder | Name | Move | Said


@dataclass(frozen=True, slots=True)
class Flight:
    """What was on the disk before, path by path (None = a folder), and what happened then."""

    before: dict[str, bytes | None]
    numbers: dict[str, int]  # of the files that were there
    events: tuple[Event, ...]
