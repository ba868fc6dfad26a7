"""A household in brief: what it takes to see that it, or one of its people, stands in the files twice."""

from dataclasses import dataclass

from desktop.editions.model import Roles
from desktop.records.model import Form, FormKey, Member, household_uid

YEAR = slice(0, 4)  # of a birth, YYYY-MM-DD or YYYY


@dataclass(frozen=True, slots=True)
class Person:
    """One who lives there; `born` is a day, a year, or "" where neither is known."""

    uid: str
    name: str
    born: str
    id_number: str


@dataclass(frozen=True, slots=True)
class Household:
    """One household that is counted."""

    key: FormKey
    code: str
    village: str
    head: str
    people: tuple[Person, ...]

    @property
    def uid(self) -> str:
        """The household in every round."""
        return household_uid(self.key)

    @property
    def title(self) -> str:
        """Head and code."""
        return f"{self.head} ({self.code})" if self.code and self.head else self.head or self.code or "—"


def brief(roles: Roles, form: Form, head: str) -> Household:
    """The household of a form; `head` is what it is called."""
    people = tuple(_person(roles, member) for member in form.members)
    answers = form.household
    return Household(
        form.key, _text(answers.get(roles.code)), _text(answers.get(roles.village)), head, people
    )


def _person(roles: Roles, member: Member) -> Person:
    answers = member.answers
    day, year = answers.get(roles.birth_date), answers.get(roles.birth_year)
    born = _text(day) or (str(year) if isinstance(year, int) else "")
    return Person(
        member.uid, _text(answers.get(roles.member_name)), born, _text(answers.get(roles.id_number))
    )


def _text(value: object) -> str:
    return value if type(value) is str else ""
