"""What is odd across households: listed for a person to look at, never blocking."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.editions.model import Roles
from desktop.editions.values import Value
from desktop.records.model import DELETED, Answers, Form, FormKey, household_uid, member_path


class FindingCode(StrEnum):
    """The kinds of findings."""

    NO_HEAD = "no_head"
    TWO_HEADS = "two_heads"
    ID_TWICE = "id_in_two_households"
    MEMBER_TWICE = "member_in_two_households"
    IMPOSSIBLE_DATE = "impossible_date"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One odd thing and every place it shows: form key and path ("" = the household)."""

    code: FindingCode
    places: tuple[tuple[FormKey, str], ...]  # sorted


Place = tuple[FormKey, str]


class _Places:
    """Where numbers and uids stand; most stand in one place, so only that is kept of them."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Place] = {}  # (round, number or uid) -> form, uid of the member
        self._more: dict[tuple[str, str], set[Place]] = defaultdict(set)

    def add(self, what: tuple[str, str], place: Place) -> None:
        """Here it stands too."""
        first = self._first.setdefault(what, place)
        if first is not place:
            self._more[what] |= {first, place}

    def shared(self, code: FindingCode, question: str) -> Iterator[Finding]:
        """What stands in several households, by the path of `question`."""
        for where in self._more.values():
            if len({household_uid(key) for key, _ in where}) > 1:
                yield Finding(code, tuple(sorted((key, member_path(uid, question)) for key, uid in where)))


def findings(
    forms: Iterable[Form], roles: Roles, on: str, dates: AbstractSet[str] = frozenset()
) -> tuple[Finding, ...]:
    """All findings of live forms, in an order that does not depend on theirs.

    `on` (YYYY-MM-DD) is the review date, `dates` names questions besides the birth date that hold a day.
    Households are compared within one round only: a person may have moved since the last.
    """
    found: list[Finding] = []
    numbers, uids = _Places(), _Places()
    for form in forms:
        if DELETED in form.household:
            continue
        found.extend(_of_one(form, roles, on, dates))
        round_key = form.key.partition("@")[2]
        for member in form.members:
            place = form.key, member.uid
            uids.add((round_key, member.uid), place)
            number = member.answers.get(roles.id_number)
            if isinstance(number, str):
                numbers.add((round_key, number), place)
    found.extend(numbers.shared(FindingCode.ID_TWICE, roles.id_number))
    found.extend(uids.shared(FindingCode.MEMBER_TWICE, ""))
    return tuple(sorted(found))


def _of_one(form: Form, roles: Roles, on: str, dates: AbstractSet[str]) -> Iterator[Finding]:
    heads = [
        member_path(member.uid, roles.relation)
        for member in form.members
        if member.answers.get(roles.relation) == roles.head
    ]
    if not heads:
        yield Finding(FindingCode.NO_HEAD, ((form.key, ""),))
    if len(heads) > 1:
        yield Finding(FindingCode.TWO_HEADS, tuple((form.key, path) for path in sorted(heads)))
    for path in _impossible(form, roles, on, dates):
        yield Finding(FindingCode.IMPOSSIBLE_DATE, ((form.key, path),))


def _impossible(form: Form, roles: Roles, on: str, dates: AbstractSet[str]) -> Iterator[str]:
    yield from _no_days(form.household, dates)
    for member in form.members:
        answers, born = member.answers, member.answers.get(roles.birth_date)
        odd = set(_no_days(answers, dates | {roles.birth_date}))
        if isinstance(born, str) and born > on:
            odd.add(roles.birth_date)
        year = answers.get(roles.birth_year)
        if isinstance(year, int) and year > int(on[:4]):
            odd.add(roles.birth_year)
        yield from (member_path(member.uid, question) for question in sorted(odd))


def _no_days(answers: Answers, dates: AbstractSet[str]) -> Iterator[str]:
    """Answers that should be a day of the calendar and are none."""
    return (question for question in sorted(dates) if _is_no_day(answers.get(question)))


def _is_no_day(value: Value | None) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() != value
    except ValueError:
        return True
