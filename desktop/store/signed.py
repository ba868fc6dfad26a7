"""The tables of a round as they were signed, version after version: they only grow."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.store.database import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """One signing: what it rests on, as canonical JSON, and the hash of that."""

    version: int
    hash: str
    body: str


def add(store: Store, round_key: str, kept: Kept, tables: Mapping[str, str]) -> None:
    """Keep a signing with its tables, by their ids, as canonical JSON."""
    with store.write():
        store.run(
            "INSERT INTO signoff (round, version, hash, body) VALUES (?, ?, ?, ?)",
            (round_key, kept.version, kept.hash, kept.body),
        )
        store.run_many(
            "INSERT INTO signed_table (round, version, id, body) VALUES (?, ?, ?, ?)",
            [(round_key, kept.version, name, body) for name, body in tables.items()],
        )


def versions(store: Store, round_key: str) -> tuple[Kept, ...]:
    """Every signing of a round, the first one first."""
    rows = store.rows(
        "SELECT version, hash, body FROM signoff WHERE round = ? ORDER BY version", (round_key,)
    )
    return tuple(Kept(*row) for row in rows)


def last(store: Store, round_key: str) -> Kept | None:
    """The newest signing of a round."""
    rows = store.rows(
        "SELECT version, hash, body FROM signoff WHERE round = ? ORDER BY version DESC LIMIT 1", (round_key,)
    )
    return Kept(*rows[0]) if rows else None


def table(store: Store, round_key: str, version: int, table_id: str) -> str | None:
    """A table as it was signed; None where it was not among them."""
    rows = store.rows(
        "SELECT body FROM signed_table WHERE round = ? AND version = ? AND id = ?",
        (round_key, version, table_id),
    )
    return rows[0][0] if rows else None
