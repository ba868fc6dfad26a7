"""Drafts: answers that are not sealed yet, and the journal of every answer ever given. Nothing to save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.editions.values import Value
from desktop.records.model import FormKey
from desktop.records.revision import RevId
from desktop.store.coded import read_value, value_text
from desktop.store.database import Store

Change = tuple[str, Value | None, Value | None]  # path, before, after


@dataclass(frozen=True, slots=True)
class Draft:
    """What was entered since a form was opened. `base`: the heads seen then; None in `touched` = cleared."""

    base: tuple[RevId, ...]
    touched: Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of the journal."""

    who: str
    when: datetime
    path: str
    before: Value | None
    after: Value | None


def read(store: Store, key: FormKey) -> Draft | None:
    """The open draft of a form."""
    found = store.rows("SELECT base FROM draft WHERE key = ?", (key,))
    if not found:
        return None
    base = tuple(RevId(rev) for rev in found[0][0].split())
    touched = store.rows("SELECT path, value FROM draft_answer WHERE key = ? ORDER BY path", (key,))
    return Draft(base, {path: read_value(text) for path, text in touched})


def put_all(
    store: Store,
    key: FormKey,
    changes: Sequence[Change],
    *,
    base: tuple[RevId, ...],
    who: str,
    when: datetime,
) -> None:
    """Keep answers: draft and journal in one transaction, on the disk when it returns.

    `base` counts for the first answer of a draft; later ones belong to the draft that is open.
    """
    at = when.isoformat()
    with store.write():
        ((line,),) = store.rows("SELECT coalesce(max(n), 0) + 1 FROM journal WHERE key = ?", (key,))
        store.run(
            "INSERT OR IGNORE INTO draft (key, base, begun) VALUES (?, ?, ?)", (key, " ".join(base), line)
        )
        for n, (path, before, after) in enumerate(changes, start=line):
            text = value_text(after)
            store.run(
                "INSERT OR REPLACE INTO draft_answer (key, path, value) VALUES (?, ?, ?)", (key, path, text)
            )
            store.run(
                "INSERT INTO journal (key, n, who, at, path, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key, n, who, at, path, value_text(before), text),
            )


def end(store: Store, key: FormKey) -> None:
    """The draft was sealed, or held nothing; its journal stays."""
    with store.write():
        store.run("DELETE FROM draft_answer WHERE key = ?", (key,))
        store.run("DELETE FROM draft WHERE key = ?", (key,))


def open_keys(store: Store) -> list[FormKey]:
    """The forms that have an open draft."""
    return [FormKey(key) for (key,) in store.rows("SELECT key FROM draft ORDER BY key")]


def journal(store: Store, key: FormKey) -> tuple[Line, ...]:
    """Everything that was entered in a form on this computer, oldest first."""
    return _lines(store, key, 0)


def since_opened(store: Store, key: FormKey) -> tuple[Line, ...]:
    """The part of the journal that made the open draft; replayed, it is the draft."""
    found = store.rows("SELECT begun FROM draft WHERE key = ?", (key,))
    return _lines(store, key, found[0][0]) if found else ()


def _lines(store: Store, key: FormKey, first: int) -> tuple[Line, ...]:
    rows = store.rows(
        "SELECT who, at, path, before, after FROM journal WHERE key = ? AND n >= ? ORDER BY n", (key, first)
    )
    return tuple(
        Line(who, datetime.fromisoformat(at), path, read_value(before), read_value(after))
        for who, at, path, before, after in rows
    )
