"""Repair a damaged bundle from its parity trailer; what comes out is verified as any bundle is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from zlib import crc32

from desktop import __version__
from desktop.bundle import durable, losses, names, opening, parity, parity_code, troubles
from desktop.bundle.durable import Progress, no_progress
from desktop.bundle.opening import Verified
from desktop.bundle.parity import CELL, CHECKSUM, Grid

PIECE = 128 * CELL  # read at once while the disk gives it
MOST = 2 * parity.LONGEST  # bytes of a file with its trailer

Span = tuple[int, int]  # bytes from … up to, not including …


class Disk(Protocol):
    """A file that may fail to give some of its bytes."""

    def seek(self, place: int, /) -> int:
        """Go to a byte."""
        ...

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; raises `OSError` where the disk cannot."""
        ...


@dataclass(frozen=True, slots=True)
class Repaired:
    """A bundle that is on the disk, verified, and what had to be repaired for it."""

    verified: Verified
    size: int  # bytes of the whole file
    spans: tuple[Span, ...]  # of the file, that were damaged; to whole sectors

    @property
    def damaged(self) -> int:
        """Bytes that were damaged."""
        return sum(end - begin for begin, end in self.spans)


def repair(path: Path, to: Path, *, program: str = __version__, progress: Progress = no_progress) -> Repaired:
    """Write the bundle in `path` to `to` as it was packed, whatever of it is damaged.

    Raises `RasoatError` where it carries no repair data, where too much is lost, and where what comes out is
    no sound bundle: then nothing is written.
    """
    names.check(to)
    found = _salvage(path)
    grid = parity.find(found)
    if grid is None:
        raise losses.no_parity()
    content = repaired(found, grid, progress)
    whole = content + parity.trailer(content, grid)
    with durable.being_written(to) as out:
        out.write(whole)
        out.seek(0)
        verified = opening.verify_file(out, program=program, progress=no_progress)
    return Repaired(verified, len(whole), tuple(differing(found, whole)))


def _salvage(path: Path) -> bytes:
    try:
        with path.open("rb", buffering=0) as disk:  # a buffer would lose the neighbours too
            return salvaged(disk, path.stat().st_size)
    except OSError as trouble:
        raise troubles.cannot_open(path.name, trouble) from trouble


def salvaged(disk: Disk, size: int) -> bytes:
    """All `size` bytes of a failing disk, zeros where it gives none."""
    if size > MOST:
        raise losses.not_repaired()
    pieces = (_piece(disk, at, min(PIECE, size - at)) for at in range(0, size, PIECE))
    return b"".join(pieces)


def _piece(disk: Disk, at: int, size: int) -> bytes:
    piece = b""
    try:
        disk.seek(at)
        while len(piece) < size and (more := disk.read(size - len(piece))):
            piece += more
    except OSError:
        if size > CELL:
            half = size // CELL // 2 * CELL or CELL
            return _piece(disk, at, half) + _piece(disk, at + half, size - half)
        piece = b""
    return piece.ljust(size, b"\0")


def repaired(found: bytes, grid: Grid, progress: Progress = no_progress) -> bytes:
    """The bytes in front of the trailer; raises `RasoatError` where too much is lost."""
    rows = [bytearray(row) for row in parity.rows_of(grid, found[: grid.length].ljust(grid.length, b"\0"))]
    below = [found[at : at + grid.width].ljust(grid.width, b"\0") for at in grid.parity_places()]
    everything: list[bytes | bytearray] = [*rows, *below]
    is_sound = _sound(found, grid)
    for n, column in enumerate(grid.columns):
        cells = [grid.cell_at(row, column) for row in everything]
        sound = [cell if is_sound(cell, row, n) else None for row, cell in enumerate(cells)]
        filled = parity_code.lost_rows(sound[: grid.rows], sound[grid.rows :])
        if filled is None:
            raise losses.too_damaged(sound.count(None), grid.parity)
        for row, cell in filled.items():
            rows[row][column : column + grid.cell] = cell
        progress(n + 1, len(grid.columns))
    content = b"".join(rows)[: grid.length]
    if sha256(content).hexdigest() != grid.sha256:
        raise losses.not_repaired()
    return content


def _sound(found: bytes, grid: Grid) -> Callable[[bytes, int, int], bool]:
    """Is a cell as it was written? One copy of its checksum that says so is enough: chance does not."""
    size = grid.cells * CHECKSUM
    tables = [found[place.checksums : place.checksums + size] for place in grid.places()]

    def is_sound(cell: bytes, row: int, column: int) -> bool:
        at = (row * len(grid.columns) + column) * CHECKSUM
        own = crc32(cell).to_bytes(CHECKSUM, "big")
        return any(table[at : at + CHECKSUM] == own for table in tables)

    return is_sound


def differing(found: bytes, whole: bytes) -> Iterator[Span]:
    """Where two files differ, to whole sectors; neighbours are one."""
    begin = None
    longest = max(len(found), len(whole))
    for at in range(0, longest, CELL):
        if found[at : at + CELL] != whole[at : at + CELL]:
            begin = at if begin is None else begin
        elif begin is not None:
            yield begin, at
            begin = None
    if begin is not None:
        yield begin, longest
