"""Things to put into a working file: revisions, list rows, result rows. Invented people only."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop.editions.values import Value
from desktop.records.model import FormKey
from desktop.records.revision import RevId, Revision, encode, rev_id
from desktop.records.rows import HouseholdRow, ResultRow
from desktop.store import schema

KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
ROUND = "vn-2022/2026/periodic"
FORM = FormKey(f"{'a' * 32}@{ROUND}")
Item = tuple[RevId, bytes, Revision]


def revision(
    key: str = FORM, *, kind: str = "form", epoch: str = "e1", counter: int = 1, **body: Value
) -> Item:
    """A first revision, as `revisions.add` takes it."""
    return item(Revision(kind, key, body, frozenset(body), epoch=epoch, counter=counter))


def after(before: Item, counter: int = 2, **body: Value) -> Item:
    """A revision that builds on `before` and sets `body`."""
    rev, _, old = before
    new = replace(old, body={**old.body, **body}, sets=frozenset(body), parents=(rev,), counter=counter)
    return item(new)


def item(one: Revision) -> Item:
    """A revision with its id and its line."""
    line = encode(one)
    return rev_id(line), line, one


def household(n: int, **changes: Any) -> HouseholdRow:
    """The n-th list row; named slots replace what is in it."""
    row: dict[str, Any] = {
        "key": FormKey(f"{n:032x}@{ROUND}"),
        "code": f"HO-{n:05d}",
        "head": "Lý Thị Mẩy",
        "unit": "01906",
        "village": "01906-01",
        "phone": "",
        "id_numbers": "",
        "names": "Lý Thị Mẩy",
        "members": 1,
        "class_": "poor",
        "b1": None,
        "b2": 30,
        "unanswered": 0,
        "errors": 0,
        "warnings": 0,
        "clashes": 0,
        "leaving": "",
        "live": True,
    }
    return HouseholdRow(**{**row, **changes})


def result(row: HouseholdRow) -> ResultRow:
    """A result row that belongs to a list row."""
    values: dict[str, int | str | None] = dict.fromkeys(schema.CODES, "")
    values |= dict.fromkeys((*schema.COUNTS, *schema.CHOSEN), 0)
    values |= dict.fromkeys((*schema.UNSURE, *schema.MOVES))
    same: dict[str, int | str | None] = {
        "class": row.class_,
        "commune": row.unit,
        "village": row.village,
        "live": int(row.live),
        "b2": row.b2,
    }
    return ResultRow({**values, **same, "form_key": row.key, "round": ROUND})
