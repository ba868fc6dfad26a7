"""The log of this workspace, and those of the laptops below as far as they were sent: they only grow."""

import json
import os
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from desktop.store import files
from desktop.store.database import Store

Numbered = tuple[int, str]
WAITING = "waiting-"  # files beside the working file: entries of those who could only read


def add(store: Store, n: int, line: str) -> None:
    """Add an entry of our own."""
    with store.write():
        store.run("INSERT INTO audit (n, line) VALUES (?, ?)", (n, line))


def last(store: Store) -> Numbered:
    """The newest entry of our own; (0, "") while there is none."""
    rows = store.rows("SELECT n, line FROM audit ORDER BY n DESC LIMIT 1")
    return rows[0] if rows else (0, "")


def lines(store: Store) -> tuple[Numbered, ...]:
    """Our own log, from the beginning."""
    return tuple(store.rows("SELECT n, line FROM audit ORDER BY n"))


def newest(store: Store, most: int) -> tuple[str, ...]:
    """The last `most` entries of our own, oldest first."""
    rows = store.rows("SELECT line FROM audit ORDER BY n DESC LIMIT ?", (most,))
    return tuple(line for (line,) in reversed(rows))


def devices(store: Store) -> tuple[str, ...]:
    """The laptops whose log was heard."""
    rows = store.rows("SELECT DISTINCT device FROM audit_heard ORDER BY device")
    return tuple(device for (device,) in rows)


def heard(store: Store, device: str) -> tuple[Numbered, ...]:
    """What a laptop sent of its log."""
    return tuple(store.rows("SELECT n, line FROM audit_heard WHERE device = ? ORDER BY n", (device,)))


def hear(store: Store, device: str, found: Sequence[Numbered]) -> None:
    """Keep what a laptop sent; what is here already stays."""
    with store.write():
        store.run_many(
            "INSERT OR IGNORE INTO audit_heard (device, n, line) VALUES (?, ?, ?)",
            [(device, n, line) for n, line in found],
        )


def leave(folder: Path, thing: Mapping[str, Any]) -> None:
    """Lay an entry down for whoever writes next: in a file of its own, so two never write into one."""
    names = (folder / f"{WAITING}{n:06d}-{os.getpid()}.json" for n in count(1))
    with files.replacing(next(name for name in names if not name.exists())) as out:
        out.write(json.dumps(dict(thing), ensure_ascii=False).encode("utf-8"))


def left(folder: Path) -> tuple[tuple[Path, dict[str, Any]], ...]:
    """What waits, oldest first; a file that holds no entry is passed over."""
    found = ((file, _read(file)) for file in sorted(folder.glob(f"{WAITING}*.json")))
    return tuple((file, thing) for file, thing in found if thing)


def _read(file: Path) -> dict[str, Any]:
    try:
        thing = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return thing if isinstance(thing, dict) else {}
