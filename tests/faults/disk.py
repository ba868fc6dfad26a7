"""A disk without power: what may be left of a flight that is cut at any moment.

What was synced is there. Of the rest anything may be: every sector by itself is old, new, or rubbish, in any
order; names survive in the order they were given, as a journalling file system keeps them. Bytes beside those
that were written stay whole, which SQLite relies on too ("powersafe overwrite").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.flight import FOLDER, Event, Flight, Move, Name, Said, Size, Sync, SyncFolder, Write

SECTORS = (512, 4096)
RUBBISH = 0.05  # how often a sector that was on its way is neither old nor new


@dataclass(slots=True)
class File:
    """One file: what is surely on the disk, and what was done to it since."""

    durable: bytearray = field(default_factory=bytearray)
    since: list[Write | Size] = field(default_factory=list)

    def settle(self) -> None:
        """All of it is on the disk."""
        for one in self.since:
            _do(self.durable, one)
        self.since.clear()

    def survives(self, random: Random) -> bytes:
        """What may be found of it afterwards."""
        found = bytearray(self.durable)
        kept = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        sector = random.choice(SECTORS)
        upto = random.randint(0, len(self.since)) if random.random() < 0.5 else len(self.since)
        for one in self.since[:upto]:
            if isinstance(one, Size):
                if random.random() < kept:
                    _do(found, one)
            else:
                _tear(found, one, sector, kept, random)
        return bytes(found)


def _tear(found: bytearray, one: Write, sector: int, kept: float, random: Random) -> None:
    at, end = one.at, one.at + len(one.data)
    while at < end:
        upto = min(end, at - at % sector + sector)
        if random.random() < kept:
            part = one.data[at - one.at : upto - one.at]
            rubbish = kept < 1 and random.random() < RUBBISH
            _do(found, Write(one.file, at, random.randbytes(len(part)) if rubbish else part))
        at = upto


def _do(content: bytearray, one: Write | Size) -> None:
    if isinstance(one, Size):
        del content[one.size :]
        content.extend(bytes(one.size - len(content)))
    else:
        content.extend(bytes(max(0, one.at - len(content))))
        content[one.at : one.at + len(one.data)] = one.data


@dataclass(frozen=True, slots=True)
class Cut:
    """One power cut: what was said before it, and what is left."""

    said: Sequence[str]
    left: dict[str, bytes | None]  # path -> content; None = a folder

    def lay_out(self, folder: Path) -> None:
        """Write what is left into an empty folder."""
        for path, content in sorted(self.left.items()):
            if content is None:
                (folder / path).mkdir(exist_ok=True)
            else:
                (folder / path).write_bytes(content)


class Disk:
    """Follows a flight; a lying disk says that things are on it, and keeps them to itself."""

    def __init__(self, flight: Flight, *, lies: bool = False) -> None:
        self._lies = lies
        self._files = {
            number: File(bytearray(flight.before[path] or b"")) for path, number in flight.numbers.items()
        }
        self._names: dict[str, int] = {path: flight.numbers.get(path, FOLDER) for path in flight.before}
        self._since: list[Name | Move] = []
        self.said: list[str] = []

    def follow(self, event: Event) -> None:
        """One thing more has happened."""
        match event:
            case Write() | Size():
                self._files[event.file].since.append(event)
            case Sync():
                if not self._lies:
                    self._files[event.file].settle()
            case Name() | Move():
                if isinstance(event, Name) and event.file not in (None, FOLDER):
                    self._files[event.file] = File()
                self._since.append(event)
            case SyncFolder():
                if not self._lies:
                    self._settle_names()
            case Said():
                self.said.append(event.text)

    def _settle_names(self) -> None:
        self._names = _named(self._names, self._since)
        self._since.clear()

    def settle(self) -> None:
        """Everything is on the disk."""
        self._settle_names()
        for file in self._files.values():
            file.settle()

    def cut(self, random: Random) -> Cut:
        """The power goes."""
        names = _named(self._names, self._since[: random.randint(0, len(self._since))])
        left = {
            path: None if number == FOLDER else self._files[number].survives(random)
            for path, number in names.items()
        }
        return Cut(tuple(self.said), left)


def cuts(flight: Flight, count: int, random: Random, *, lies: bool = False) -> Iterator[Cut]:
    """As many power cuts at random moments of a flight."""
    disk = Disk(flight, lies=lies)
    moments = sorted(random.randint(0, len(flight.events)) for _ in range(count))
    done = 0
    for moment in moments:
        for event in flight.events[done:moment]:
            disk.follow(event)
        done = moment
        yield disk.cut(random)


def whole(flight: Flight, upto: int | None = None) -> Cut:
    """What is there after so many events, all of them by default, when the power stays on."""
    disk = Disk(flight)
    for event in flight.events[:upto]:
        disk.follow(event)
    disk.settle()
    return disk.cut(Random(0))  # noqa: S311 - nothing is left to chance


def _named(names: dict[str, int], events: Sequence[Name | Move]) -> dict[str, int]:
    """The names after these events."""
    now = dict(names)
    for event in events:
        if isinstance(event, Move):
            moved = [path for path in now if path == event.source or path.startswith(f"{event.source}/")]
            for path in moved:
                now[event.target + path[len(event.source) :]] = now.pop(path)
        elif event.file is None:
            now.pop(event.path, None)
        else:
            now[event.path] = event.file
    return now
