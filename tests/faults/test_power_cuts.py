"""The power goes at any moment of five works: nothing acknowledged is lost, torn or damaged (proof D2).

Write images are taken from the program as it is shipped, by a recorder that follows its calls to the kernel;
see `recorder` and `disk`. The controls, a driver that does not wait and a disk that lies, must fail.
"""

import pickle
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from desktop.store import database, keys
from desktop.store.opening import FILE
from tests.faults.disk import cuts
from tests.faults.flight import Flight
from tests.faults.flights import NORMAL, WORKS, WS
from tests.faults.judging import LOST, NOW, judge, known, laid_out, opened

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")  # noqa: S108 - private folders are made in it
SHIPPED = "shipped"
CUTS = 400  # of each work: 2,000 in every run
CONTROL = 60
SHARES, CUTS_OF_A_SHARE = range(20), 2_000  # before a release: 200,000


@pytest.fixture(scope="module")
def fly(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Flight]:
    """Record a work once, whoever asks."""

    @cache
    def flown(work: str, seed: str = "", mode: str = SHIPPED) -> Flight:
        place = tmp_path_factory.mktemp(work)
        (place / "root").mkdir()
        out = place / "flight"
        words = ["-m", "tests.faults.flights", work, str(place / "root"), seed, mode, str(out)]
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
        flight: Flight = pickle.loads(out.read_bytes())  # noqa: S301 - our own, a moment ago
        return flight

    return flown


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is some: thousands of images are laid out, and none of them is to last."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else tmp_path) as name:
        yield Path(name)


def strike(
    work: str, flight: Flight, count: int, place: Path, *, seed: int = 0, lies: bool = False
) -> Counter[str]:
    """Cut the power so many times; counts what was wrong afterwards."""
    facts = known(work, flight, place)
    chance = Random(f"{work} {seed}")  # noqa: S311 - the same moments in every run
    wrong: Counter[str] = Counter()
    for cut in cuts(flight, count, chance, lies=lies):
        with laid_out(cut, place) as folder:
            wrong[judge(work, folder, cut.said, facts)] += 1
    del wrong[""]
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_nothing_is_lost_torn_or_damaged(work: str, fly: Callable[..., Flight], place: Path) -> None:
    assert strike(work, fly(work), CUTS, place) == {}


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_a_disk_that_lies_is_caught(work: str, fly: Callable[..., Flight], place: Path) -> None:
    assert strike(work, fly(work), CONTROL, place, lies=True).total() > 0


@pytest.mark.slow
def test_a_driver_that_does_not_wait_for_the_disk_is_caught(fly: Callable[..., Flight], place: Path) -> None:
    wrong = strike("save", fly("save", mode=NORMAL), CONTROL, place)
    assert wrong[LOST] > 0


@pytest.mark.release
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("work", WORKS)
def test_200000_power_cuts(work: str, share: int, fly: Callable[..., Flight], place: Path) -> None:
    assert strike(work, fly(work, seed=f"share {share}"), CUTS_OF_A_SHARE, place, seed=share + 1) == {}


def test_a_spoiled_first_sector_costs_nothing_while_the_log_holds_it(tmp_path: Path) -> None:
    """SQLCipher keeps the salt of the key there; found by the cuts above, when a checkpoint wrote page 1."""
    (tmp_path / WS).mkdir()
    key = keys.new_database_key()
    keys.add_passphrase_slot(tmp_path / WS, key, "Lan", None)
    store = database.create(tmp_path / WS, key, now=NOW)
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    store.put("much", {"text": "x" * 10_000})  # the file grows, which is written down in page 1
    shutil.copytree(tmp_path / WS, tmp_path / "left", ignore=shutil.ignore_patterns("*-shm"))
    store.close()
    with (tmp_path / "left" / FILE).open("r+b") as file:
        file.write(bytes(512))
    with opened(tmp_path / "left") as left:
        assert left.get("much") == {"text": "x" * 10_000}
