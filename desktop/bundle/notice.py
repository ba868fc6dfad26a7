"""What an office says to all who trust it, signed by its root key: its keys now, and whom it took back.

Numbers, never dates, tell which of two notices is the later one; what was taken back stays so in both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.bundle import documents, durable, signatures, strict, troubles
from desktop.bundle.certificate import OfficePublic, check_office

MAGIC = "RASOAT-NOTICE"
FILE = "office.notice"
SIGNATURE = "signature"
MOST_REVOKED = 200  # with their reasons they fit in the manifest of a bundle
LONGEST = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Revocation:
    """One device that the office vouches for no more, whatever date its bundles bear."""

    device: str  # public signing key
    name: str
    since: str  # the day from which people distrust it, YYYY-MM-DD: for them to read, it decides nothing
    why: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The newest word of one office."""

    office: OfficePublic
    number: int  # counts up with every notice
    revoked: tuple[Revocation, ...]  # sorted by device
    signature: str = ""

    def is_sound(self) -> bool:
        """Did the root key of the office named in it sign exactly this?"""
        return signatures.is_signed(self.office.root, _signed(self), self.signature)


def sign(notice: Notice, seed: bytes) -> Notice:
    """The notice under the root key; raises `RasoatError` where too many were taken back."""
    if len(notice.revoked) > MOST_REVOKED:
        raise troubles.too_many_revoked(MOST_REVOKED)
    return replace(notice, signature=signatures.sign(seed, _signed(notice)))


def to_json(notice: Notice) -> dict[str, object]:
    """A notice as files, manifests and the working file hold it."""
    return strict.plain(notice)


def from_json(thing: Mapping[str, object]) -> Notice:
    """What `to_json` wrote; raises `ValueError` unless it is whole and signed by the office it names."""
    notice = strict.build(thing, Notice)
    check_office(notice.office)
    devices = [one.device for one in notice.revoked]
    if devices != sorted(set(devices)) or notice.number < 1 or len(devices) > MOST_REVOKED:
        raise ValueError("revocations are not in order, or too many")
    for one in notice.revoked:
        signatures.check_key(one.device)
        strict.check_name(one.name)
        strict.check_name(one.why)
        strict.check_day(one.since)
    if not notice.is_sound():
        raise ValueError("not signed by its office")
    return notice


def write(notice: Notice, path: Path) -> None:
    """Write a notice to a file."""
    documents.write(path, MAGIC, to_json(notice))


def is_one(path: Path) -> bool:
    """Does the file say that it is a notice?"""
    return durable.read_small(path, len(MAGIC)) == MAGIC.encode()


def read(path: Path) -> Notice:
    """Read a notice; raises `RasoatError` unless it is whole and signed by its office."""
    thing = documents.read(path, MAGIC, troubles.not_a_notice, LONGEST)
    try:
        return from_json(thing)
    except ValueError as wrong:
        raise troubles.not_a_notice(path.name) from wrong


def kept(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Those worth keeping, newest first: one that only repeats what a later one says is left out."""
    left: list[Notice] = []
    for one in sorted(notices, key=_age, reverse=True):
        if not any(_covers(later, one) for later in left):
            left.append(one)
    return tuple(left)


def newest(notices: Iterable[Notice], office: OfficePublic) -> OfficePublic:
    """The keys of `office` by its newest notice; its own where there is none."""
    its = [one for one in notices if one.office.root == office.root]
    return max(its, key=_age).office if its else office


def _age(notice: Notice) -> tuple[int, str]:
    return notice.number, notice.signature


def _covers(later: Notice, one: Notice) -> bool:
    return later.office.root == one.office.root and set(one.revoked) <= set(later.revoked)


def _signed(notice: Notice) -> bytes:
    thing = to_json(notice)
    del thing[SIGNATURE]
    return documents.signed_part(MAGIC, thing)
