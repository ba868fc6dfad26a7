"""Where a household stands on its two scales, and where its class would change: read off the rules."""

from dataclasses import dataclass
from itertools import pairwise

from desktop.editions.load import B2, VALUE
from desktop.editions.rules import LINE, UPPER_LINE, Basis, Edition
from desktop.editions.values import Value
from desktop.records.model import Result
from desktop.records.sheet import Sheet
from desktop.records.worth import worth


@dataclass(frozen=True, slots=True)
class Scale:
    """A number between 0 and `top`, and the values of the lines that part the classes."""

    value: int | None
    possible: int | None  # the most it can become when what is missing is answered
    top: int
    lines: tuple[int, ...]
    basis: str = ""


def income_scale(sheet: Sheet, result: Result) -> Scale | None:
    """The income side on the basis that counts; None while the basis is not known."""
    basis = sheet.edition.bases.get(result.distance.basis)
    if basis is None:
        return None
    number = worth(sheet, basis).number
    area = sheet.form.household.get(sheet.edition.roles.area)
    lines = _lines(basis, area) if isinstance(area, str) else ()
    highest = max(basis.all_lines(), default=0)
    top = max(highest + highest // 3, number or 0, 1)
    return Scale(number, number, top, lines, basis.id)


def deprivation_scale(sheet: Sheet, result: Result) -> Scale:
    """B2, with the number of points from which a household under the income line is in another class."""
    edition = sheet.edition
    top = edition.points_each * len(edition.deprivations)
    basis = edition.bases.get(result.distance.basis) or next(iter(edition.bases.values()))
    area = sheet.form.household.get(edition.roles.area)
    named = area if isinstance(area, str) and area in basis.line else next(iter(basis.line), "")
    turns = turning_points(edition, basis, named) if named else ()
    return Scale(result.b2, result.b2_max, top, turns, basis.id)


def turning_points(edition: Edition, basis: Basis, area: str) -> tuple[int, ...]:
    """The B2 points at which the class of a household just at the income line changes."""
    lines = basis.lines(area)
    rules = [rule for rule in edition.classes if rule.basis == basis.id]
    last = edition.points_each * len(edition.deprivations)
    classes = []
    for points in range(0, last + 1, edition.points_each):
        answers: dict[str, Value] = {
            edition.roles.area: area,
            **lines,
            VALUE: lines.get(UPPER_LINE, lines[LINE]),
            B2: points,
        }
        facts = edition.classing.facts(answers)
        classes.append((points, next((rule.id for rule in rules if rule.when.truth(facts)), "")))
    return tuple(points for (_, one), (points, other) in pairwise(classes) if one != other)


def _lines(basis: Basis, area: str) -> tuple[int, ...]:
    return tuple(basis.lines(area).values())
