"""Reed–Solomon over rows of bytes: parity rows from rows, and lost rows from what is left.

The code and its arithmetic are `reedsolo`'s: every column of bytes, rows above and parity below, is one of
its codewords. All columns are worked at once, which makes it a thousand times faster than one after another.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import reedsolo

MOST_ROWS = 255  # with their parity: the field has no more places
Row = bytes
Step = Callable[[], None]  # told after every row


def nothing() -> None:
    """Say nothing."""


def parity_rows(rows: Sequence[Row], count: int, step: Step = nothing) -> list[Row]:
    """The `count` parity rows of rows of one width."""
    matrix = _matrix(len(rows), count)
    sums = [0] * count
    for row, weights in zip(rows, matrix, strict=True):
        for place, weight in enumerate(weights):
            sums[place] ^= _times(row, weight)
        step()
    return [_row(one, len(rows[0])) for one in sums]


def lost_rows(rows: Sequence[Row | None], parity: Sequence[Row | None]) -> Mapping[int, Row] | None:
    """The rows that are None, by their places; None where more are lost than there is parity left."""
    lost = tuple(place for place, row in enumerate(rows) if row is None)
    sound = tuple(place for place, row in enumerate(parity) if row is not None)[: len(lost)]
    if len(sound) < len(lost):
        return None
    if not lost:
        return {}
    matrix = _matrix(len(rows), len(parity))
    width = next(len(row) for row in (*rows, *parity) if row is not None)
    known = [_as_number(parity[place]) for place in sound]
    for row, weights in zip(rows, matrix, strict=True):
        if row is not None:
            for n, place in enumerate(sound):
                known[n] ^= _times(row, weights[place])
    sums = [_row(one, width) for one in known]
    return {
        place: _row(_mixed(sums, weights), width)
        for place, weights in zip(lost, _inverse(len(rows), len(parity), lost, sound), strict=True)
    }


@cache
def _matrix(rows: int, count: int) -> tuple[bytes, ...]:
    """What each row adds to each parity row: the code of a message that is 1 there and 0 elsewhere."""
    if rows + count > MOST_ROWS:
        raise ValueError(f"{rows} rows and {count} of parity are more than {MOST_ROWS}")
    codec = reedsolo.RSCodec(count)
    units = (bytes(place == one for place in range(rows)) for one in range(rows))
    return tuple(bytes(codec.encode(unit)[rows:]) for unit in units)


@cache
def _inverse(rows: int, count: int, lost: tuple[int, ...], sound: tuple[int, ...]) -> tuple[bytes, ...]:
    """How the lost rows are made of the parity that is left, once what is known is taken off (Gauss)."""
    matrix = _matrix(rows, count)
    size = len(lost)
    work = [
        [matrix[row][place] for row in lost] + [int(n == one) for one in range(size)]
        for n, place in enumerate(sound)
    ]
    for n in range(size):
        pivot = next(place for place in range(n, size) if work[place][n])
        work[n], work[pivot] = work[pivot], work[n]
        inverse = reedsolo.gf_inverse(work[n][n])
        work[n] = [reedsolo.gf_mul(one, inverse) for one in work[n]]
        for other in range(size):
            if other != n and (weight := work[other][n]):
                work[other] = [
                    one ^ reedsolo.gf_mul(weight, own) for one, own in zip(work[other], work[n], strict=True)
                ]
    return tuple(bytes(row[size:]) for row in work)


def _mixed(rows: Sequence[Row], weights: bytes) -> int:
    total = 0
    for row, weight in zip(rows, weights, strict=True):
        total ^= _times(row, weight)
    return total


def _times(row: Row, weight: int) -> int:
    """A row, every byte of it multiplied in the field, as one number that `^` adds."""
    return int.from_bytes(row.translate(_table(weight)), "little")


@cache
def _table(weight: int) -> bytes:
    return bytes(reedsolo.gf_mul(weight, byte) for byte in range(256))


def _as_number(row: Row | None) -> int:
    return int.from_bytes(row or b"", "little")


def _row(number: int, width: int) -> Row:
    return number.to_bytes(width, "little")
