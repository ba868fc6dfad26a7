"""Sealed revisions as the canonical lines they were made of, and which bundle brought each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from desktop.records.revision import Body, RevId, Revision
from desktop.store.coded import read_revision
from desktop.store.database import Store

LOCAL = ""  # instead of a bundle: written, or imported, here
BATCH = 64  # lines read at a time: each may have 256 kB

Span = tuple[int, int]  # counters from … to …, none missing between
_ADD = """INSERT OR IGNORE INTO revision (rev, kind, key, epoch, counter, line) VALUES (?, ?, ?, ?, ?, ?)"""
_BROUGHT = """INSERT OR IGNORE INTO brought (revision, bundle)
    SELECT id, ? FROM revision WHERE rev = ?"""


def add(store: Store, items: Sequence[tuple[RevId, bytes, Revision]], bundle: str | None) -> set[RevId]:
    """Keep revisions; returns those that were new. That `bundle` brought them is kept for known ones too."""
    new: set[RevId] = set()
    source = LOCAL if bundle is None else bundle
    with store.write():
        for rev, line, one in items:
            row = (bytes.fromhex(rev), one.kind, one.key, one.epoch, one.counter, line)
            if store.run(_ADD, row).rowcount:
                new.add(rev)
        store.run_many(_BROUGHT, [(source, bytes.fromhex(rev)) for rev, _, _ in items])
    return new


def record(store: Store, kind: str, key: str) -> dict[RevId, Revision]:
    """All revisions of one record."""
    rows = store.rows("SELECT rev, line FROM revision WHERE kind = ? AND key = ?", (kind, key))
    return {RevId(rev.hex()): read_revision(line) for rev, line in rows}


def of_household(store: Store, kind: str, uid: str) -> Iterator[Revision]:
    """All revisions of one household's forms, over all rounds."""
    rows = store.rows(
        "SELECT line FROM revision WHERE kind = ? AND key > ? AND key < ?", (kind, f"{uid}@", f"{uid}A")
    )
    return (read_revision(line) for (line,) in rows)


def records(store: Store, kind: str) -> Iterator[tuple[str, dict[RevId, Revision]]]:
    """All records of a kind by key, a few at a time in memory."""
    for key, rows in groupby(_rows_of_kind(store, kind), key=itemgetter(0)):
        yield key, {RevId(rev.hex()): read_revision(line) for _, _, rev, line in rows}


def _rows_of_kind(store: Store, kind: str) -> Iterator[tuple[str, int, bytes, bytes]]:
    key, place = "", 0
    while rows := store.rows(
        """SELECT key, id, rev, line FROM revision WHERE kind = ? AND (key, id) > (?, ?)
        ORDER BY key, id LIMIT ?""",
        (kind, key, place, BATCH),
    ):
        yield from rows
        key, place = rows[-1][:2]


def some(store: Store, revs: Iterable[RevId]) -> Iterator[Revision]:
    """Those of `revs` that are held."""
    for rev in revs:
        for (line,) in store.rows("SELECT line FROM revision WHERE rev = ?", (bytes.fromhex(rev),)):
            yield read_revision(line)


def body(store: Store, rev: RevId) -> Body | None:
    """The body of one revision; None when it is not held."""
    return next((revision.body for revision in some(store, [rev])), None)


def held(store: Store, revs: Iterable[RevId]) -> set[RevId]:
    """Those of `revs` that are here already."""
    sql = "SELECT 1 FROM revision WHERE rev = ?"
    return {rev for rev in revs if store.rows(sql, (bytes.fromhex(rev),))}


def held_records(store: Store, found: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those (kind, key) of which at least one revision is here."""
    sql = "SELECT 1 FROM revision WHERE kind = ? AND key = ? LIMIT 1"
    return {one for one in found if store.rows(sql, one)}


def next_counter(store: Store, epoch: str) -> int:
    """The number of the next revision that `epoch` makes."""
    ((last,),) = store.rows("SELECT max(counter) FROM revision WHERE epoch = ?", (epoch,))
    return (last or 0) + 1


def kinds(store: Store) -> tuple[str, ...]:
    """The kinds of records there are, also those a later program made."""
    return tuple(kind for (kind,) in store.rows("SELECT DISTINCT kind FROM revision ORDER BY kind"))


def line_count(store: Store) -> int:
    """How many revisions there are."""
    ((count,),) = store.rows("SELECT count(*) FROM revision")
    return int(count)


def lines(store: Store) -> Iterator[bytes]:
    """All canonical lines, record by record, for packing; inside `store.snapshot()` all of one moment."""
    return (line for kind in kinds(store) for _, _, _, line in _rows_of_kind(store, kind))


def lines_without(store: Store, keys: Mapping[str, Collection[str]]) -> Iterator[bytes]:
    """As `lines`, without certain records of some kinds."""
    for found in kinds(store):
        left_out = keys.get(found, ())
        yield from (line for key, _, _, line in _rows_of_kind(store, found) if key not in left_out)


def spans(store: Store) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """For every epoch the counters that are held; a receiver sees from them what is missing."""
    rows = store.rows(
        """SELECT epoch, min(counter), max(counter) FROM (
            SELECT epoch, counter, counter - row_number() OVER (PARTITION BY epoch ORDER BY counter) AS island
            FROM (SELECT DISTINCT epoch, counter FROM revision))
        GROUP BY epoch, island ORDER BY epoch, 2"""
    )
    for epoch, found in groupby(rows, key=itemgetter(0)):
        yield epoch, tuple((first, last) for _, first, last in found)


def forks(store: Store) -> tuple[tuple[str, int], ...]:
    """(epoch, counter) with two revisions: a copied or restored workspace wrote on both sides."""
    rows = store.rows("SELECT epoch, counter FROM revision GROUP BY epoch, counter HAVING count(*) > 1")
    return tuple((epoch, counter) for epoch, counter in rows)


def of_bundle(store: Store, bundle: str) -> tuple[RevId, ...]:
    """Every revision that a bundle brought, known before or not."""
    return _revs(
        store, "SELECT rev FROM revision JOIN brought ON id = revision WHERE bundle = ? ORDER BY rev", bundle
    )


def only_of_bundle(store: Store, bundle: str) -> tuple[RevId, ...]:
    """Those that no other bundle and no work here brought: what taking the bundle out takes out."""
    sql = """SELECT rev FROM revision JOIN brought AS this ON id = this.revision WHERE this.bundle = ?
        AND NOT EXISTS (SELECT 1 FROM brought WHERE revision = this.revision AND bundle <> this.bundle)
        ORDER BY rev"""
    return _revs(store, sql, bundle)


def _revs(store: Store, sql: str, bundle: str) -> tuple[RevId, ...]:
    return tuple(RevId(rev.hex()) for (rev,) in store.rows(sql, (bundle,)))
