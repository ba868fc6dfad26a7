"""The merged state of every record, and its open clashes. A projection: it follows from the revisions."""

import json
from collections.abc import Collection, Iterator

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


def mark_flips(store: Store, kind: str, key: str, ids: Collection[str]) -> None:
    """Of the open clashes of a record: on which of them the class hangs."""
    with store.write():
        store.run(
            "UPDATE clash SET flips = id IN (SELECT value FROM json_each(?)) WHERE kind = ? AND key = ?",
            (json.dumps(sorted(ids)), kind, key),
        )


def clash_order(store: Store) -> tuple[str, ...]:
    """The ids of all open clashes: those on which a class hangs first, then village by village."""
    rows = store.rows(
        """SELECT clash.id FROM clash LEFT JOIN household USING (key)
        ORDER BY flips DESC, village, sort, clash.key, path"""
    )
    return tuple(name for (name,) in rows)


def flipping(store: Store, ids: Collection[str]) -> frozenset[str]:
    """Those of these clashes on which a class hangs."""
    sql = "SELECT id FROM clash WHERE flips = 1 AND id IN (SELECT value FROM json_each(?))"
    return frozenset(name for (name,) in store.rows(sql, (json.dumps(sorted(ids)),)))


def clash_count(store: Store) -> int:
    """How many clashes are open."""
    ((number,),) = store.rows("SELECT count(*) FROM clash")
    return int(number)


def clashes_of(store: Store, kind: str, key: str) -> tuple[Clash, ...]:
    """The open clashes of one record, by path."""
    found = store.rows(f"{_CLASHES} WHERE kind = ? AND key = ? ORDER BY path", (kind, key))
    return tuple(read_clash(row) for row in found)


def clash(store: Store, clash_id: str) -> Clash | None:
    """One open clash."""
    found = store.rows(f"{_CLASHES} WHERE id = ?", (clash_id,))
    return read_clash(found[0]) if found else None
