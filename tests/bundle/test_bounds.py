"""Memory stays flat, however long a bundle is and whatever it unpacks to."""

import tracemalloc
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.bundle import frame
from desktop.bundle.opening import open_bundle
from desktop.errors import RasoatError
from desktop.records.revision import encode
from tests.bundle.makers import (
    TODAY,
    Cast,
    forge,
    form,
    header_for,
    in_order,
    inner,
    pack,
    sealed,
    short_lines,
    signed,
    squeeze,
)

LONG = 3_000
MEGABYTE = 1024 * 1024


def peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def long_lines() -> tuple[bytes, ...]:
    """About 9 MB that squeeze to a third."""
    texts = ("".join(sha256(f"{n}/{m}".encode()).hexdigest() for m in range(45)) for n in range(LONG))
    return in_order([encode(form(number, remarks=text)) for number, text in enumerate(texts)])


@pytest.mark.slow
def test_packing_and_reading_are_streams(cast: Cast, tmp_path: Path, long_lines: tuple[bytes, ...]) -> None:
    path = tmp_path / "a.rasoat"
    most = 2 * MEGABYTE
    size = 0

    def write() -> None:
        nonlocal size
        size = pack(cast, path, long_lines).size

    def read() -> None:
        with open_bundle(path, identities=[cast.daily], trust=cast.trust, today=TODAY) as opened:
            assert sum(1 for _ in opened.lines()) == LONG

    assert peak(write) < size * 5 // 4 + most  # up to 8 MB wait in memory, larger ones on the disk
    assert sum(map(len, long_lines)) > 8 * MEGABYTE
    assert peak(read) < size * 5 // 4 + most


@pytest.mark.parametrize("said", [100, 300_000_000])
def test_a_bomb_costs_no_memory(cast: Cast, tmp_path: Path, said: int) -> None:
    """300 MB of zeros in a few kB, with their size told or not."""
    rest = sealed(cast, squeeze(inner(short_lines(2)) + bytes(300 * MEGABYTE)))
    path = tmp_path / "a.rasoat"
    path.write_bytes(signed(cast, frame.head_of(header_for(cast, rest, said)), rest))

    def read() -> None:
        with (
            pytest.raises(RasoatError),
            open_bundle(path, identities=[cast.daily], trust=cast.trust, today=TODAY) as opened,
        ):
            list(opened.lines())

    assert len(rest) < MEGABYTE
    assert peak(read) < 2 * MEGABYTE


def test_a_bomb_of_sound_records_must_be_new_ones(cast: Cast, tmp_path: Path) -> None:
    """Repeating one record a million times ends at the second."""
    path = tmp_path / "a.rasoat"
    path.write_bytes(forge(cast, inner(short_lines(1) * 100_000)))
    with (
        pytest.raises(RasoatError) as caught,
        open_bundle(path, identities=[cast.daily], trust=cast.trust, today=TODAY) as opened,
    ):
        list(opened.lines())
    assert caught.value.slots["number"] == 2
