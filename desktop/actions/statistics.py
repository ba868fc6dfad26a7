"""Households for statistics programs: a row each of what the tables count, in numbers with Vietnamese words.

No name, ID number, phone, address or free text is among them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desktop import paths
from desktop.actions import audit, movement
from desktop.actions.context import Workspace
from desktop.editions.datafiles import read
from desktop.editions.model import Option
from desktop.editions.rules import Edition
from desktop.records.movement import Move
from desktop.records.rows import CAUSES
from desktop.report import statfiles
from desktop.report.statfiles import Variable
from desktop.store import extracted, files

NAME, LANGUAGE = "statistics.toml", "vi"
TABLE, TEXT, LIVE = "result", "TEXT", "live"
LISTS = {"movement_poor": "poor", "movement_near_poor": "near_poor"}
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The file of words."""

    left_out: tuple[str, ...]
    identify: tuple[str, ...]
    label: dict[str, str]
    yes_no: dict[str, str]


def write(ws: Workspace, to: Path, *, de_identify: bool) -> int:
    """Write every household that counts in the open round to `to`, a .sav or .dta; returns how many.

    Raises `RasoatError("no_extra", …)`.
    """
    kinds = extracted.columns(ws.store, TABLE)
    gone = {*said().left_out, *(said().identify if de_identify else ())}
    wanted = [name for name in kinds if name not in gone]
    with ws.store.snapshot():
        rows = _live(extracted.rows(ws.store, TABLE, (*wanted, LIVE), (ws.round.key,)))
    coded = _codes(ws.edition)
    kept = [(n, name) for n, name in enumerate(wanted) if any(row[n] not in (None, "") for row in rows)]
    variables = [_variable(ws.edition, name, kinds[name], coded) for _, name in kept]
    columns = [_column(rows, n, coded.get(name)) for n, name in kept]
    title = f"{ws.home.full_name}, {ws.edition.title[LANGUAGE]}, {ws.round.year}"
    with files.replacing(to) as out:
        statfiles.write(out, to.suffix, title, variables, columns)
    audit.note(ws, audit.EXPORT, counts={"households": len(rows)})
    return len(rows)


@cache
def said() -> Said:
    """The words that no edition has."""
    return read(NAME, (paths.resources() / NAME).read_bytes(), Said)


def _live(found: Iterator[Row]) -> list[Row]:
    return sorted((row for row in found if row[-1]), key=lambda row: tuple(map(str, row)))


def _column(rows: Sequence[Row], place: int, codes: Mapping[str, int] | None) -> list[object]:
    values = [row[place] for row in rows]
    return values if codes is None else [codes.get(value) for value in values]


def _variable(edition: Edition, name: str, kind: str, coded: Mapping[str, Mapping[str, int]]) -> Variable:
    if name in coded:
        words = {number: _words(edition, name)[code] for code, number in coded[name].items()}
        return Variable(name, _label(edition, name), words=words)
    bits = {int(number): word for number, word in said().yes_no.items()}
    is_bit = name in _bits(edition)
    return Variable(name, _label(edition, name), is_text=kind == TEXT, words=bits if is_bit else None)


def _label(edition: Edition, name: str) -> str:
    return said().label.get(name) or _labels(edition)[name]


def _labels(edition: Edition) -> dict[str, str]:
    """Of what the edition has words for."""
    named = {rule.id: rule.label[LANGUAGE] for rule in (*edition.flags, *edition.counts)}
    named |= {f"d{n}": rule.label[LANGUAGE] for n, rule in enumerate(edition.deprivations, start=1)}
    options = edition.vocabulary[edition.roles.causes].options[:CAUSES]
    return named | {f"k{n}": option.label[LANGUAGE] for n, option in enumerate(options, start=1)}


def _bits(edition: Edition) -> set[str]:
    counts = {rule.id for rule in edition.counts}
    return {"provisional", "illustrative", "errors", *(_labels(edition).keys() - counts)}


def _codes(edition: Edition) -> dict[str, dict[str, int]]:
    """The columns whose codes become numbers: the code itself where it is one, else its place."""
    return {name: _numbered(list(_words(edition, name))) for name in _WORDED}


def _numbered(codes: Sequence[str]) -> dict[str, int]:
    if all(code.isdigit() for code in codes):
        return {code: int(code) for code in codes}
    return {code: n for n, code in enumerate(codes, start=1)}


def _words(edition: Edition, name: str) -> dict[str, str]:
    if name in LISTS:
        return {move.value: movement.words_of(f"{LISTS[name]}/{move.value}", LANGUAGE) for move in Move}
    if name == "class":
        return {code: words.label[LANGUAGE] for code, words in edition.class_words.items()}
    roles = edition.roles
    question = roles.ethnicity if name == "head_ethnicity" else roles.area
    return _of_options(edition.vocabulary[question].options)


def _of_options(options: Sequence[Option]) -> dict[str, str]:
    return {option.code: option.label[LANGUAGE] for option in options}


_WORDED = (*LISTS, "class", "head_ethnicity", "area")
