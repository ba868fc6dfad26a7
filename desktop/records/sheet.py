"""A form laid out for the rules: ages on the reference date, typed facts, and what is not asked of whom.

Laid out once per change and shared by classes, checks and screens; members that did not change are reused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from desktop.editions.expression import Expression, Facts
from desktop.editions.load import AGE, BORN, COUNT
from desktop.editions.model import Roles, Scope
from desktop.editions.route import skipped
from desktop.editions.rules import Edition, Shape
from desktop.editions.values import Missing, Value
from desktop.records import card_route
from desktop.records.model import Answers, Form, Member, member_path

LAST_DAY = "-12-31"  # of a birth year without a date: editions, "Age"
FIRST_DAY = "-01-01"
OF_BIRTH = frozenset({AGE, BORN})  # known from the date of birth
OVER_MEMBERS = (Shape.SOME_MEMBER, Shape.SHARE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one rule over members says of one member, the answers it read, and those it still asks."""

    truth: bool | None
    because: Mapping[str, Value]
    ask: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """One counted member."""

    member: Member
    age: int | None
    skipped: frozenset[str]
    says: Mapping[str, Said]  # rule over members -> what it says of this one

    def path(self, question: str) -> str:
        """Where this member's answer to `question` stands."""
        return member_path(self.member.uid, question)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as the rules see it on the date `on` (YYYY-MM-DD)."""

    edition: Edition
    form: Form
    on: str
    day: str  # which day of the year stands for a birth year without a date
    facts: Facts
    skipped: frozenset[str]
    people: tuple[Person, ...]
    brief: bool = False  # which rules hold, not by which answers nor what to ask: what lists and tables need

    def asks(self, question: str) -> bool:
        """Is the household's answer missing although the question is asked?"""
        return question not in self.skipped and is_missing(self.form.household.get(question))


def lay_out(
    edition: Edition,
    form: Form,
    on: str,
    *,
    day: str = LAST_DAY,
    before: Sheet | None = None,
    brief: bool = False,
) -> Sheet:
    """Lay a form out; `before` is an earlier sheet whose unchanged members are taken over."""
    same = before is not None and (before.day, before.brief) == (day, brief)
    known = {id(person.member): person for person in before.people} if before and same else {}
    people = tuple(
        known.get(id(member)) or _person(edition, member, on, day, brief=brief) for member in form.members
    )
    values = dict(form.household)
    if people:
        values[COUNT] = len(people)
    facts = edition.household.facts(values)
    not_here = skipped(edition, Scope.HOUSEHOLD, facts) | card_route.not_asked(edition, form.household)
    return Sheet(edition, form, on, day, facts, not_here, people, brief)


def _person(edition: Edition, member: Member, on: str, day: str, *, brief: bool) -> Person:
    age = age_on(edition.roles, member.answers, on, day)
    values = dict(member.answers)
    if age is not None:
        values |= _of_birth(edition.roles, member.answers, age, day)
    facts = edition.member.facts(values)
    not_asked = skipped(edition, Scope.MEMBER, facts)
    rules = (*edition.deprivations, *edition.flags, *edition.counts)
    says = {
        rule.id: _said(edition.roles, member, age, rule.conditions[0], facts, not_asked, brief=brief)
        for rule in rules
        if rule.shape in OVER_MEMBERS
    }
    return Person(member, age, not_asked, says)


def of_birth(sheet: Sheet, person: Person) -> dict[str, Value]:
    """The numbers that rules over members know besides the answers: none while the age is not known."""
    age, answers = person.age, person.member.answers
    return {} if age is None else _of_birth(sheet.edition.roles, answers, age, sheet.day)


def _of_birth(roles: Roles, answers: Answers, age: int, day: str) -> dict[str, Value]:
    birth = born(roles, answers, day) or ""
    return {AGE: age, BORN: int(birth[:4])} if birth else {AGE: age}


def _said(
    roles: Roles,
    member: Member,
    age: int | None,
    condition: Expression,
    facts: Facts,
    not_asked: frozenset[str],
    *,
    brief: bool,
) -> Said:
    answers, truth = member.answers, condition.truth(facts)
    if brief:
        return _PLAINLY[truth]
    missing = _asked_by(condition.reads).difference(facts.known, not_asked)
    if age is None and not OF_BIRTH.isdisjoint(condition.reads):
        missing |= {roles.birth_date}
    behind = _behind(condition.reads, roles.birth_date, roles.birth_year)
    because = {
        member_path(member.uid, name): answers[name]
        for name in behind
        if name in answers and name not in not_asked
    }
    return Said(truth, because, frozenset(member_path(member.uid, name) for name in missing))


_PLAINLY = {truth: Said(truth, {}, frozenset()) for truth in (True, False, None)}  # most, in brief


@cache
def _asked_by(reads: frozenset[str]) -> frozenset[str]:
    """The questions among the names of a condition."""
    return reads - OF_BIRTH


@cache
def _behind(reads: frozenset[str], birth_date: str, birth_year: str) -> tuple[str, ...]:
    """The questions behind the names of a condition, in order: an age is read off a birth date or year."""
    return tuple(sorted(reads if OF_BIRTH.isdisjoint(reads) else reads | {birth_date, birth_year}))


def is_missing(value: Value | None) -> bool:
    """Is there no answer, or only the reason why there is none?"""
    return value is None or isinstance(value, Missing)


def born(roles: Roles, answers: Answers, day: str) -> str | None:
    """The birth date as far as it is known, YYYY-MM-DD."""
    exact = answers.get(roles.birth_date)
    if isinstance(exact, str):
        return exact
    year = answers.get(roles.birth_year)
    return f"{year:04d}{day}" if isinstance(year, int) else None


def age_on(roles: Roles, answers: Answers, on: str, day: str = LAST_DAY) -> int | None:
    """Completed years on the date `on`; None when not known, or born later (a problem says so)."""
    birth = born(roles, answers, day)
    if birth is None:
        return None
    years = int(on[:4]) - int(birth[:4]) - (on[5:] < birth[5:])
    if years < 0 and birth.endswith(day) and birth[:4] == on[:4]:
        return 0  # only the year is known, and it is this year
    return years if years >= 0 else None


def year_only(roles: Roles, member: Member) -> bool:
    """Is only the birth year known?"""
    answers = member.answers
    return isinstance(answers.get(roles.birth_year), int) and not isinstance(
        answers.get(roles.birth_date), str
    )


def not_asked(sheet: Sheet) -> frozenset[str]:
    """The paths of questions that are not asked of this household or of one of its members."""
    return sheet.skipped | {person.path(question) for person in sheet.people for question in person.skipped}


def unanswered(sheet: Sheet) -> tuple[str, ...]:
    """Paths of required questions that have neither an answer nor a reason, in the order of the form."""
    paths: list[str] = []
    for question in sheet.edition.questions.values():
        if not question.required:
            continue
        if question.scope is Scope.HOUSEHOLD:
            if question.id not in sheet.skipped and question.id not in sheet.form.household:
                paths.append(question.id)
            continue
        paths.extend(
            person.path(question.id)
            for person in sheet.people
            if question.id not in person.skipped and not _has(sheet.edition.roles, person.member, question.id)
        )
    return tuple(paths)


def _has(roles: Roles, member: Member, question: str) -> bool:
    if question == roles.birth_date and roles.birth_year in member.answers:
        return True
    return question in member.answers
