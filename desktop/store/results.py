"""What lists and tables are read from: households, residents, the tree of units. All projections."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.editions.units import Level, Unit
from desktop.editions.values import Value
from desktop.records.fold import vietnamese_key
from desktop.records.model import DELETED, FormKey
from desktop.records.movement import told_move
from desktop.records.rows import LEFT, STILL_POOR, HouseholdRow, ResultRow
from desktop.store import schema, tree, words
from desktop.store.database import Store

UNFINISHED, FINISHED = "unfinished", "finished"
ERRORS, WARNINGS, CLASHES = "errors", "warnings", "clashes"
GONE = "gone"  # counted no more: moved away, died out, joined, written down twice
LEAVING = "leaving"  # registered to leave poverty; LEFT and STILL_POOR: those of them that did, and did not
A_GREAT_MANY = 1_000  # households, from which on building an index anew is faster than keeping it
MANY = 2_000  # hits of a search, from which on the list is walked in its order instead of sorting the hits

_LISTED = ", ".join(schema.HOUSEHOLD)
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in (*schema.HOUSEHOLD[1:], "sort"))
_HOUSEHOLD = f"""INSERT INTO household ({_LISTED}, sort) VALUES ({", ".join("?" * len(schema.HOUSEHOLD))}, ?)
    ON CONFLICT (key) DO UPDATE SET {_CHANGES} RETURNING id"""
_WORDS = "INSERT OR REPLACE INTO word (rowid, words) VALUES (?, ?)"
_COLUMNS = ", ".join(f'"{name}"' for name in schema.RESULT)
_RESULT = f"INSERT OR REPLACE INTO result ({_COLUMNS}) VALUES ({', '.join('?' * len(schema.RESULT))})"
_KEYS = frozenset(schema.RESULT)
_COUNTS = ("households", "persons", "minority_households", "minority_persons", *schema.OPENINGS)
_TOTAL = f"""INSERT OR REPLACE INTO unit_total (round, unit, {", ".join(_COUNTS)}, source)
    VALUES ({", ".join("?" * (len(_COUNTS) + 3))})"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which households a list shows; an empty field narrows nothing. Deleted ones are in none but GONE."""

    text: str = ""  # words, each the beginning of a name, code, phone or ID number, with or without marks
    village: str = ""
    unit: str = ""  # a commune, or any unit above it
    class_: str = ""
    status: str = ""  # UNFINISHED or FINISHED
    only: str = ""  # ERRORS, WARNINGS, CLASHES; LEAVING, LEFT or STILL_POOR
    keys: tuple[FormKey, ...] | None = None  # just these, such as those behind a cell of a table
    moved: str = ""  # since the last round, as `movement.told_move` names it
    round: str = ""  # which the GONE are of
    gone: bool = False  # those that are counted no more, or in another round, as well: of `keys` only


def put(store: Store, row: HouseholdRow, result: ResultRow) -> None:
    """Keep what lists and tables show of one household in place of what was there."""
    values = result.values
    if values.keys() != _KEYS:
        raise ValueError(f"the table `result` and this row differ in {sorted(values.keys() ^ _KEYS)}")
    listed = [getattr(row, name) for name in schema.HOUSEHOLD]
    with store.write():
        ((place,),) = store.rows(_HOUSEHOLD, (*listed, vietnamese_key(row.head)))
        store.run(_WORDS, (place, words.of_row(row)))
        store.run(_RESULT, [values[name] for name in schema.RESULT])


@contextmanager
def many(store: Store, count: int) -> Iterator[None]:
    """Inside, `put` is called for `count` households; a great many are put in order all at once."""
    ((there,),) = store.rows("SELECT count(*) FROM household")
    if count < max(A_GREAT_MANY, there):
        yield
        return
    with store.write():
        for name in schema.LISTS:
            store.run(f"DROP INDEX IF EXISTS {name}")
        yield
        for name, place in schema.LISTS.items():
            store.run(f"CREATE INDEX {name} ON {place}")


def page(store: Store, wanted: Filter, offset: int, limit: int) -> Iterator[HouseholdRow]:
    """Rows `offset` … of the households that fit, in Vietnamese order of the head's name."""
    where, values = _where(store, wanted)
    columns = ", ".join((*(f"household.{name}" for name in schema.HOUSEHOLD), *schema.MOVES))
    rows = store.rows(
        f"""SELECT {columns} FROM (SELECT id FROM household WHERE {where} ORDER BY sort, key LIMIT ? OFFSET ?)
        JOIN household USING (id) LEFT JOIN result ON form_key = household.key
        ORDER BY household.sort, household.key""",
        (*values, limit, offset),
    )
    return (HouseholdRow(*(*row[:-3], bool(row[-3]), told_move(*row[-2:]))) for row in rows)


def count(store: Store, wanted: Filter) -> int:
    """How many households fit."""
    where, values = _where(store, wanted)
    ((number,),) = store.rows(f"SELECT count(*) FROM household WHERE {where}", values)
    return int(number)


_LIVE = {
    False: ("live = 1",),
    True: ("live = 0", "key IN (SELECT form_key FROM result WHERE live = 0 AND round = ?)"),
}
_MOVED = {  # by the list of the poor first: as `told_move` tells it
    "poor": "key IN (SELECT form_key FROM result WHERE movement_poor = ?)",
    "near_poor": """key IN (SELECT form_key FROM result
        WHERE movement_poor = 'none' AND movement_near_poor = ?)""",
}
_STATUS = {"": (), UNFINISHED: ("unanswered > 0",), FINISHED: ("unanswered = 0",)}
_ONLY = {
    "": (),
    GONE: (),
    ERRORS: ("errors > 0",),
    WARNINGS: ("warnings > 0",),
    CLASHES: ("clashes > 0",),
    LEAVING: ("leaving <> ''",),
    LEFT: (f"leaving = '{LEFT}'",),
    STILL_POOR: (f"leaving = '{STILL_POOR}'",),
}


def _where(store: Store, wanted: Filter) -> tuple[str, list[object]]:
    parts: list[str] = [] if wanted.gone and wanted.keys is not None else [*_LIVE[wanted.only == GONE]]
    parts += [*_STATUS[wanted.status], *_ONLY[wanted.only]]
    values: list[object] = [wanted.round] if wanted.only == GONE else []
    for column, value in (("village", wanted.village), ("class_", wanted.class_)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if wanted.unit:
        parts.append(_IN_UNIT if _is_above(store, wanted.unit) else "unit = ?")
        values.append(wanted.unit)
    if wanted.moved:
        listed, _, move = wanted.moved.partition("/")
        parts.append(_MOVED[listed])
        values.append(move)
    if wanted.keys is not None:
        parts.append("key IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(wanted.keys))
    if found := words.query(wanted.text):
        parts.append(f"{_by(store, found)} IN (SELECT rowid FROM word WHERE word MATCH ?)")
        values.append(found)
    return " AND ".join(parts), values


_IN_UNIT = "+unit IN (SELECT unit FROM within WHERE above = ?)"  # the plus: the list is walked in its order


def _is_above(store: Store, unit: str) -> bool:
    """Are there communes below it?"""
    sql = """SELECT 1 FROM unit JOIN within ON unit = code
        WHERE above = ? AND level = ? AND code <> above LIMIT 1"""
    return bool(store.rows(sql, (unit, Level.COMMUNE.value)))


def _by(store: Store, found: str) -> str:
    sql = "SELECT count(*) FROM (SELECT 1 FROM word WHERE word MATCH ? LIMIT ?)"
    ((hits,),) = store.rows(sql, (found, MANY))
    return "+id" if hits == MANY else "id"  # the plus keeps the search from leading


def holds(store: Store, key: str) -> bool:
    """Is there a form of this key, or the draft of one?"""
    sql = "SELECT 1 FROM household WHERE key = ? UNION ALL SELECT 1 FROM draft WHERE key = ?"
    return bool(store.rows(sql, (key, key)))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a round came to for one household."""

    class_: str
    live: bool
    illustrative: bool


def standing_of(store: Store, key: str) -> Standing | None:
    """The class of a form as it was last worked out; None where there is no such form."""
    found = store.rows("SELECT class, live, illustrative FROM result WHERE form_key = ?", (key,))
    return Standing(found[0][0], bool(found[0][1]), bool(found[0][2])) if found else None


def moves_of(store: Store, key: str) -> tuple[str | None, str | None]:
    """How a form's household moved on the lists of the poor and of the near-poor, as last worked out."""
    sql = "SELECT movement_poor, movement_near_poor FROM result WHERE form_key = ?"
    found = store.rows(sql, (key,))
    return (found[0][0], found[0][1]) if found else (None, None)


def has_round(store: Store, round_key: str, besides: str = "") -> bool:
    """Is there a form of this round, other than `besides`?"""
    sql = "SELECT 1 FROM result WHERE round = ? AND form_key <> ? LIMIT 1"
    return bool(store.rows(sql, (round_key, besides)))


def keys_of_code(store: Store, code: str) -> tuple[FormKey, ...]:
    """The forms of a household code."""
    rows = store.rows("SELECT key FROM household WHERE live = 1 AND code = ? ORDER BY key", (code,))
    return tuple(FormKey(key) for (key,) in rows)


def show_round(store: Store, round_key: str) -> None:
    """List the households of this round, and no others."""
    store.run(
        """UPDATE household SET live = coalesce(
            (SELECT result.live FROM result WHERE form_key = household.key AND round = ?), 0)""",
        (round_key,),
    )


def put_unit_total(store: Store, key: str, body: Mapping[str, Value]) -> None:
    """Keep how many live in a unit; `key` is `<round key>/<unit code>`."""
    round_key, _, unit = key.rpartition("/")
    counts = [value if type(value := body.get(name)) is int else None for name in _COUNTS]
    with store.write():
        if not body or DELETED in body:
            store.run("DELETE FROM unit_total WHERE round = ? AND unit = ?", (round_key, unit))
        else:
            store.run(_TOTAL, (round_key, unit, *counts, str(body.get("source", ""))))


def put_tree(store: Store, units: Iterable[Unit]) -> None:
    """Lay out the tree of units, in place of the one before."""
    tree.put_all(store, units)


def put_unit(store: Store, key: str, body: Mapping[str, Value]) -> None:
    """Hang the village of a record into the tree."""
    tree.put(store, key, body)


def forget(store: Store) -> None:
    """Drop every projection; `records.project` of every record builds them again."""
    with store.write():
        for table in ("state", "clash", "household", "result", "unit_total", "unit", "within"):
            store.run(f"DELETE FROM {table}")
        store.run("INSERT INTO word (word) VALUES ('delete-all')")
