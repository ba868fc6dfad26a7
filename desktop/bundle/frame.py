"""The outside of a bundle: its three lines, the rest, and every check that needs no key (section 3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from desktop.bundle import certificate as certificates
from desktop.bundle import envelope, refusals, signatures, strict
from desktop.bundle.certificate import Certificate
from desktop.bundle.durable import Progress
from desktop.records.revision import canonical

FORMAT = 1
MAGIC = b"RASOAT-BUNDLE "
FIRST_LINE = MAGIC + b"%d\n" % FORMAT
LEAST_PROGRAM = "0.1.0"  # the oldest program that reads what this one writes
TRAILER = b"\nRASOAT-PARITY 1 "
A_PIECE = b"RASOAT-PIECE "  # how the pieces of a bundle begin
LONGEST_FIRST_LINE = 32  # bytes
LONGEST_HEADER = 16 * 1024
MEGABYTE = 1024 * 1024
MOST = 256 * MEGABYTE  # of the rest: it is held in memory once decrypted
MOST_PLAIN = 4096 * MEGABYTE  # of the lines in it: they are never held together
ID_LENGTH = 12
PIECE = 64 * 1024
_FIRST_LINE = re.compile(rb"RASOAT-BUNDLE ([1-9][0-9]{0,8})\n")
_PROGRAM = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Header:
    """Line 1: what must be known before anything is decrypted."""

    version: int  # of the format
    least: str  # the oldest program that may read it
    program: str  # what wrote it
    device: str  # whose signature stands in line 2
    length: int  # bytes of the rest
    sha256: str  # of the rest
    plain: int  # bytes of the lines in it
    recipients: tuple[str, ...]  # public reading keys
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The outside of one file; nothing of it is believed before `check_signature`."""

    header: Header
    id: str
    signed: bytes  # lines 0 and 1
    signature: str
    start: int  # where the rest begins


def head_of(header: Header) -> bytes:
    """Lines 0 and 1."""
    line = canonical({name: value for name, value in strict.plain(header).items() if value is not None})
    if len(line) > LONGEST_HEADER:
        raise ValueError("the header is too long: too many communes or recipients")
    return FIRST_LINE + line + b"\n"


def bundle_id(signed: bytes) -> str:
    """The short name of a bundle: the hash of its header."""
    return sha256(signed[len(FIRST_LINE) : -1]).hexdigest()[:ID_LENGTH]


def read_frame(file: BinaryIO, program: str) -> Frame:
    """Lines 0 to 2, strictly; `program` is the version of this program. Raises `RasoatError`."""
    _read_first(file)
    line = _read_line(file, LONGEST_HEADER)
    signature = _read_line(file, signatures.SIGNATURE_LENGTH)
    try:
        thing = strict.read_object(line, LONGEST_HEADER)
        _check_program(thing, program)
        header = strict.build(thing, Header)
        _check(header)
    except ValueError as wrong:
        raise refusals.altered_header() from wrong
    signed = FIRST_LINE + line + b"\n"
    return Frame(header, bundle_id(signed), signed, signature.decode("ascii", "replace"), file.tell())


def check_signature(frame: Frame) -> None:
    """Did the device of the header sign it? Raises `RasoatError`."""
    if not signatures.is_signed(frame.header.device, frame.signed, frame.signature):
        raise refusals.bad_signature()


def check_rest(file: BinaryIO, frame: Frame, progress: Progress) -> None:
    """Length, hash, and nothing but a trailer behind. Raises `RasoatError`."""
    rest = Rest(file, frame)
    while rest.read(PIECE):
        progress(rest.done, frame.header.length)
    rest.check()
    behind = file.read(len(TRAILER))
    if behind and behind != TRAILER:
        raise refusals.something_behind()


class Rest:
    """The encrypted part of a bundle, to be read once and then checked; it never reads beyond its length."""

    def __init__(self, file: BinaryIO, frame: Frame) -> None:
        self._file, self._header = file, frame.header
        self._hash = sha256()
        self.done = 0
        file.seek(frame.start)

    def read(self, size: int = -1, /) -> bytes:
        """The next piece, at most `size` bytes."""
        left = self._header.length - self.done
        piece = self._file.read(left if size < 0 else min(size, left))
        self._hash.update(piece)
        self.done += len(piece)
        return piece

    def check(self) -> None:
        """Was everything there, and as it was signed? Raises `RasoatError`."""
        while self.read(PIECE):
            pass
        if self.done < self._header.length:
            raise refusals.truncated()
        if self._hash.hexdigest() != self._header.sha256:
            raise refusals.altered()


def _read_first(file: BinaryIO) -> None:
    line = file.readline(LONGEST_FIRST_LINE)
    if line and FIRST_LINE.startswith(line) and line != FIRST_LINE:
        raise refusals.truncated()
    if line.startswith(A_PIECE):
        raise refusals.a_piece()
    found = _FIRST_LINE.fullmatch(line)
    if not found:
        raise refusals.altered_header() if line.startswith(MAGIC) else refusals.not_a_bundle()
    if int(found[1]) > FORMAT:
        raise refusals.newer_format(int(found[1]))


def _read_line(file: BinaryIO, longest: int) -> bytes:
    """One line of at most `longest` bytes, without its end."""
    line = file.readline(longest + 1)
    if line.endswith(b"\n"):
        return line[:-1]
    raise refusals.altered_header() if len(line) > longest else refusals.truncated()


def _check_program(thing: Mapping[str, object], program: str) -> None:
    """Said first, since a later program may write fields of another kind."""
    least = thing.get("least")
    if not isinstance(least, str) or not _PROGRAM.fullmatch(least):
        raise ValueError("no least program version")
    if _numbers(least) > _numbers(program):
        raise refusals.needs_newer_program(least)


def _numbers(version: str) -> tuple[int, ...]:
    """`1.10` is newer than `1.9`, and as new as `1.10.0`."""
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _check(header: Header) -> None:
    if header.version != FORMAT or not _PROGRAM.fullmatch(header.program):
        raise ValueError("two versions in one header")
    signatures.check_key(header.device)
    if header.certificate:
        certificates.check(header.certificate)
    if not _HASH.fullmatch(header.sha256) or header.length < 1 or header.plain < 1:
        raise ValueError("no hash or no length")
    if not header.recipients:
        raise ValueError("nobody may read it")
    for recipient in header.recipients:
        envelope.check_recipient(recipient)
    if header.length > MOST or header.plain > MOST_PLAIN:
        raise refusals.too_large(MOST // MEGABYTE)
