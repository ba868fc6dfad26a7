"""Which rows of a list are households and persons, and which are villages, totals and signatures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.records.fold import fold
from desktop.records.lists.cleaning import Cell, text_of, words_of
from desktop.records.lists.columns import Rows
from desktop.records.lists.encodings import Encoding
from desktop.records.lists.fields import RowWords

FEW = 3  # cells of a row that is a heading or a signature
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")
_COUNTER = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3})[.)]?")
_NUMBER = re.compile(r"\d+")
_LEADING = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3})[.)/-]\s*")


class Skip(StrEnum):
    """Why a row is no data."""

    TOTAL = "total"
    SIGNATURE = "signature"
    NUMBERING = "numbering"
    HEADER = "header"  # printed again on a new page
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of data: its number in the sheet from 1, its cells converted, the village it stands under."""

    row: int
    cells: Sequence[Cell]
    village: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no data."""

    sheet: str
    row: int
    why: Skip
    text: str


Converters = Sequence[Encoding | None]  # of each column


@dataclass(frozen=True, slots=True)
class Ways:
    """How the rows of one list are told apart."""

    words: RowWords
    old: Converters
    naming: frozenset[int]  # columns that hold names
    telling: frozenset[int]  # columns that only a person's row fills
    titles: frozenset[str]  # the words of the header, folded


def sort_lines(name: str, rows: Rows, first: int, ways: Ways) -> tuple[list[Line], list[Skipped]]:
    """The lines of a sheet from row `first` (from 0), and the rows that are none."""
    lines: list[Line] = []
    skipped: list[Skipped] = []
    village, over = village_of(name, ways.words), False
    for place in range(first, len(rows)):
        cells = converted(rows[place], ways.old)
        filled = {place: text for place, cell in enumerate(cells) if (text := text_of(cell))}
        if not filled:
            continue
        why = _why(ways, filled, begun=bool(lines))
        if why is None and over and not _is_full(ways, filled):
            why = Skip.SIGNATURE
        over = why is Skip.SIGNATURE or (over and why in (Skip.TOTAL, Skip.HEADER))
        if why is None:
            lines.append(Line(place + 1, cells, village))
            continue
        if why is Skip.VILLAGE:
            village = village_of(_heading(filled), ways.words)
        skipped.append(Skipped(name, place + 1, why, " ".join(filled.values())))
    return lines, skipped


def converted(cells: Sequence[Cell], old: Converters) -> list[Cell]:
    """The cells in Unicode."""
    return [
        one.to_unicode(cell) if one and isinstance(cell, str) else cell
        for cell, one in zip(cells, [*old, *[None] * len(cells)], strict=False)
    ]


def village_of(text: str, words: RowWords) -> str:
    """The village that a heading names, as it is written there; "" where it names none."""
    bare = _LEADING.sub("", text)
    return bare if begins(bare, words.village) else ""


def begins(text: str, words: Sequence[str]) -> bool:
    """Does a text begin with one of the words? Marks count where it has any: Bàn is a name, bản a village."""
    low = f"{text.casefold()} ".replace(":", " ")
    return any(low.startswith(f"{one} ") for one in _spelled(text, words))


def _spelled(text: str, words: Sequence[str]) -> Iterator[str]:
    return (fold(one) for one in words) if text.isascii() else iter(words)


def _why(ways: Ways, filled: Mapping[int, str], *, begun: bool) -> Skip | None:
    texts = list(filled.values())
    if len(texts) >= FEW and all(words_of(text) in ways.titles for text in texts):
        return Skip.HEADER
    if not begun and len(texts) >= FEW and all(_NUMBERING.fullmatch(text) for text in texts):
        return Skip.NUMBERING
    if _is_signature(ways, filled):
        return Skip.SIGNATURE
    heading = _heading(filled)
    nobody = ways.telling.isdisjoint(filled)
    if begins(heading, ways.words.total) and (nobody or not heading.isascii()):
        return Skip.TOTAL
    if not nobody:
        return None
    return Skip.VILLAGE if len(texts) <= FEW and village_of(heading, ways.words) else None


def _heading(filled: Mapping[int, str]) -> str:
    """The words of a row without its counter, and without the numbers behind them."""
    texts = list(filled.values())
    words = texts[1:] if len(texts) > 1 and _COUNTER.fullmatch(texts[0]) else texts
    return " ".join(dict.fromkeys(word for word in words if not word.isdigit()))


def _is_signature(ways: Ways, filled: Mapping[int, str]) -> bool:
    """A short row that names who signs, or the day; not one where a person has such a remark."""
    if len(filled) > FEW or any(_NUMBER.fullmatch(text) for text in filled.values()):
        return False
    named = [text for place, text in filled.items() if place in ways.naming]
    return all(_signs(text, ways.words) for text in named or filled.values()) and any(
        _signs(text, ways.words) for text in filled.values()
    )


def _is_full(ways: Ways, filled: Mapping[int, str]) -> bool:
    """Surely a person, even behind a signature: another part of the list begins."""
    return len(filled) > FEW and not ways.telling.isdisjoint(filled) and not ways.naming.isdisjoint(filled)


def _signs(text: str, words: RowWords) -> bool:
    low = f" {text.casefold()} "
    if any(one in low for one in _spelled(text, words.signature)):
        return True
    return all(f"{one} " in low for one in _spelled(text, words.dated))
