"""The rows that official tables are counted from, as they stand in the working file, for extracts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from desktop.store.database import Store

_OF_ROUNDS = frozenset({"result", "unit_total"})


def columns(store: Store, table: str) -> Mapping[str, str]:
    """The columns of a table, each with its kind: TEXT or INTEGER."""
    return {name: kind for _, name, kind, *_ in store.rows(f"PRAGMA table_info({table})")}


def rows(
    store: Store, table: str, wanted: Sequence[str], rounds: Sequence[str] = ()
) -> Iterator[tuple[Any, ...]]:
    """These columns of all rows; of results and residents, those of the `rounds`."""
    listed = ", ".join(f'"{name}"' for name in wanted)
    where = f" WHERE round IN ({', '.join('?' * len(rounds))})" if table in _OF_ROUNDS else ""
    yield from store.run(f"SELECT {listed} FROM {table}{where}", tuple(rounds) if where else ())
