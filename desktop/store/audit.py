"""The log of this workspace, and those of the laptops below as far as they were sent: they only grow."""

from collections.abc import Sequence

from desktop.store.database import Store

Numbered = tuple[int, str]


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
