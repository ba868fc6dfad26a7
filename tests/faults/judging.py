"""What a working file, its backups and its bundle must be after any interruption of one of the five works."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.bundle import opening
from desktop.errors import RasoatError
from desktop.records.digest import digest
from desktop.records.graph import ancestry
from desktop.records.model import FormKey
from desktop.store import bundles, database, drafts, driver, keys, revisions, shelf, states, trouble
from desktop.store.database import Store
from tests.faults.disk import Cut, whole
from tests.faults.flight import Flight
from tests.faults.flights import PACKED, WS, a_step_more
from tests.faults.journal import Toll, compare

NOW = datetime(2026, 10, 6, tzinfo=UTC)
LOST, TORN, DAMAGED = "lost", "torn", "damaged"


@dataclass(frozen=True, slots=True)
class Known:
    """What a flight was before and after, and all it said."""

    before: str  # digests
    after: str
    said: tuple[str, ...]


Judge = Callable[[Path, Sequence[str], Known], str]


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
        follow(store)
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


def judge_pack(folder: Path, said: Sequence[str], _: Known) -> str:
    """The bundle is the last one that was acknowledged or a newer one, whole; and it is listed."""
    file = folder / PACKED
    if file.exists():
        assert opening.verify(file).id not in said[:-1]
    with opened(folder / WS) as store:
        sent = {row.id for row in bundles.rows(store) if row.direction == bundles.OUT}
        follow(store)
    return LOST if said and (not file.exists() or set(said) - sent) else ""


def follow(store: Store) -> None:
    """Every state is that of the revisions which are there."""
    for kind in revisions.kinds(store):
        for key, found in revisions.records(store, kind):
            ((heads,),) = store.rows("SELECT heads FROM state WHERE kind = ? AND key = ?", (kind, key))
            assert heads == " ".join(ancestry(found).heads)


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


def judge(work: str, folder: Path, said: Sequence[str], facts: Known) -> str:
    """What is wrong with what an interruption left: "" for nothing."""
    try:
        return JUDGES[work](folder, said, facts)
    except AssertionError:
        return TORN
    except (RasoatError, driver.Error, OSError, ValueError):
        return DAMAGED
