"""Answers that hang together: the first case of a question that holds draws its answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.editions.datafiles import broken
from desktop.editions.model import Kind, Question, Scope
from desktop.editions.rules import Edition
from desktop.editions.values import MEASURE_UNIT, Value
from desktop.practice.dice import Dice, Odds
from desktop.practice.plan import Case, Plan, Someone

HUNDRED = 100
Make = Callable[[], str]  # a name, a phone, an ID number for the one who answers
Given = dict[str, Value]


@dataclass(slots=True)
class Asked:
    """Whom a question is put to: a member, or the household with all its members."""

    aim: str
    area: str
    on: date  # the reference date
    given: Given  # grows with every answer
    makes: dict[str, Make]
    age: int | None = None
    members: Sequence["Asked"] = ()
    slots: dict[str, str] = field(default_factory=dict)


Draw = Callable[[Dice, Asked], Value]
Ready = tuple[Case, Draw]


class Answers:
    """The answers of a plan, ready to be drawn."""

    def __init__(self, plan: Plan, edition: Edition) -> None:
        self._edition = edition
        self._cases: dict[tuple[Scope, str], list[tuple[str, list[Ready]]]] = {}
        for answer in plan.answer:
            question = edition.questions.get(answer.question)
            if question is None:
                asked = ", ".join(edition.questions)
                raise broken(f"{edition.id}.toml", "answer", f"the question “{answer.question}”", asked)
            ready = [(case, self._draw(question, case)) for case in answer.case]
            for aim in plan.aim:
                fitting = [one for one in ready if not one[0].aim or aim.names() & set(one[0].aim)]
                self._cases.setdefault((question.scope, aim.code), []).append((question.id, fitting))

    def draw(self, dice: Dice, scope: Scope, asked: Asked) -> None:
        """Add the answers of one scope to `asked.given`."""
        for question, cases in self._cases[scope, asked.aim]:
            for case, draw in cases:
                if _holds(case, asked):
                    if case.chance == HUNDRED or dice.happens(case.chance):
                        asked.given[question] = draw(dice, asked)
                    break

    def _draw(self, question: Question, case: Case) -> Draw:
        codes = [*case.odds, *case.each, *case.pick]
        known = [option.code for option in question.options]
        if unknown := [code for code in codes if code not in known]:
            where = f"answer {question.id}"
            raise broken(f"{self._edition.id}.toml", where, f"the code “{unknown[0]}”", ", ".join(known))
        for kind, maker in MAKERS.items():
            if getattr(case, kind) not in (None, "", (), {}):
                return maker(case, question, self._edition)
        accepted = f"one of {', '.join(MAKERS)}"
        raise broken(
            f"{self._edition.id}.toml", f"answer {question.id}", "a case that gives nothing", accepted
        )


def _holds(case: Case, asked: Asked) -> bool:
    """Do its conditions hold? Its aim is looked at once for all, when the answers are made ready."""
    if case.age and not (asked.age is not None and case.age[0] <= asked.age <= case.age[1]):
        return False
    if case.given and not _gave(case.given, asked.given):
        return False
    if case.somebody and not any(_is(case.somebody, member) for member in asked.members):
        return False
    return not (case.nobody and any(_is(case.nobody, member) for member in asked.members))


def _is(someone: Someone, member: Asked) -> bool:
    fits = member.age is not None and someone.age[0] <= member.age <= someone.age[1]
    return fits and _gave(someone.given, member.given)


def _gave(wanted: dict[str, tuple[bool | str, ...]], given: Given) -> bool:
    for question, accepted in wanted.items():
        value = given.get(question)
        if not any(one in accepted for one in (value if isinstance(value, tuple) else (value,))):
            return False
    return True


def _odds(case: Case, *_: object) -> Draw:
    odds = Odds(case.odds.items())
    return lambda dice, _: odds.draw(dice)


def _yes(case: Case, *_: object) -> Draw:
    of_hundred = case.yes or 0
    return lambda dice, _: dice.happens(of_hundred)


def _each(case: Case, *_: object) -> Draw:
    codes = sorted(case.each.items())
    return lambda dice, _: tuple([code for code, chance in codes if dice.happens(chance)])


def _pick(case: Case, *_: object) -> Draw:
    odds, many = Odds(case.pick.items()), Odds(case.how_many.items())
    return lambda dice, _: tuple(sorted(odds.draw_some(dice, int(many.draw(dice)))))


def _ranges(case: Case, question: Question, edition: Edition) -> Draw:
    """A number of a range, in whole steps and never below `low`; a measure is kept in hundredths."""
    unit = MEASURE_UNIT if question.kind is Kind.MEASURE else 1
    step = int(case.step * unit)
    odds = Odds(((round(low * unit), round(high * unit)), weight) for low, high, weight in case.ranges)
    line = next((basis.line for basis in edition.bases.values() if basis.value == question.id), {})

    def draw(dice: Dice, asked: Asked) -> Value:
        low, high = odds.draw(dice)
        times = len(asked.members) if case.per_member else 1
        if case.of_line:
            return dice.between(low * 100, high * 100) * line[asked.area] // 10_000 // step * step
        return dice.between(low * times, high * times) // step * step

    return draw


def _days_ago(case: Case, *_: object) -> Draw:
    first, last = case.days_ago or (0, 0)
    return lambda dice, asked: (asked.on - timedelta(dice.between(first, last))).isoformat()


def _years_ahead(case: Case, *_: object) -> Draw:
    first, last = case.years_ahead or (0, 0)
    return lambda dice, asked: asked.on.year + dice.between(first, last)


def _text(case: Case, *_: object) -> Draw:
    return lambda _, asked: case.text.format(**asked.slots)


def _make(case: Case, *_: object) -> Draw:
    return lambda _, asked: asked.makes[case.make]()


MAKERS: dict[str, Callable[[Case, Question, Edition], Draw]] = {
    "odds": _odds,
    "yes": _yes,
    "each": _each,
    "pick": _pick,
    "ranges": _ranges,
    "days_ago": _days_ago,
    "years_ahead": _years_ahead,
    "text": _text,
    "make": _make,
}
