"""What invented households are made of: the files of resources/practice; see their first lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.editions.datafiles import broken, read

NAMES = "names.toml"
LIKE = re.compile(rb"(?m)^like\b")  # the first key of a plan that differs from another
Span = tuple[int, int]  # from, to: both included
Weights = dict[str, int]


@dataclass(frozen=True, slots=True)
class Someone:
    """A member of a certain age with certain answers."""

    age: Span
    given: dict[str, tuple[bool | str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """When it holds, and what the answer then is."""

    age: Span | None = None
    aim: tuple[str, ...] = ()
    given: dict[str, tuple[bool | str, ...]] = field(default_factory=dict)
    somebody: Someone | None = None
    nobody: Someone | None = None
    chance: int = 100
    odds: Weights = field(default_factory=dict)
    yes: int | None = None
    each: Weights = field(default_factory=dict)
    pick: Weights = field(default_factory=dict)
    how_many: Weights = field(default_factory=dict)
    ranges: tuple[tuple[float, float, int], ...] = ()
    step: float = 1
    per_member: bool = False
    of_line: bool = False
    days_ago: Span | None = None
    years_ahead: Span | None = None
    text: str = ""
    make: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its cases; the first that holds answers it."""

    question: str
    case: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A class that is aimed at, and how many of 100 households; `like`: it answers as that aim does."""

    code: str
    share: int
    like: str = ""

    def names(self) -> frozenset[str]:
        """What cases may call it."""
        return frozenset({self.code, self.like} - {""})


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a commune's households by its kind."""

    kinds: dict[str, str]
    others: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of household: who lives there."""

    weight: int
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody who lives in a household."""

    id: str
    relation: str
    sex: Weights = field(default_factory=dict)
    other_than: str = ""
    between: Span | None = None
    younger: Span = (0, 0)
    than: tuple[str, ...] = ()
    limits: Span = (0, 110)
    how_many: Weights = field(default_factory=dict)
    apart: Span = (1, 1)
    house: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many of 100 were born in another province, and in which: the first three digits of an ID number."""

    of: int
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearOnly:
    """How many of 100 of an age know only their year of birth."""

    age: Span
    of: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How invented households of one edition are made."""

    date: str
    households_a_village: int
    fewest_villages: int
    phone: str
    born_elsewhere: Elsewhere
    year_only: YearOnly
    aim: tuple[Aim, ...]
    area: Area
    shape: tuple[Shape, ...]
    tie: tuple[Tie, ...]
    answer: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A plan like that of another edition: the same people, with other aims and some other answers."""

    like: str
    date: str
    aim: tuple[Aim, ...]
    leave_out: tuple[str, ...]  # questions that are not asked
    answer: tuple[Answer, ...]  # each replaces that of its question, or comes behind


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Middle and given names of one sex, for those born in `since` or later."""

    sex: str
    since: int
    middle: Weights
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """An ethnic group and its names."""

    code: str
    families: Weights
    names: tuple[GivenNames, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """Which peoples live where."""

    weights: Weights
    provinces: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Peoples:
    """All names, and who lives where."""

    mixed: int
    mix: tuple[Mix, ...]
    people: tuple[People, ...]


def plan_of(files: Mapping[str, bytes], edition: str) -> Plan:
    """The plan for an edition; its file is named after it. Raises `RasoatError("data", …)`."""
    name = f"{edition}.toml"
    if not LIKE.search(files[name]):
        return read(name, files[name], Plan)
    own = read(name, files[name], Variant)
    if f"{own.like}.toml" not in files or own.like == edition:
        raise broken(name, "like", f"“{own.like}”", "the edition of another plan")
    other = plan_of(files, own.like)
    return replace(other, date=own.date, aim=own.aim, answer=_answers(other, own))


def _answers(other: Plan, own: Variant) -> tuple[Answer, ...]:
    changed = {answer.question: answer for answer in own.answer}
    kept = [one for one in other.answer if one.question not in own.leave_out]
    known = {one.question for one in kept}
    more = [one for one in own.answer if one.question not in known]
    return (*(changed.get(one.question, one) for one in kept), *more)


def peoples_of(files: Mapping[str, bytes]) -> Peoples:
    """The names. Raises `RasoatError("data", …)`."""
    return read(NAMES, files[NAMES], Peoples)
