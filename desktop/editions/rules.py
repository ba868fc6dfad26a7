"""The rules of an edition with their compiled conditions: deprivations, income lines, classes, flags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.editions.cards import Card, CardForm
from desktop.editions.expression import Expression, Vocabulary
from desktop.editions.model import Block, Option, Question, Roles, Scope, Source, Words

LINE, UPPER_LINE, MEDIUM_LINE = LINES = ("line", "upper_line", "medium_line")  # names in class rules
UNKNOWN = "unknown"  # the class of a household whose answers do not decide it


class Shape(StrEnum):
    """How a rule's conditions make its answer."""

    WHEN = "when"  # one condition over the household
    SOME_MEMBER = "some_member"  # true for at least one member
    AT_LEAST = "at_least"  # at least n of several conditions over the household
    SHARE = "share"  # true for more than a share of the members


@dataclass(frozen=True, slots=True)
class Rule:
    """A yes/no rule about a household: a deprivation, or a flag that the tables count."""

    id: str
    label: Words
    shape: Shape
    conditions: tuple[Expression, ...]
    source: Source
    n: int = 0  # at_least: how many
    more_than: tuple[int, int] = (0, 1)  # share: numerator, denominator
    says: Words = field(default_factory=dict)  # its threshold in words


@dataclass(frozen=True, slots=True)
class Basis:
    """One way to know the income, with the lines of each area: at most `line` is under it."""

    id: str
    value: str  # the question that holds it
    is_b1: bool
    line: Mapping[str, int]  # empty where the law gives no lines for this basis
    medium_line: Mapping[str, int]  # empty where it knows no such class
    source: Source
    upper_line: Mapping[str, int] = field(default_factory=dict)  # of a standard with two lines

    def all_lines(self) -> frozenset[int]:
        """The lines of every area."""
        return frozenset(line for area in self.line for line in self.lines(area).values())

    def lines(self, area: str) -> dict[str, int]:
        """The lines of one area, by the names that class rules call them; those it lacks are left out."""
        named = {LINE: self.line, UPPER_LINE: self.upper_line, MEDIUM_LINE: self.medium_line}
        return {name: lines[area] for name, lines in named.items() if area in lines}


@dataclass(frozen=True, slots=True)
class ClassRule:
    """When a household of one basis falls in a class; over value, b2, its lines and answers."""

    id: str
    basis: str
    when: Expression
    source: Source
    says: Words = field(default_factory=dict)  # in words, with the slots value, b2 and the lines


@dataclass(frozen=True, slots=True)
class ClassWords:
    """A class code of the vocabulary: its words, and the side of the tables it stands on."""

    id: str
    side: str
    label: Words


@dataclass(frozen=True, slots=True)
class Check:
    """Something odd about a household: true when it is. `code` names its words, `path` where to look."""

    code: str
    path: str
    when: Expression


@dataclass(frozen=True, slots=True)
class Odd:
    """Checks that know more than the household's answers, with the words their conditions may use."""

    members: tuple[Check, ...]  # over one member's answers, `age` and `head_age`
    results: tuple[Check, ...]  # over the household's answers, `b2`, `b2_max` and `class_code`
    member: Vocabulary
    result: Vocabulary
    provinces: frozenset[str]  # that an ID number may begin with


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that another visit may find different, and why; a number by at most `within`."""

    why: str
    within: int | None = None  # in the unit it is kept in


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """How a problem is said: what is wrong and where, and what to do; texts with named slots."""

    code: str
    severity: str
    title: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class Edition:
    """One standard, whole: what is asked, and by which law."""

    id: str
    years: tuple[int, int]  # the reviews it is for, first and last
    version: int
    title: Words
    hash: str  # sha256 over its files
    roles: Roles
    blocks: tuple[Block, ...]
    questions: Mapping[str, Question]  # in the order of the form
    vocabulary: Mapping[str, Question]  # every id of the vocabulary, asked here or not
    deprivations: tuple[Rule, ...]
    points_each: int
    bases: Mapping[str, Basis]
    classes: tuple[ClassRule, ...]
    class_words: Mapping[str, ClassWords]
    flags: tuple[Rule, ...]
    counts: tuple[Rule, ...]  # of members: how many a condition holds for
    household: Vocabulary
    member: Vocabulary
    classing: Vocabulary
    checks: tuple[Check, ...]
    oldest: int  # an age above it is asked again
    problems: Mapping[str, ProblemWords]
    relevance: Mapping[str, Expression]
    carry: Mapping[str, str]  # question that a new round takes over from the last -> why it may
    turns: Mapping[str, Turn]  # question that "one answer away" asks again
    odd: Odd  # what is odd about members and totals
    _groups: Mapping[str, str] = field(repr=False)  # question -> the question that stands for its group
    base: str = ""  # the edition that a local standard lies over
    own: str = ""  # of a local standard: sha256 over its own files, as they were read
    card: CardForm | None = None  # what its score cards ask
    cards: tuple[Card, ...] = ()  # those that are here

    def group_of(self, path: str) -> str:
        """The path that stands for `path`'s field group: answers of one group merge as one value."""
        if path.startswith("override/"):
            return path.removesuffix("/why")
        if path.startswith("confirmed/"):
            return path.removesuffix("/of")
        before, slash, question = path.rpartition("/")
        return f"{before}{slash}{self._groups.get(question, question)}"

    def asked(self, scope: Scope) -> tuple[Question, ...]:
        """The questions of one scope, in the order of the form."""
        return tuple(question for question in self.questions.values() if question.scope is scope)

    def option(self, question: str, code: str) -> Option | None:
        """One option of a question, also of one this edition does not offer."""
        return next((option for option in self.vocabulary[question].options if option.code == code), None)
