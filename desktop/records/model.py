"""Forms, problems and results: what every screen, command and table speaks of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NewType

from desktop.editions.model import Source
from desktop.editions.values import Value

FormKey = NewType("FormKey", str)  # "<household uid>@<round key>"
Answers = Mapping[str, Value]  # question id -> value; not answered = absent

MEMBERS = "members/"  # members/<uid>/<question id>
REMOVED = "removed"  # members/<uid>/removed = why a member is no longer counted, one of REMOVALS
REMOVALS = ("died", "moved", "split", "error", "other")
ARRIVED = "arrived"  # members/<uid>/arrived = how a member came since the last round, one of ARRIVALS
ARRIVALS = ("born", "moved", "joined", "returned", "other")
DELETED = "deleted"  # why a whole record is no longer counted
POSITION = "position"  # members/<uid>/position: the row on paper
WHY = "/why"  # behind the path of a decision: its reason
OVERRIDE = "override/"  # override/<deprivation> = true | false, override/<deprivation>/why = a text


def form_key(uid: str, round_key: str) -> FormKey:
    """The key of a household's form in one round."""
    return FormKey(f"{uid}@{round_key}")


def household_uid(key: FormKey) -> str:
    """Whose form it is."""
    return key.split("@", 1)[0]


def member_path(uid: str, question: str) -> str:
    """Where a member's answer stands."""
    return f"{MEMBERS}{uid}/{question}"


def split_path(path: str) -> tuple[str | None, str]:
    """`members/<uid>/name` -> (uid, "name"); `area` -> (None, "area")."""
    if path.startswith(MEMBERS):
        uid, _, question = path[len(MEMBERS) :].partition("/")
        return uid, question
    return None, path


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household; the uid is minted once and never used again."""

    uid: str
    answers: Answers

    @property
    def position(self) -> int:
        """The row on paper; those without one come last."""
        place = self.answers.get(POSITION)
        return place if isinstance(place, int) else 1_000_000

    @property
    def is_removed(self) -> bool:
        """Has this person left the household?"""
        return REMOVED in self.answers


@dataclass(frozen=True, slots=True)
class Form:
    """One household in one round. `everyone` is in paper order and holds removed members too."""

    key: FormKey
    household: Answers = field(default_factory=dict)
    everyone: tuple[Member, ...] = ()

    @classmethod
    def from_body(cls, key: FormKey, body: Mapping[str, Value]) -> "Form":
        """Lay the flat paths of a merged body out."""
        household: dict[str, Value] = {}
        people: dict[str, dict[str, Value]] = {}
        for path, value in body.items():
            if path.startswith(MEMBERS):
                uid, _, question = path[len(MEMBERS) :].partition("/")
                people.setdefault(uid, {})[question] = value
            else:
                household[path] = value
        return cls(key, household, _in_order(Member(uid, answers) for uid, answers in people.items()))

    @property
    def members(self) -> tuple[Member, ...]:
        """Those who are counted."""
        return tuple(member for member in self.everyone if not member.is_removed)

    def body(self) -> dict[str, Value]:
        """The flat paths that `from_body` reads back."""
        paths: dict[str, Value] = dict(self.household)
        for member in self.everyone:
            paths.update({member_path(member.uid, q): value for q, value in member.answers.items()})
        return paths

    def member(self, uid: str) -> Member | None:
        """The member with this uid, removed or not."""
        return next((member for member in self.everyone if member.uid == uid), None)

    def answer(self, path: str) -> Value | None:
        """What stands at a path; None where nothing was answered."""
        uid, question = split_path(path)
        if uid is None:
            return self.household.get(question)
        member = self.member(uid)
        return member.answers.get(question) if member else None

    def with_answer(self, path: str, value: Value | None) -> "Form":
        """The same form after one answer; `None` clears. Untouched members stay the same objects."""
        uid, question = split_path(path)
        if uid is None:
            return replace(self, household=_set(self.household, question, value))
        changed = Member(uid, _set(self._answers_of(uid), question, value))
        others = (member for member in self.everyone if member.uid != uid)
        return replace(self, everyone=_in_order([*others, changed] if changed.answers else others))

    def _answers_of(self, uid: str) -> Answers:
        member = self.member(uid)
        return member.answers if member else {}


def _set(answers: Answers, question: str, value: Value | None) -> Answers:
    changed = dict(answers)
    if value is None:
        changed.pop(question, None)
    else:
        changed[question] = value
    return changed


def _in_order(members: "Iterator[Member] | list[Member]") -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: (member.position, member.uid)))


class Severity(StrEnum):
    """How much a problem weighs; neither kind ever blocks typing."""

    ERROR = "error"  # figures that rest on it say "provisional"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is odd about a form. The faces make sentences of `code` and `slots`."""

    code: str
    severity: Severity
    path: str = ""
    slots: Mapping[str, str | int] = field(default_factory=dict)
    confirmed: str = ""  # the remark of somebody who looked at this warning and found it right


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule and what it said: `holds` is None when its answers are missing."""

    rule: str
    holds: bool | None
    because: Mapping[str, Value]
    source: Source
    year_only: bool = False  # it differs with 1 January instead of 31 December
    points: int | None = None  # of an item of a score card
    card: str = ""  # the hash of that card


@dataclass(frozen=True, slots=True)
class Distance:
    """How far from the line: by = value − line, so at most 0 is under it."""

    basis: str
    line: int | None
    by: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """The class with every step of its reasoning."""

    code: str  # poor, near_poor, medium, not_poor, unknown … : `class` in files
    b1: int | None
    b2: int
    b2_max: int
    deprived: tuple[str, ...]
    unknown: tuple[str, ...]
    ask: tuple[str, ...]
    reasons: tuple[Reason, ...]
    distance: Distance
    year_only: bool = False
    overridden: tuple[str, ...] = ()
    illustrative: bool = False
