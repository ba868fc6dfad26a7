"""The parity trailer: what a bundle carries so that a damaged stick does not cost it (section 3).

The bytes in front of it lie in rows of one width, with parity rows below; every cell of that table has its
checksum. Description and checksums stand in the trailer three times, far apart. Nothing here is signed:
repaired bytes are verified as any bundle is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from zlib import crc32

from desktop.bundle import frame, parity_code, signatures, strict
from desktop.bundle.durable import Progress, no_progress
from desktop.records.revision import canonical

MOST_DATA_ROWS = 224
PARITY_SHARE = 8  # one parity row for so many rows: what 5 % of damage in several places needs, and more
LEAST_PARITY = 16
CELL = 512  # bytes that are lost, and repaired, together: a sector
COPIES = 3  # of description and checksums
CHECKSUM = 4  # bytes
CHECK_LENGTH = 16  # letters, in front of the description
LONGEST_DESCRIPTION = 512  # bytes
LONGEST = frame.LONGEST_FIRST_LINE + frame.LONGEST_HEADER + signatures.SIGNATURE_LENGTH + 2 + frame.MOST


@dataclass(frozen=True, slots=True)
class Grid:
    """How `length` bytes lie in `rows` rows of `width` bytes; the last one is filled up with zeros."""

    cell: int
    length: int
    parity: int  # rows of parity
    rows: int
    sha256: str  # of the `length` bytes
    width: int

    @property
    def columns(self) -> range:
        """Where each column of cells begins in a row."""
        return range(0, self.width, self.cell)

    @property
    def cells(self) -> int:
        """How many cells have a checksum."""
        return (self.rows + self.parity) * len(self.columns)

    def cell_at(self, row: bytes | bytearray, column: int) -> bytes:
        """One cell of a row of bytes."""
        return bytes(row[column : column + self.cell])

    def places(self) -> tuple["Place", ...]:
        """Where the copies in the trailer stand in the file."""
        begin, each = len(describe(self)), self.cells * CHECKSUM
        places: list[Place] = []
        at = self.length
        for first, last in pairwise([*(self.parity * n // (COPIES - 1) for n in range(COPIES)), self.parity]):
            places.append(Place(at + begin, at + begin + each, first, last))
            at += begin + each + (last - first) * self.width
        return tuple(places)

    def parity_places(self) -> list[int]:
        """Where each parity row stands in the file."""
        return [
            place.parity + n * self.width for place in self.places() for n in range(place.last - place.first)
        ]


@dataclass(frozen=True, slots=True)
class Place:
    """One copy of the checksums, and the parity rows that follow it."""

    checksums: int  # where they begin in the file
    parity: int  # where the rows begin
    first: int  # which rows
    last: int


def grid_of(content: bytes) -> Grid:
    """How these bytes are laid out."""
    width = max(1, -(-len(content) // (MOST_DATA_ROWS * CELL))) * CELL
    rows = -(-len(content) // width)
    parity = max(LEAST_PARITY, -(-rows // PARITY_SHARE))
    return Grid(CELL, len(content), parity, rows, sha256(content).hexdigest(), width)


def rows_of(grid: Grid, content: bytes) -> list[bytes]:
    """The rows, the last one filled up."""
    whole = (content[at : at + grid.width] for at in range(0, grid.length, grid.width))
    return [row.ljust(grid.width, b"\0") for row in whole]


def trailer(content: bytes, grid: Grid | None = None, progress: Progress = no_progress) -> bytes:
    """What stands behind a bundle of these bytes; the same bytes give the same trailer."""
    grid = grid or grid_of(content)
    rows = rows_of(grid, content)
    done = iter(range(1, len(rows) + 1))
    parity = parity_code.parity_rows(rows, grid.parity, lambda: progress(next(done), len(rows)))
    begin = describe(grid) + checksums(grid, chain(rows, parity))
    return b"".join(begin + b"".join(parity[place.first : place.last]) for place in grid.places())


def describe(grid: Grid) -> bytes:
    """The line a copy begins with."""
    line = canonical(strict.plain(grid))
    return frame.TRAILER + _check_of(line) + b" " + line + b"\n"


def checksums(grid: Grid, rows: Iterable[bytes]) -> bytes:
    """The checksums of all cells, row by row."""
    return b"".join(
        crc32(grid.cell_at(row, column)).to_bytes(CHECKSUM, "big") for row in rows for column in grid.columns
    )


def find(content: bytes) -> Grid | None:
    """The description in a damaged file, from whichever copy is still sound."""
    return next(_descriptions(content), None)


def _descriptions(content: bytes) -> Iterator[Grid]:
    at = -1
    while (at := content.find(frame.TRAILER, at + 1)) >= 0:
        begin = at + len(frame.TRAILER)
        text, _, _ = content[begin : begin + LONGEST_DESCRIPTION].partition(b"\n")
        check, _, line = text.partition(b" ")
        if check == _check_of(line):
            try:
                grid = strict.build(strict.read_object(line, LONGEST_DESCRIPTION), Grid)
            except ValueError:
                continue
            if is_sound(grid):
                yield grid


def is_sound(grid: Grid) -> bool:
    """Can it be what `grid_of` or a later program made? It is not signed, so anybody may have written it."""
    return (
        0 < grid.length <= LONGEST
        and CELL <= grid.cell <= grid.width <= LONGEST
        and grid.rows == -(-grid.length // grid.width)
        and 0 < grid.parity <= parity_code.MOST_ROWS - grid.rows
    )


def _check_of(line: bytes) -> bytes:
    return sha256(line).hexdigest()[:CHECK_LENGTH].encode()
