"""How a list is read: which column answers what. Written as TOML that a person can change and hand on."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class RowsAre(StrEnum):
    """What a row of the list is."""

    PERSONS = "persons"  # a household is several rows
    HOUSEHOLDS = "households"  # the person named is its head


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list, from 0; `field` is what it stands for, "" = nothing."""

    place: int
    title: str
    field: str
    encoding: str = ""  # an old encoding, "" = Unicode

    @property
    def letter(self) -> str:
        """Its name in Excel."""
        return letter_of(self.place)


@dataclass(frozen=True, slots=True)
class ListMapping:
    """How a list is read. `communes`, `villages`: a name as the list writes it -> the code of the unit."""

    sheets: tuple[str, ...]
    header: int  # the row where the header begins, from 1
    header_rows: int
    rows: RowsAre
    columns: tuple[Column, ...]
    commune: str = ""  # of every household that names none
    always: Mapping[str, str] = field(default_factory=dict)  # question -> what it is for every household
    communes: Mapping[str, str] = field(default_factory=dict)
    villages: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column | None:
        """The column that stands for a field."""
        return next((one for one in self.columns if one.field == name), None)


def letter_of(place: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def place_of(letter: str) -> int:
    """A -> 0, AA -> 26. Raises `ValueError`."""
    if not letter.isascii() or not letter.isalpha():
        raise ValueError(f"letter: found {letter!r}, accepted is the name of a column, like D")
    place = 0
    for one in letter.upper():
        place = place * 26 + ord(one) - ord("A") + 1
    return place - 1


def to_toml(mapping: ListMapping) -> str:
    """The mapping as a file: what `from_toml` reads back."""
    return "\n".join(_lines(mapping)) + "\n"


def _lines(mapping: ListMapping) -> Iterator[str]:
    yield "# How a list is read. Empty a `field` to leave its column out."
    yield f"rows = {_text(mapping.rows)} # one row is: persons or households"
    yield f"sheets = [{', '.join(map(_text, mapping.sheets))}]"
    yield f"header = {mapping.header}"
    yield f"header_rows = {mapping.header_rows}"
    yield f"commune = {_text(mapping.commune)}"
    for one in mapping.columns:
        yield ""
        yield "[[column]]"
        yield f"letter = {_text(one.letter)}"
        yield f"title = {_text(one.title)}"
        yield f"field = {_text(one.field)}"
        if one.encoding:
            yield f"encoding = {_text(one.encoding)}"
    for title, names in (
        ("always", mapping.always),
        ("communes", mapping.communes),
        ("villages", mapping.villages),
    ):
        if names:
            yield ""
            yield f"[{title}]"
            yield from (f"{_text(name)} = {_text(code)}" for name, code in sorted(names.items()))


def from_toml(text: str) -> ListMapping:
    """Read a mapping. Raises `ValueError` that says what was found and what is accepted."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(str(error)) from error
    columns = found.get("column", [])
    if not isinstance(columns, list) or not all(isinstance(one, dict) for one in columns):
        raise ValueError("column: accepted is a list of tables [[column]]")
    sheets = _kept(found, "sheets", list, [])
    if not all(isinstance(name, str) for name in sheets):
        raise ValueError("sheets: accepted is a list of names")
    rows = _kept(found, "rows", str, "")
    if rows not in {one.value for one in RowsAre}:
        raise ValueError(f"rows: found {rows!r}, accepted is one of {', '.join(RowsAre)}")
    return ListMapping(
        tuple(sheets),
        _positive(found, "header"),
        _positive(found, "header_rows"),
        RowsAre(rows),
        tuple(_column(one) for one in columns),
        _kept(found, "commune", str, ""),
        _codes(found, "always"),
        _codes(found, "communes"),
        _codes(found, "villages"),
    )


def _codes(table: dict[str, object], name: str) -> dict[str, str]:
    found: dict[str, object] = _kept(table, name, dict, {})
    if not all(isinstance(code, str) for code in found.values()):
        raise ValueError(f"{name}: accepted are names with a text each")
    return {place: str(code) for place, code in found.items()}


def _column(table: dict[str, object]) -> Column:
    parts = {name: _kept(table, name, str, "") for name in ("letter", "title", "field", "encoding")}
    return Column(place_of(parts["letter"]), parts["title"], parts["field"], parts["encoding"])


def _positive(table: dict[str, object], name: str) -> int:
    number = _kept(table, name, int, 1)
    if number < 1:
        raise ValueError(f"{name}: found {number}, accepted is a number from 1")
    return number


def _kept(table: dict[str, object], name: str, shape: type[T], otherwise: T) -> T:
    value = table.get(name, otherwise)
    if not isinstance(value, shape) or isinstance(value, bool):
        raise ValueError(f"{name}: found {value!r}, accepted is a {shape.__name__}")
    return value


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
