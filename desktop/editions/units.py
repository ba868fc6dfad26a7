"""Administrative units of one dated list, and how the list before it maps to it. Pure: bytes in, values out.

A code may be used again under another name after a reform: across lists, a unit is (code, valid_from).
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.errors import RasoatError

Fold = Callable[[str], str]
Row = list[str]  # the columns of one unit
COLUMNS = ["code", "name", "level", "kind", "parent", "valid_from", "valid_to"]
LEVEL, PARENT, VALID_FROM, VALID_TO = 2, 4, 5, 6
CROSSWALK_COLUMNS = ["old", "new", "main"]


class Level(StrEnum):
    """Where a unit stands in the tree, highest first."""

    COUNTRY = "country"  # only where extracts of provinces are put together: no list has it
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


LISTED = tuple(level for level in Level if level is not Level.COUNTRY)  # those of units that have a code
_LEVELS = {level.value: level for level in LISTED}
LONGEST_PATH = 1_000  # letters; a list that bites its tail ends here
_RANK = {level.value: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: `kind` is the official prefix ("Xã"), `name` what follows it ("Bằng Thành")."""

    code: str
    name: str
    level: Level
    kind: str
    parent: str  # "" for a province
    valid_from: str  # YYYY-MM-DD
    valid_to: str = ""  # "" = still in force

    @property
    def full_name(self) -> str:
        """`Xã Bằng Thành`, as official tables print it."""
        return f"{self.kind} {self.name}".strip()

    @property
    def short_name(self) -> str:
        """`Bằng Thành`; a ward that has only a number keeps its prefix."""
        return self.full_name if self.name.isdigit() else self.name


def village_code(commune: str, n: int) -> str:
    """The code the office mints for the n-th village of a commune: `01858-07`."""
    return f"{commune}-{n:02d}"


def commune_of(village: str) -> str:
    """`01858-07` -> `01858`; a commune's code stays."""
    return village.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Units:
    """A tree of units: look-ups by code, neighbours, search. Order is that of the file.

    Rows become `Unit` values when asked for: a national list opens in a third of the time.
    """

    _rows: dict[str, Row]
    _children: dict[str, list[str]]
    _folded: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> "Units":
        """Build the tree; of two units with one code the later `valid_from` stands."""
        return cls._of_rows(_row(unit) for unit in units)

    @classmethod
    def from_csv(cls, data: bytes, on: str = "") -> "Units":
        """Read a list; with `on` (YYYY-MM-DD) only names in force that day, else the latest of each code.

        Raises `RasoatError("units", …)` that names the line.
        """
        rows = _rows(data, COLUMNS)
        for line, row in enumerate(rows, start=2):
            if row[LEVEL] not in _LEVELS:
                raise _broken(line, f"level “{row[LEVEL]}”", ", ".join(_LEVELS))
        return cls._of_rows(row for row in rows if _in_force(row, on)) if on else cls._of_rows(rows)

    @classmethod
    def _of_rows(cls, rows: Iterable[Row]) -> "Units":
        by_code: dict[str, Row] = {}
        for row in rows:
            before = by_code.get(row[0])
            if before is None or before[VALID_FROM] <= row[VALID_FROM]:
                by_code[row[0]] = row
        children: dict[str, list[str]] = {}
        for code, row in by_code.items():
            children.setdefault(row[PARENT], []).append(code)
        return cls(by_code, children)

    def with_units(self, more: Iterable[Unit]) -> "Units":
        """The same tree with units added or corrected: villages of the office, a new name."""
        return Units._of_rows([*self._rows.values(), *map(_row, more)])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Unit]:
        return map(_unit, self._rows.values())

    def __contains__(self, code: str) -> bool:
        return code in self._rows

    def get(self, code: str) -> Unit | None:
        """The unit of this code."""
        row = self._rows.get(code)
        return _unit(row) if row else None

    def children(self, code: str = "") -> tuple[Unit, ...]:
        """Those directly below; of "" the provinces."""
        return tuple(_unit(self._rows[child]) for child in self._children.get(code, ()))

    def ancestors(self, code: str) -> tuple[Unit, ...]:
        """Those above, nearest first."""
        found: list[Unit] = []
        row = self._rows.get(code)
        while row and row[PARENT] in self._rows and len(found) < len(_LEVELS):
            row = self._rows[row[PARENT]]
            found.append(_unit(row))
        return tuple(found)

    def descendants(self, code: str) -> tuple[Unit, ...]:
        """All below, each parent before its children; not the unit itself."""
        found: list[Unit] = []
        for child in self.children(code):
            found += [child, *self.descendants(child.code)]
        return tuple(found)

    def is_within(self, code: str, above: str) -> bool:
        """Is the unit `code` the unit `above`, or anywhere below it?"""
        return code in self and (code == above or above in (unit.code for unit in self.ancestors(code)))

    def part(self, code: str) -> "Units":
        """The unit with everything above and below it: what one workspace works with."""
        whole = (*reversed(self.ancestors(code)), *filter(None, (self.get(code),)), *self.descendants(code))
        return Units.of(whole)

    def commune_of(self, village: str) -> str:
        """The commune a village hangs under; while the village is not known here, that of its code."""
        row = self._rows.get(village)
        return row[PARENT] if row and row[LEVEL] == Level.VILLAGE else commune_of(village)

    def communes(self, code: str) -> tuple[Unit, ...]:
        """The communes of a unit of any level; a commune is its own."""
        unit = self.get(code)
        whole = (unit, *self.descendants(code)) if unit else ()
        return tuple(one for one in whole if one.level is Level.COMMUNE)

    def search(self, text: str, fold: Fold, limit: int = 20) -> tuple[Unit, ...]:
        """Units whose code or name holds every word of `text`, best first: `ba be bac kan`, `01906`.

        Words may also name a unit above, but at least one is the unit's own. `fold` drops case and marks.
        """
        words = fold(text).split()
        if not words:
            return ()
        self._fold_all(fold)
        wanted = [f" {word} " for word in words[:-1]] + [f" {words[-1]}"]
        hits = [
            (_closeness(own, words), code)
            for code, (own, path) in self._folded.items()
            if all(word in path for word in wanted) and any(word in own for word in wanted)
        ]
        hits.sort(key=lambda hit: (*hit[0], _RANK[self._rows[hit[1]][LEVEL]], hit[1]))
        return tuple(_unit(self._rows[code]) for _, code in hits[:limit])

    def _fold_all(self, fold: Fold) -> None:
        """Fold every name once; a unit's path is its own words and those above."""
        if self._folded:
            return
        own = {unit.code: f" {fold(unit.full_name)} {unit.code} " for unit in self}
        for code, words in own.items():
            path, parent = words, self._rows[code][PARENT]
            while parent in own and len(path) < LONGEST_PATH:
                path, parent = path + own[parent], self._rows[parent][PARENT]
            self._folded[code] = (words, path)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which new units an old one went to, and back."""

    _new: dict[str, tuple[str, ...]]
    _old: dict[str, tuple[str, ...]]

    @classmethod
    def from_csv(cls, data: bytes) -> "Crosswalk":
        """Read the pairs. Raises `RasoatError("units", …)` that names the line."""
        new: dict[str, tuple[str, ...]] = {}
        old: dict[str, tuple[str, ...]] = {}
        for line, (before, after, main) in enumerate(_rows(data, CROSSWALK_COLUMNS), start=2):
            if main not in ("0", "1"):
                raise _broken(line, f"main = “{main}”", "0 or 1")
            known = new.get(before, ())
            new[before] = (after, *known) if main == "1" else (*known, after)
            old[after] = (*old.get(after, ()), before)
        return cls(new, old)

    def new_of(self, code: str) -> tuple[str, ...]:
        """New codes of an old unit, the one that took most of it first."""
        return self._new.get(code, ())

    def old_of(self, code: str) -> tuple[str, ...]:
        """Old codes that a new unit was made from, whole or in part."""
        return self._old.get(code, ())


def _rows(data: bytes, columns: list[str]) -> list[Row]:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise _broken(1, str(error), "UTF-8 text") from error
    rows = list(csv.reader(lines))
    if not rows or rows[0] != columns:
        raise _broken(1, ",".join(rows[0]) if rows else "an empty file", ",".join(columns))
    for line, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise _broken(line, f"{len(row)} columns", f"{len(columns)}")
    return rows[1:]


def _unit(row: Row) -> Unit:
    code, name, level, kind, parent, valid_from, valid_to = row
    return Unit(code, name, _LEVELS[level], kind, parent, valid_from, valid_to)


def _row(unit: Unit) -> Row:
    return [unit.code, unit.name, unit.level.value, unit.kind, unit.parent, unit.valid_from, unit.valid_to]


def _in_force(row: Row, on: str) -> bool:
    return row[VALID_FROM] <= on and (not row[VALID_TO] or on <= row[VALID_TO])


def _closeness(own: str, words: list[str]) -> tuple[bool, bool]:
    """How well a unit's own words fit: false is better."""
    phrase = f" {' '.join(words)}"
    return f"{phrase} " not in own, phrase not in own


def _broken(line: int, found: str, accepted: str) -> RasoatError:
    return RasoatError(
        "units",
        "The list of units is broken: line {line}: found {found}; accepted is {accepted}.",
        "Install the program again, or correct the list.",
        line=line,
        found=found,
        accepted=accepted,
    )
