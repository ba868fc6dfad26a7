"""Answers to try a condition on: every boundary it names, every code, and each answer left out in turn."""

import re
from collections.abc import Iterable, Iterator, Mapping
from math import prod

from desktop.editions.expression import Expression
from desktop.editions.load import AGE, B2, BORN, COUNT
from desktop.editions.model import Kind, Question
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value

MOST = 4_000  # tries of one condition
STRIDE = 7_919  # a prime: steps through what is too much to try whole
EVER = (0, 1, 2, 3, 1_000, 10**9)
TEXTS = ("", "Nông Văn Thử", "0", "01906-01", "1926-02-28", "2000-02-29", "2026-10-01", "x" * 300)
SIZES = (1, 2, 3, 12)  # of a household
OLDEST = 120
FIRST_YEAR, LAST_YEAR = 1900, 2100
LARGEST = 10**15
_WHOLE = re.compile(r"\b\d+\b")
_TEXT = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBERS = (Kind.INTEGER, Kind.MONEY, Kind.MEASURE, Kind.YEAR)

Answers = Mapping[str, Value]


def worlds(edition: Edition, condition: Expression) -> Iterator[Answers]:
    """Answers for the names that a condition reads; all of them where that is not too many."""
    names = sorted(condition.reads)
    choices = [[*_choices(edition, name, condition.text), Missing.UNKNOWN] for name in names]
    yield {}
    for number in _some(prod(map(len, choices))):
        yield dict(_pick(names, choices, number))


def class_values(edition: Edition) -> list[int]:
    """Values of the income side on and beside every line."""
    lines = {
        line for basis in edition.bases.values() for area in basis.line for line in basis.lines(area).values()
    }
    return sorted({line + step for line in lines for step in (-1, 0, 1)})


def class_points(edition: Edition) -> list[int]:
    """Every B2 that a household can have."""
    return [edition.points_each * n for n in range(len(edition.deprivations) + 1)]


def codes(question: Question) -> list[Value]:
    """What can be chosen."""
    return [option.code for option in question.options]


def _pick(names: list[str], choices: list[list[Value]], number: int) -> Iterator[tuple[str, Value]]:
    for name, options in zip(names, choices, strict=True):
        number, place = divmod(number, len(options))
        if options[place] is not Missing.UNKNOWN:
            yield name, options[place]


def _some(total: int) -> Iterable[int]:
    return range(total) if total <= MOST else (n * STRIDE % total for n in range(MOST))


def _choices(edition: Edition, name: str, text: str) -> list[Value]:
    question = edition.questions.get(name)
    if question is None:
        return _of_the_rules(edition, name, text)
    if question.kind is Kind.YES_NO:
        return [True, False]
    if question.kind is Kind.CODE:
        return codes(question)
    if question.kind is Kind.CODES:
        each = codes(question)
        return [(), *((str(code),) for code in each), tuple(sorted(map(str, each)))]
    if question.kind in _NUMBERS:
        return list(_around(text))
    return [*TEXTS, *(one or other for one, other in _TEXT.findall(text))]


def _of_the_rules(edition: Edition, name: str, text: str) -> list[Value]:
    """Values of the names that are no question."""
    if name == AGE:
        return [age for age in _around(text) if 0 <= age <= OLDEST]
    if name == BORN:
        return [year for year in _around(text) if FIRST_YEAR <= year <= LAST_YEAR]
    if name == COUNT:
        return list(SIZES)
    return list(class_points(edition) if name == B2 else class_values(edition))


def _around(text: str) -> list[int]:
    """The numbers that a condition names, one less, one more and below zero; and a few in any case."""
    named = {int(number) for number in _WHOLE.findall(text)}
    near = {number + step for number in named for step in (-1, 0, 1)} | {-number for number in named}
    return sorted(number for number in near | set(EVER) if abs(number) < LARGEST)
