"""Sticks with bad blocks: a twentieth of a bundle is repaired; more is repaired or refused, never guessed.

The control is the damage itself: the same files are refused by every reader before they are repaired.
"""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from desktop.bundle import opening, repair
from desktop.errors import RasoatError
from desktop.records.revision import encode
from tests.bundle.damage import bursts, sectors
from tests.bundle.makers import form, in_order, make_cast, pack

STICKS = 200
SHARES, STICKS_OF_A_SHARE = range(10), 2_000  # before a release: 20,000
PROMISED, FAR_MORE = 0.05, 0.6


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A bundle of 150 kB."""
    random = Random("sticks")  # noqa: S311 - the same bundle in every run
    folder = tmp_path_factory.mktemp("sticks")
    lines = in_order([encode(form(n, remarks=random.randbytes(400).hex())) for n in range(300)])
    pack(make_cast(folder / "office"), folder / "a.rasoat", lines, parity=True)
    return (folder / "a.rasoat").read_bytes()


def strike(sound: bytes, random: Random, most: float, count: int, folder: Path) -> Counter[str]:
    """Damage the bundle so many times; counts what `repair` made of it."""
    damaged, repaired = folder / "damaged.rasoat", folder / "repaired.rasoat"
    found: Counter[str] = Counter()
    for _ in range(count):
        strike_ = random.choice((bursts, sectors))
        damaged.write_bytes(strike_(random, sound, random.uniform(0.001, most)))
        found["refused before"] += refuses(damaged)
        try:
            repair.repair(damaged, repaired)
        except RasoatError as error:
            found[error.code] += 1
            continue
        found["repaired" if repaired.read_bytes() == sound else "wrong"] += 1
    return found


def refuses(file: Path) -> bool:
    """Does a reader refuse it?"""
    try:
        opening.verify(file)
    except RasoatError:
        return True
    return False


@pytest.mark.slow
def test_a_twentieth_is_repaired(sound: bytes, tmp_path: Path) -> None:
    found = strike(sound, Random("5 %"), PROMISED, STICKS, tmp_path)  # noqa: S311 - chance, no secret
    assert found["repaired"] == STICKS
    assert found["refused before"] > STICKS * 0.8


@pytest.mark.slow
def test_far_more_is_repaired_or_refused_and_never_guessed(sound: bytes, tmp_path: Path) -> None:
    found = strike(sound, Random("60 %"), FAR_MORE, STICKS, tmp_path)  # noqa: S311 - chance, no secret
    assert found.keys() <= {"refused before", "repaired", "too_damaged", "no_repair_data"}
    assert found["repaired"] > 0
    assert found["too_damaged"] > 0


@pytest.mark.release
@pytest.mark.parametrize("share", SHARES)
def test_a_twentieth_of_20000_sticks_is_repaired(sound: bytes, share: int, tmp_path: Path) -> None:
    random = Random(f"share {share}")  # noqa: S311 - chance, no secret
    assert strike(sound, random, PROMISED, STICKS_OF_A_SHARE, tmp_path)["repaired"] == STICKS_OF_A_SHARE
