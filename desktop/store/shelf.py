"""The folder of backups: their names, and which of them may go. The clock decides nothing: numbers do."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.store import files

FOLDER = "backups"
RECEIVE, MIGRATE, HOURLY, DAILY, MANUAL, ASIDE = "receive", "migrate", "hourly", "daily", "manual", "aside"
WITHDRAW = "withdraw"
KEEP = {RECEIVE: 3, WITHDRAW: 3, MIGRATE: 3, HOURLY: 10, DAILY: 30, MANUAL: 3, ASIDE: 3}
PART = ".part"
FEWEST = 2  # however full the disk is
SHARE = 5  # backups take at most one part in so many of the room there would be without them
_NAME = re.compile(r"(?P<number>\d{6,})-(?P<day>\d{8})-(?P<time>\d{6})-(?P<reason>[a-z]+)-v(?P<version>\d+)")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: the number it was given, its reason, the version of the tables in it."""

    path: Path
    number: int
    reason: str
    version: int
    when: datetime  # as the clock said; shown, and only to see what is due

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.path.iterdir() if file.is_file())


def read(shelf: Path) -> tuple[Backup, ...]:
    """The finished backups of a folder, oldest first."""
    if not shelf.is_dir():
        return ()
    found = (_backup(path) for path in shelf.iterdir() if path.is_dir())
    return tuple(sorted(filter(None, found), key=lambda one: one.number))


def _backup(path: Path) -> Backup | None:
    name = _NAME.fullmatch(path.name)
    if name is None:
        return None
    try:
        when = datetime.strptime(f"{name['day']}{name['time']}+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return Backup(path, int(name["number"]), name["reason"], int(name["version"]), when)


def begin(shelf: Path, reason: str, version: int, now: datetime) -> Path:
    """A new folder `000012-20261124-173000-hourly-v1.part`: after all others, whatever the clock says."""
    shelf.mkdir(parents=True, exist_ok=True)
    while True:
        part = shelf / f"{_next_name(shelf, reason, version, now)}{PART}"
        try:
            part.mkdir()
        except FileExistsError:  # another thread was quicker
            continue
        return part


def end(part: Path) -> Path:
    """Give a finished folder its name."""
    done = part.with_suffix("")
    files.settle(part)
    files.move(part, done)
    return done


def sweep(shelf: Path) -> None:
    """Remove what was left unfinished; call it while nobody else can be writing one."""
    for part in shelf.glob(f"*{PART}"):
        shutil.rmtree(part, ignore_errors=True)


def _next_name(shelf: Path, reason: str, version: int, now: datetime) -> str:
    names = (_NAME.fullmatch(path.name.removesuffix(PART)) for path in shelf.iterdir())
    number = max((int(name["number"]) for name in names if name), default=0) + 1
    return f"{number:06d}-{now.astimezone(UTC):%Y%m%d-%H%M%S}-{reason}-v{version}"


def thin_out(shelf: Path) -> None:
    """Delete what is one too many of its kind, then the oldest until the rest fits the disk."""
    backups = read(shelf)
    surplus = list(_surplus(backups))
    free = shutil.disk_usage(shelf).free
    for one in [*surplus, *too_big([one for one in backups if one not in surplus], free)]:
        shutil.rmtree(one.path, ignore_errors=True)


def _surplus(backups: tuple[Backup, ...]) -> Iterator[Backup]:
    for reason, keep in KEEP.items():
        of_reason = [one for one in backups if one.reason == reason]
        yield from (one for one in of_reason[:-keep] if one not in _for_ever(backups))


def _for_ever(backups: Iterable[Backup]) -> set[Backup]:
    """The last one before each migration: the way back to every older program."""
    return set({one.version: one for one in backups if one.reason == MIGRATE}.values())


def too_big(backups: Sequence[Backup], free: int) -> Iterator[Backup]:
    """The oldest, until the rest takes its share at most of `free` bytes and what they take themselves."""
    sizes = {one: one.size for one in backups}
    total, room = sum(sizes.values()), (free + sum(sizes.values())) // SHARE
    for one in backups[:-FEWEST]:
        if total <= room:
            return
        if one not in _for_ever(backups):
            total -= sizes[one]
            yield one
