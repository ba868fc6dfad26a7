"""The bundles that came and went."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.store.database import Store

IN, OUT = "in", "out"
_COLUMNS = "id, direction, name, at, device, who, counts"


@dataclass(frozen=True, slots=True)
class Row:
    """One bundle. `device`: its signer's key; `who`: who sent it, or who can read it."""

    id: str
    direction: str  # IN or OUT
    name: str  # of the file
    when: str  # ISO 8601
    device: str
    who: str
    counts: Mapping[str, int] = field(default_factory=dict)


def add(store: Store, row: Row) -> None:
    """Keep a bundle; the same one again, in the same direction, replaces what was kept of it."""
    counts = json.dumps(dict(row.counts), sort_keys=True)
    with store.write():
        store.run(
            f"INSERT OR REPLACE INTO bundle ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.id, row.direction, row.name, row.when, row.device, row.who, counts),
        )


def rows(store: Store) -> tuple[Row, ...]:
    """All bundles, newest first."""
    found = store.rows(f"SELECT {_COLUMNS} FROM bundle ORDER BY n DESC")
    return tuple(Row(*(*row[:-1], json.loads(row[-1]))) for row in found)


def is_received(store: Store, bundle: str) -> bool:
    """Was this very file received before?"""
    return bool(store.rows("SELECT 1 FROM bundle WHERE id = ? AND direction = ?", (bundle, IN)))


def device_name(store: Store, epoch: str) -> str:
    """Who sent the bundle that first brought work of `epoch`; "" while none did."""
    found = store.rows(
        """SELECT who FROM revision JOIN brought ON brought.revision = revision.id
        JOIN bundle ON bundle.id = brought.bundle AND bundle.direction = ?
        WHERE epoch = ? ORDER BY counter, bundle.n LIMIT 1""",
        (IN, epoch),
    )
    return found[0][0] if found else ""
