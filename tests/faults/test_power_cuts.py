"""The power goes at any moment of five works: nothing acknowledged is lost, torn or damaged (proof D2).

Write images are taken from the program as it is shipped, by a recorder that follows its calls to the kernel;
see `recorder` and `disk`. The controls, a driver that does not wait and a disk that lies, must fail.
"""

import json
import pickle
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from desktop.bundle import opening
from desktop.errors import RasoatError
from desktop.records.digest import digest
from desktop.records.model import FormKey
from desktop.store import bundles, database, drafts, driver, keys, shelf, states, trouble
from desktop.store.database import Store
from desktop.store.opening import FILE
from tests.faults.disk import Cut, cuts, whole
from tests.faults.flight import Flight
from tests.faults.flights import NORMAL, PACKED, WORKS, WS, a_step_more
from tests.faults.journal import Toll, compare

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")  # noqa: S108 - private folders are made in it
SHIPPED = "shipped"
CUTS = 400  # of each work: 2,000 in every run
CONTROL = 60
SHARES, CUTS_OF_A_SHARE = range(20), 2_000  # before a release: 200,000
NOW = datetime(2026, 10, 6, tzinfo=UTC)
LOST, TORN, DAMAGED = "lost", "torn", "damaged"
Judge = Callable[[Path, Sequence[str], "Known"], str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a flight was before and after, and all it said."""

    before: str  # digests
    after: str
    said: tuple[str, ...]


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


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The working file of a folder, opened as after any crash, and looked through."""
    store = database.open_store(folder, keys.open_slot(folder, None)[0], now=NOW)
    try:
        if store.rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise trouble.failed(trouble.DAMAGED)
        yield store
    finally:
        store.close()


def digest_of(folder: Path) -> str:
    with opened(folder) as store:
        return digest(states.lines(store))


def known(work: str, flight: Flight, place: Path) -> Known:
    """Look at the beginning and the end."""
    digests = []
    for cut in (whole(flight, 0), whole(flight)):
        with laid_out(cut, place) as folder, a_step_more() if work == "migrate" else nullcontext():
            digests.append(digest_of(folder / WS))
    return Known(digests[0], digests[1], tuple(cut.said))


@contextmanager
def laid_out(cut: Cut, place: Path) -> Iterator[Path]:
    """What a power cut left, as files."""
    with TemporaryDirectory(dir=place) as name:
        cut.lay_out(Path(name))
        yield Path(name)


def judge_save(folder: Path, said: Sequence[str], _: Known) -> str:
    """Every answer that was acknowledged is in the journal, in its order, and the draft agrees with it."""
    toll = Toll()
    for line in said:
        _word, key, answers = json.loads(line)
        toll.told[key] += [(path, value) for path, value in answers]
    with opened(folder / WS) as store:
        for key in sorted({*toll.told, *drafts.open_keys(store)}):
            compare(store, FormKey(key), toll)
    return LOST if toll.lost else ""


def judge_migrate(folder: Path, said: Sequence[str], facts: Known) -> str:
    """All of the step or nothing; nothing of the data is changed; the way back is there before it."""
    backups = sound_backups(folder, {facts.before})
    with a_step_more(), opened(folder / WS) as store:
        assert digest(states.lines(store)) == facts.before
        assert store.rows("SELECT count(*) FROM state WHERE mark IS NULL OR mark <> kind || key") == [(0,)]
    again = len(shelf.read(folder / WS / shelf.FOLDER)) > backups
    return LOST if said and (again or not backups) else ""


def judge_receive(folder: Path, said: Sequence[str], facts: Known) -> str:
    """All of the bundle, with its lists and its entry, or nothing of it."""
    sound_backups(folder, {facts.before})
    with opened(folder / WS) as store:
        found = digest(states.lines(store))
        came = [row for row in bundles.rows(store) if row.direction == bundles.IN]
        ((forms,), (listed,)) = store.rows(
            "SELECT count(*) FROM state WHERE kind = 'form' UNION ALL SELECT count(*) FROM household"
        )
    assert found in {facts.before, facts.after}
    assert bool(came) == (found == facts.after)
    assert forms == listed
    return LOST if said and not came else ""


def judge_back_up(folder: Path, said: Sequence[str], facts: Known) -> str:
    """A backup with a name is whole; one that was acknowledged is there, and is of its moment."""
    digests = dict(line.split() for line in facts.said)
    there = {one.path.name for one in shelf.read(folder / WS / shelf.FOLDER)}
    for name in there:
        assert digest_of(folder / WS / shelf.FOLDER / name) == digests[name]
    assert digest_of(folder / WS) in {*digests.values(), facts.after}
    return LOST if {line.split()[0] for line in said} - there else ""


def judge_pack(folder: Path, said: Sequence[str], facts: Known) -> str:
    """The bundle is the old one or the new one, whole; what was acknowledged is there and listed."""
    file = folder / PACKED
    allowed = {*facts.said[max(0, len(said) - 1) : len(said) + 1]}
    if file.exists():
        assert opening.verify(file).id in allowed
    with opened(folder / WS) as store:
        sent = {row.id for row in bundles.rows(store) if row.direction == bundles.OUT}
    return LOST if said and (not file.exists() or set(said) - sent) else ""


def sound_backups(folder: Path, digests: set[str]) -> int:
    """Every backup that has its name is whole; says how many there are."""
    found = shelf.read(folder / WS / shelf.FOLDER)
    for one in found:
        assert digest_of(one.path) in digests
    return len(found)


JUDGES: dict[str, Judge] = {
    "save": judge_save,
    "migrate": judge_migrate,
    "receive": judge_receive,
    "back_up": judge_back_up,
    "pack": judge_pack,
}


def strike(work: str, flight: Flight, count: int, place: Path, *, lies: bool = False) -> Counter[str]:
    """Cut the power so many times; counts what was wrong afterwards."""
    facts = known(work, flight, place)
    chance = Random(f"{work} {count}")  # noqa: S311 - the same moments in every run
    wrong: Counter[str] = Counter()
    for cut in cuts(flight, count, chance, lies=lies):
        with laid_out(cut, place) as folder:
            wrong[judged(work, cut, folder, facts)] += 1
    del wrong[""]
    return wrong


def judged(work: str, cut: Cut, folder: Path, facts: Known) -> str:
    try:
        return JUDGES[work](folder, cut.said, facts)
    except AssertionError:
        return TORN
    except (RasoatError, driver.Error, OSError, ValueError):
        return DAMAGED


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
    assert strike(work, fly(work, seed=f"share {share}"), CUTS_OF_A_SHARE, place) == {}


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
