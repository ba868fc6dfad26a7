"""The merged state of every record, and its open clashes. A projection: it follows from the revisions."""

from collections.abc import Iterator

from desktop.editions.values import Value
from desktop.records.digest import digest_line
from desktop.records.merge import Clash, Merged
from desktop.store.coded import body_text, read_body, read_clash, sides_text
from desktop.store.database import Store

BATCH = 256
_PUT = """INSERT INTO state (kind, key, body, heads, deleted, digest) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body, heads = excluded.heads,
        deleted = excluded.deleted, digest = excluded.digest"""
_CLASH = "INSERT INTO clash (id, kind, key, path, sides, provisional) VALUES (?, ?, ?, ?, ?, ?)"
_CLASHES = "SELECT id, kind, key, path, sides, provisional FROM clash"


def put(store: Store, merged: Merged) -> None:
    """Keep the state of one record in place of the one before."""
    record = (merged.kind, merged.key)
    line = digest_line(merged) if merged.clashes else None  # else it is made of the body
    with store.write():
        row = (*record, body_text(merged.body), " ".join(merged.heads), int(merged.deleted), line)
        store.run(_PUT, row)
        store.run("DELETE FROM clash WHERE kind = ? AND key = ?", record)
        for one in merged.clashes:
            store.run(_CLASH, (one.id, *record, one.path, sides_text(one.values), one.provisional))


def lines(store: Store) -> Iterator[bytes]:
    """The digest line of every record."""
    place = 0
    while rows := store.rows(
        "SELECT id, kind, key, body, digest FROM state WHERE id > ? ORDER BY id LIMIT ?", (place, BATCH)
    ):
        for _, kind, key, body, line in rows:
            yield line if line is not None else f"{kind}\t{key}\t{body}\n".encode()
        place = rows[-1][0]


def bodies(store: Store, kind: str) -> Iterator[tuple[str, dict[str, Value]]]:
    """The merged body of every record of a kind, by key."""
    key = ""
    while rows := store.rows(
        "SELECT key, body FROM state WHERE kind = ? AND key > ? ORDER BY key LIMIT ?", (kind, key, BATCH)
    ):
        yield from ((found, read_body(text)) for found, text in rows)
        if len(rows) < BATCH:
            return
        key = rows[-1][0]


def body(store: Store, kind: str, key: str) -> dict[str, Value] | None:
    """The merged body of one record; None when there is none."""
    found = store.rows("SELECT body FROM state WHERE kind = ? AND key = ?", (kind, key))
    return read_body(found[0][0]) if found else None


def keys_of_round(store: Store, kind: str, round_key: str) -> tuple[str, ...]:
    """The records of a kind whose key ends in `@<round key>`, by key."""
    end = f"@{round_key}"
    rows = store.rows(
        "SELECT key FROM state WHERE kind = ? AND substr(key, -length(?)) = ? ORDER BY key", (kind, end, end)
    )
    return tuple(key for (key,) in rows)


def count(store: Store, kind: str) -> int:
    """How many records of a kind there are, deleted ones too."""
    ((count,),) = store.rows("SELECT count(*) FROM state WHERE kind = ?", (kind,))
    return int(count)


def clashes(store: Store) -> tuple[Clash, ...]:
    """All open clashes, by record and path."""
    return tuple(read_clash(row) for row in store.rows(f"{_CLASHES} ORDER BY kind, key, path"))


def clash(store: Store, clash_id: str) -> Clash | None:
    """One open clash."""
    found = store.rows(f"{_CLASHES} WHERE id = ?", (clash_id,))
    return read_clash(found[0]) if found else None
