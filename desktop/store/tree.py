"""The tree of units for the tables: each unit with its place in the order, and everything above it."""

from collections.abc import Iterable, Iterator, Mapping

from desktop.editions.units import Level, Unit
from desktop.editions.values import Value
from desktop.records.model import DELETED
from desktop.store.database import Store

STEP = 1_000  # between two places: room for villages that come later
_COLUMNS = "code, name, full_name, level, parent, place, since"
_PUT = f"INSERT OR REPLACE INTO unit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
_WITHIN = "INSERT OR IGNORE INTO within (unit, above) VALUES (?, ?)"
Row = tuple[str, str, str, str, str, int, str]


def put_all(store: Store, units: Iterable[Unit]) -> None:
    """Lay out a whole tree, each unit behind the one above it; the same tree again writes nothing."""
    tree = {unit.code: unit for unit in units}
    rows = [_row(unit, place * STEP) for place, unit in enumerate(_in_order(tree))]
    if rows == store.rows(f"SELECT {_COLUMNS} FROM unit ORDER BY place"):
        return
    with store.write():
        store.run("DELETE FROM unit")
        store.run("DELETE FROM within")
        store.run_many(_PUT, rows)
        store.run_many(_WITHIN, [(unit, above) for unit in tree for above in _upwards(tree, unit)])


def put(store: Store, key: str, body: Mapping[str, Value]) -> None:
    """Hang one village behind its neighbours of smaller codes; `key` is `<code>@<valid from>`.

    Of two records of one code the later stands. A village of a commune outside has no place in it.
    """
    code, _, since = key.partition("@")
    name, kind, parent = (_text(body, field) for field in ("name", "kind", "parent"))
    with store.write():
        if not name or DELETED in body:
            store.run("DELETE FROM unit WHERE code = ? AND since = ?", (code, since))
            store.run("DELETE FROM within WHERE unit NOT IN (SELECT code FROM unit) AND unit = ?", (code,))
            return
        if not _stands(store, code, since):
            return
        ((above, before),) = store.rows(
            """SELECT (SELECT place FROM unit WHERE code = ?),
                (SELECT max(place) FROM unit WHERE parent = ? AND code < ?)""",
            (parent, parent, code),
        )
        if above is not None:
            unit = Unit(code, name, Level.VILLAGE, kind, parent, since)
            store.run(_PUT, _row(unit, max(above, before or 0) + 1))
            store.run("DELETE FROM within WHERE unit = ?", (code,))
            store.run(_WITHIN, (code, code))
            store.run("INSERT INTO within SELECT ?, above FROM within WHERE unit = ?", (code, parent))


def _stands(store: Store, code: str, since: str) -> bool:
    found = store.rows("SELECT since FROM unit WHERE code = ?", (code,))
    return not found or found[0][0] <= since


def _text(body: Mapping[str, Value], field: str) -> str:
    value = body.get(field, "")
    return value if isinstance(value, str) else ""


def _row(unit: Unit, place: int) -> Row:
    return (unit.code, unit.name, unit.full_name, unit.level.value, unit.parent, place, unit.valid_from)


def _in_order(tree: Mapping[str, Unit]) -> Iterator[Unit]:
    below: dict[str, list[Unit]] = {}
    for unit in tree.values():
        below.setdefault(unit.parent if unit.parent in tree else "", []).append(unit)
    waiting = below.get("", [])[::-1]
    while waiting:
        unit = waiting.pop()
        yield unit
        waiting.extend(reversed(below.get(unit.code, ())))


def _upwards(tree: Mapping[str, Unit], code: str) -> Iterator[str]:
    while code in tree:
        yield code
        code = tree[code].parent
