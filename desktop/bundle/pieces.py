"""A bundle cut into pieces that mail lets through, and joined again in any order.

Each piece says which whole it belongs to, and which of how many it is. File names say nothing here.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from desktop import __version__
from desktop.bundle import documents, durable, losses, names, opening, refusals, strict
from desktop.bundle.durable import Progress, no_progress
from desktop.bundle.frame import A_PIECE, MOST
from desktop.bundle.opening import Verified

MAGIC = A_PIECE.decode().strip()
FIRST_LINE = f"{MAGIC} {documents.VERSION}\n".encode()
ENDING = ".rasoat-part"
LONGEST_LINE = 480  # bytes of the second line
LONGEST_HEAD = 512  # bytes of both
LEAST = 4 * LONGEST_HEAD
MOST_PIECES = 999
MOST_WHOLE = 2 * MOST  # with its parity trailer
STEP = 1024 * 1024  # bytes hashed at once
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Piece:
    """What the second line of a piece says; all sizes in bytes."""

    length: int  # of what follows
    number: int  # 1, 2, 3 …
    of: int
    piece: str  # SHA-256 of what follows
    size: int  # of the whole
    start: int  # where it stands in the whole
    whole: str  # SHA-256 of the whole

    @property
    def family(self) -> tuple[str, int]:
        """The same for all pieces that belong together."""
        return self.whole, self.of


@dataclass(frozen=True, slots=True)
class Joined:
    """A bundle put together again: on the disk, verified."""

    verified: Verified
    pieces: int
    size: int


def split(path: Path, folder: Path, size: int, progress: Progress = no_progress) -> tuple[Path, ...]:
    """Write the pieces of a sound bundle into `folder`, each of at most `size` bytes; returns them in order.

    Raises `RasoatError` where the bundle is not sound, or too many pieces would be needed.
    """
    opening.verify(path)
    written: list[Path] = []
    with durable.being_read(path) as file:
        whole, total = _hash_of(file), file.tell()
        room = size - LONGEST_HEAD
        if size < LEAST or total > room * MOST_PIECES:
            raise losses.too_many_pieces(size)
        file.seek(0)
        count = -(-total // room)
        for number in range(1, count + 1):
            start, content = file.tell(), file.read(room)
            hashed = sha256(content).hexdigest()
            piece = Piece(len(content), number, count, hashed, total, start, whole)
            written.append(folder / piece_name(path.name, number, count))
            _write(written[-1], piece, content)
            progress(number, count)
    return tuple(written)


def piece_name(name: str, number: int, of: int) -> str:
    """`Ba Bể.rasoat` -> `Ba Bể.1of3.rasoat-part`; numbers have one length, so that lists sort them."""
    return f"{name.removesuffix(names.ENDING)}.{number:0{len(str(of))}}of{of}{ENDING}"


def join(
    paths: Sequence[Path], to: Path, *, program: str = __version__, progress: Progress = no_progress
) -> Joined:
    """Put the pieces together, in whatever order they are given; one that is there twice is used once.

    Raises `RasoatError` that names the pieces that are missing, foreign or damaged: then nothing is written.
    """
    names.check(to)
    chosen = _in_order({path: read_piece(path) for path in paths})
    with durable.being_written(to) as out:
        for done, (path, piece) in enumerate(chosen, start=1):
            out.write(_content(path, piece))
            progress(done, len(chosen))
        out.seek(0)
        if _hash_of(out) != chosen[0][1].whole:
            raise refusals.altered()
        size = out.tell()
        out.seek(0)
        verified = opening.verify_file(out, program=program)
    return Joined(verified, len(chosen), size)


def read_piece(path: Path) -> Piece:
    """What a piece says of itself; raises `RasoatError` for any other file."""
    with durable.being_read(path) as file:
        return _head(path, file)


def _hash_of(file: BinaryIO) -> str:
    hashed = sha256()
    while part := file.read(STEP):
        hashed.update(part)
    return hashed.hexdigest()


def _write(to: Path, piece: Piece, content: bytes) -> None:
    names.check(to)
    with durable.being_written(to) as file:
        file.write(documents.signed_part(MAGIC, strict.plain(piece)))
        file.write(content)


def _head(path: Path, file: BinaryIO) -> Piece:
    if file.readline(len(FIRST_LINE)) != FIRST_LINE:
        raise losses.not_a_piece(path.name)
    line = file.readline(LONGEST_LINE + 1)
    try:
        piece = strict.build(strict.read_object(line.removesuffix(b"\n"), LONGEST_LINE), Piece)
    except ValueError as wrong:
        raise losses.damaged_piece(path.name) from wrong
    if not _is_sound(piece):
        raise losses.damaged_piece(path.name)
    return piece


def _is_sound(piece: Piece) -> bool:
    return (
        1 <= piece.number <= piece.of <= MOST_PIECES
        and 0 <= piece.start < piece.start + piece.length <= piece.size <= MOST_WHOLE
        and bool(_HASH.fullmatch(piece.piece) and _HASH.fullmatch(piece.whole))
    )


def _in_order(found: Mapping[Path, Piece]) -> list[tuple[Path, Piece]]:
    """One of each number; most of the files decide which whole is meant."""
    ((family, _),) = Counter(piece.family for piece in found.values()).most_common(1)
    chosen: dict[int, tuple[Path, Piece]] = {}
    for path, piece in found.items():
        if piece.family == family:
            chosen.setdefault(piece.number, (path, piece))
    for path, piece in found.items():
        if piece.family != family:
            raise losses.foreign_piece(path.name, next(iter(chosen.values()))[0].name)
    of = family[1]
    if missing := [number for number in range(1, of + 1) if number not in chosen]:
        raise losses.missing_pieces(missing, of)
    return [chosen[number] for number in sorted(chosen)]


def _content(path: Path, piece: Piece) -> bytes:
    with durable.being_read(path) as file:
        _head(path, file)
        content = file.read(piece.length + 1)
    if len(content) != piece.length or sha256(content).hexdigest() != piece.piece:
        raise losses.damaged_piece(path.name)
    return content
