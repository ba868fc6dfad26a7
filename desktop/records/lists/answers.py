"""What one cell answers, or why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.editions.answers import parse
from desktop.editions.model import Kind, Question
from desktop.editions.values import Unreadable, Value
from desktop.records.lists.cleaning import Cell, day_of, letters_of, text_of, whole_number, year_in
from desktop.records.lists.fields import Field, ListWords

_NUMBERS = frozenset({Kind.INTEGER, Kind.MONEY, Kind.YEAR, Kind.MEASURE})
TWO_DIGIT_YEAR = "two_digit_year"
NOT_A_MARK = "not_a_mark"
SHORTENED = "shortened_number"  # digits that begin with a zero lose it where Excel takes them for a number
_SHORT_DAY = "/.-"
_LOST_ZERO = frozenset({8, 11})


@dataclass(frozen=True, slots=True)
class Said:
    """The answers of one cell, question -> value. Empty where the cell says nothing."""

    values: Mapping[str, Value]


def read_cell(words: ListWords, one: Field, cell: Cell) -> Said | Unreadable:
    """What a cell under this field says; an empty cell says nothing."""
    text = text_of(cell)
    question = words.edition.vocabulary[one.question]
    if not text:
        return Said({})
    if one.code:
        return _mark(words, question, one.code, text)
    roles = words.edition.roles
    if one.question in (roles.birth_date, roles.birth_year):
        said = _born(words, cell)
    else:
        read = _read(words, question, cell, text)
        said = read if isinstance(read, Unreadable) else Said({one.question: read})
    if isinstance(said, Unreadable):
        return said
    return Said({**said.values, **one.also})


def _mark(words: ListWords, question: Question, code: str, text: str) -> Said | Unreadable:
    marked = words.marks.get(text.casefold())
    if marked is None:
        return Unreadable(NOT_A_MARK, text, ("x",))
    if not marked:
        return Said({})
    return Said({question.id: (code,) if question.kind is Kind.CODES else code})


def _born(words: ListWords, cell: Cell) -> Said | Unreadable:
    """A full day is the date of birth, a year alone the year: whichever column it stands in."""
    roles = words.edition.roles
    text = day_of(cell)
    if year := year_in(text):
        return Said({roles.birth_year: int(year)})
    read = _day(words.edition.vocabulary[roles.birth_date], text)
    return read if isinstance(read, Unreadable) else Said({roles.birth_date: read})


def _day(question: Question, text: str) -> Value | Unreadable:
    parts = text.translate(str.maketrans(_SHORT_DAY, " " * len(_SHORT_DAY))).split()
    short = len(parts) > 1 and max(map(len, parts)) <= len("85")
    if short and all(part.isdigit() for part in parts):
        return Unreadable(TWO_DIGIT_YEAR, text, ("dd/mm/yyyy",))
    return parse(question, text)


def _read(words: ListWords, question: Question, cell: Cell, text: str) -> Value | Unreadable:
    if question.kind in (Kind.CODE, Kind.CODES):
        return _coded(words, question, text)
    if question.kind is Kind.YES_NO:
        marked = words.marks.get(text.casefold())
        return Unreadable("not_yes_no", text, ("x", "có", "không")) if marked is None else marked
    if question.kind is Kind.DATE:
        return _day(question, day_of(cell))
    if question.kind in _NUMBERS:
        return parse(question, whole_number(text))
    if question.kind is Kind.ID_NUMBER and not isinstance(cell, str) and len(text) in _LOST_ZERO:
        return Unreadable(SHORTENED, text)
    return parse(question, f"@{text}" if text.startswith("@") else text)


def _coded(words: ListWords, question: Question, text: str) -> Value | Unreadable:
    known = words.aliases[question.id]
    offered = words.edition.questions.get(question.id, question)
    whole = known.get(letters_of(text))
    if question.kind is Kind.CODE:
        return whole or _no_code(offered, text)
    parts = (
        [text]
        if whole
        else [part for part in text.replace(";", ",").replace("\n", ",").split(",") if part.strip()]
    )
    codes = {part: known.get(letters_of(part)) for part in parts}
    wrong = next((part for part, code in codes.items() if code is None), None)
    if wrong is not None:
        return _no_code(offered, wrong.strip())
    return tuple(sorted({code for code in codes.values() if code}))


def _no_code(question: Question, text: str) -> Unreadable:
    return Unreadable("no_such_code", text, tuple(option.code for option in question.options))
