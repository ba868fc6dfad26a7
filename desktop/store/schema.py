"""The tables of the working file in its first version, which never changes: see `steps`."""

from collections.abc import Iterator
from dataclasses import fields

from desktop.records.rows import CAUSES, DEPRIVATIONS, OF_MEMBERS, HouseholdRow

APPLICATION = int.from_bytes(b"RaSo")  # PRAGMA application_id: this is a file of ours
VERSION = 6  # PRAGMA user_version: how many steps it has taken; newer ones are refused

CODES = (
    "form_key",
    "uid",
    "round",
    "edition",
    "commune",
    "village",
    "area",
    "class",
    "head_ethnicity",
)  # fmt: skip
COUNTS = ("persons", "provisional", "illustrative", "errors", "live", "b2")
UNSURE = (
    "b1",
    *(f"d{place}" for place in range(1, DEPRIVATIONS + 1)),
    "is_minority",
    "female_head",
    "has_merit",
    "lacks_labour",
    "is_local_minority",
    "is_policy",
    "on_grid",
    *OF_MEMBERS,
    "persons_start",
    "persons_stayed",
)
MOVES = ("movement_poor", "movement_near_poor")  # NULL: not known
CHOSEN = tuple(f"k{place}" for place in range(1, CAUSES + 1))
RESULT = (*CODES, *COUNTS, *UNSURE, *MOVES, *CHOSEN)  # the columns of `result`, the keys of a ResultRow

OPENINGS = (  # of the unit totals: who was on the lists of the last round, where it is not here
    "opening_poor",
    "opening_poor_persons",
    "opening_near_poor",
    "opening_near_poor_persons",
)

HOUSEHOLD = tuple(field.name for field in fields(HouseholdRow) if field.name != "moved")
_NUMBERS = frozenset({"members", "b2", "unanswered", "errors", "warnings", "clashes", "live"})

KEPT = (
    "CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE revision (
        id INTEGER PRIMARY KEY, rev BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, key TEXT NOT NULL,
        epoch TEXT NOT NULL, counter INTEGER NOT NULL, line BLOB NOT NULL) STRICT""",
    "CREATE INDEX revision_record ON revision (kind, key)",
    "CREATE INDEX revision_counter ON revision (epoch, counter)",
    """CREATE TABLE brought (
        revision INTEGER NOT NULL REFERENCES revision (id), bundle TEXT NOT NULL,
        PRIMARY KEY (revision, bundle)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX brought_bundle ON brought (bundle)",
    """CREATE TABLE bundle (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL, direction TEXT NOT NULL, name TEXT NOT NULL,
        at TEXT NOT NULL, device TEXT NOT NULL, who TEXT NOT NULL, counts TEXT NOT NULL,
        UNIQUE (id, direction)) STRICT""",
    """CREATE TABLE draft (
        key TEXT NOT NULL PRIMARY KEY, base TEXT NOT NULL, begun INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE draft_answer (
        key TEXT NOT NULL REFERENCES draft (key), path TEXT NOT NULL, value TEXT,
        PRIMARY KEY (key, path)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE journal (
        key TEXT NOT NULL, n INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, path TEXT NOT NULL,
        before TEXT, after TEXT, PRIMARY KEY (key, n)) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
    """CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END""",
)

DERIVED = (  # projections: dropped and rebuilt at any time
    """CREATE TABLE state (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
        heads TEXT NOT NULL, deleted INTEGER NOT NULL, digest BLOB, UNIQUE (kind, key)) STRICT""",
    """CREATE TABLE clash (
        id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, path TEXT NOT NULL,
        sides TEXT NOT NULL, provisional INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX clash_record ON clash (kind, key)",
    """CREATE TABLE unit_total (
        round TEXT NOT NULL, unit TEXT NOT NULL, households INTEGER, persons INTEGER,
        minority_households INTEGER, minority_persons INTEGER, source TEXT NOT NULL,
        PRIMARY KEY (round, unit)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE unit (
        code TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, full_name TEXT NOT NULL, level TEXT NOT NULL,
        parent TEXT NOT NULL, place INTEGER NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX unit_parent ON unit (parent, code)",
    """CREATE TABLE within (
        unit TEXT NOT NULL, above TEXT NOT NULL, PRIMARY KEY (unit, above)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX within_above ON within (above)",
)

# what lists are narrowed by, without leaving the index
LISTED = "unit, class_, unanswered, errors, warnings, clashes, leaving"
LISTS = {  # indexes that lists walk; what needs none of them to be read may be written without them
    "household_list": f"household (sort, key, village, {LISTED}) WHERE live = 1",
    "household_village": f"household (village, sort, key, {LISTED}) WHERE live = 1",
    "household_unit": f"household (unit, sort, key, village, {LISTED}) WHERE live = 1",
    "household_by_code": "household (code) WHERE live = 1",
    "result_place": "result (commune, village)",
}
SEARCH = (
    *(f"CREATE INDEX {name} ON {place}" for name, place in LISTS.items()),
    """CREATE VIRTUAL TABLE word USING fts5 (
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
        tokenize = 'unicode61 remove_diacritics 0')""",
    "CREATE INDEX result_round ON result (round)",
)


def tables() -> Iterator[str]:
    """The statements that make them all."""
    yield from KEPT
    yield from DERIVED
    columns = ", ".join(map(_household_column, (*HOUSEHOLD, "sort")))
    yield f"CREATE TABLE household (id INTEGER PRIMARY KEY, {columns}, UNIQUE (key)) STRICT"
    yield f"CREATE TABLE result ({', '.join(_result_columns())}, PRIMARY KEY (form_key)) STRICT"
    yield from SEARCH


def _household_column(name: str) -> str:
    if name == "b1":
        return "b1 INTEGER"
    return f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'} NOT NULL"


def _result_columns() -> Iterator[str]:
    yield from (f'"{name}" TEXT NOT NULL' for name in CODES)
    yield from (f'"{name}" INTEGER NOT NULL' for name in (*COUNTS, *CHOSEN))
    yield from (f'"{name}" INTEGER' for name in UNSURE)
    yield from (f'"{name}" TEXT' for name in MOVES)
