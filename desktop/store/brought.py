"""Who brought which revision, and when it was written: what taking something out begins with."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records.merge import WITHDRAWAL
from desktop.records.revision import RevId
from desktop.store.bundles import IN
from desktop.store.database import Store

_BROUGHT = """SELECT rev FROM revision JOIN brought AS this ON id = this.revision
    WHERE this.bundle = ? AND kind <> ? ORDER BY rev"""
_ONLY = """SELECT rev FROM revision JOIN brought AS this ON id = this.revision
    WHERE this.bundle = ? AND kind <> ? AND NOT EXISTS (
        SELECT 1 FROM brought WHERE revision = this.revision AND bundle <> this.bundle
        AND bundle NOT IN (SELECT value FROM json_each(?))) ORDER BY rev"""
_WROTE = """SELECT rev FROM revision WHERE epoch = ? AND counter >= ? AND kind <> ? ORDER BY rev"""
_DECIDED = """SELECT rev FROM revision WHERE kind NOT IN (?, 'round')
    AND CAST(line AS TEXT) ->> '$.author' = ? AND CAST(line AS TEXT) ->> '$.why' <> '' ORDER BY rev"""
_DAYS = """SELECT CAST(line AS TEXT) ->> '$.clock', counter FROM revision WHERE epoch = ? AND kind <> ?
    ORDER BY counter"""


@dataclass(frozen=True, slots=True)
class Laptop:
    """Who counts under an epoch: a device, as its certificate calls it."""

    epoch: str
    device: str
    who: str


def in_bundle(store: Store, bundle: str) -> tuple[RevId, ...]:
    """All that a bundle brought; withdrawals are never taken out."""
    return _revs(store, _BROUGHT, bundle, WITHDRAWAL)


def only_in_bundle(store: Store, bundle: str, besides: str) -> tuple[RevId, ...]:
    """Those that no work here and no other bundle brought; `besides`: JSON array of bundles left aside."""
    return _revs(store, _ONLY, bundle, WITHDRAWAL, besides)


def others_with(store: Store, bundle: str) -> tuple[str, ...]:
    """The bundles that brought some of the same, newest first."""
    rows = store.rows(
        """SELECT id FROM bundle WHERE direction = ? AND id <> ? AND id IN (
            SELECT other.bundle FROM brought AS this JOIN brought AS other USING (revision)
            WHERE this.bundle = ?) ORDER BY n DESC""",
        (IN, bundle, bundle),
    )
    return tuple(one for (one,) in rows)


def of_epoch(store: Store, epoch: str, first: int) -> tuple[RevId, ...]:
    """What was written under an epoch, from a counter on."""
    return _revs(store, _WROTE, epoch, first, WITHDRAWAL)


def decided_by(store: Store, author: str) -> tuple[RevId, ...]:
    """The decisions of a person: what they wrote with a reason."""
    return _revs(store, _DECIDED, WITHDRAWAL, author)


def counters(store: Store, epoch: str) -> tuple[tuple[int, int], ...]:
    """(clock, counter) of everything written under an epoch, by counter."""
    return tuple((int(clock), int(counter)) for clock, counter in store.rows(_DAYS, (epoch, WITHDRAWAL)))


def note_laptop(store: Store, laptop: Laptop) -> None:
    """Remember whose epoch it is; the first to say so is believed."""
    if laptop.epoch:
        with store.write():
            store.run(
                "INSERT OR IGNORE INTO laptop (epoch, device, who) VALUES (?, ?, ?)",
                (laptop.epoch, laptop.device, laptop.who),
            )


def is_shared(store: Store, epoch: str) -> bool:
    """Did a bundle bring something of this count that was not written here?"""
    sql = """SELECT 1 FROM revision WHERE epoch = ? AND NOT EXISTS (
        SELECT 1 FROM brought WHERE revision = id AND bundle = '') LIMIT 1"""
    return bool(store.rows(sql, (epoch,)))


def laptops(store: Store) -> tuple[Laptop, ...]:
    """Every laptop that sent a bundle, one row an epoch."""
    return tuple(
        Laptop(*row) for row in store.rows("SELECT epoch, device, who FROM laptop ORDER BY who, epoch")
    )


def bundles_of(store: Store, kind: str, key: str) -> dict[RevId, tuple[str, ...]]:
    """By which bundles each revision of a record came; one that was written here is not among them."""
    found: dict[RevId, tuple[str, ...]] = {}
    for rev, bundle in store.rows(
        """SELECT rev, brought.bundle FROM revision JOIN brought ON revision.id = brought.revision
        LEFT JOIN bundle ON bundle.id = brought.bundle AND bundle.direction = ?
        WHERE kind = ? AND key = ? AND brought.bundle <> '' ORDER BY bundle.n""",
        (IN, kind, key),
    ):
        name = RevId(rev.hex())
        found[name] = (*found.get(name, ()), bundle)
    return found


def first_by(store: Store, bundle: str, kind: str) -> dict[str, int]:
    """How many revisions of each record of a kind this bundle was the first to bring."""
    return dict(
        store.rows(
            """SELECT key, count(*) FROM revision JOIN brought AS this ON revision.id = this.revision
            WHERE this.bundle = ? AND kind = ? AND NOT EXISTS (
                SELECT 1 FROM brought AS other LEFT JOIN bundle ON bundle.id = other.bundle
                WHERE other.revision = this.revision AND other.bundle <> this.bundle AND (
                    other.bundle = '' OR bundle.n < (SELECT n FROM bundle WHERE id = ? AND direction = ?)))
            GROUP BY key""",
            (bundle, kind, bundle, IN),
        )
    )


def records_of(store: Store, revs: Iterable[RevId]) -> frozenset[tuple[str, str]]:
    """The (kind, key) of those that are held."""
    found: set[tuple[str, str]] = set()
    for rev in revs:
        found.update(store.rows("SELECT kind, key FROM revision WHERE rev = ?", (bytes.fromhex(rev),)))
    return frozenset(found)


def _revs(store: Store, sql: str, *values: object) -> tuple[RevId, ...]:
    return tuple(RevId(rev.hex()) for (rev,) in store.rows(sql, values))
