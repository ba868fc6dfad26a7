"""The tables of an edition's files as msgspec checks them: a wrong key or type is refused with its place."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
CLASS_SIDES = Literal["poor", "near_poor", "medium", "not_poor", "unknown"]
Points = Annotated[int, Meta(ge=-(10**15), le=10**15)]
TwoLanguages = dict[str, str]
Whole = Annotated[int, Meta(ge=0)]


class RawOption(Struct, forbid_unknown_fields=True):
    code: Annotated[str, Meta(pattern="^[a-z0-9_]+$")]
    label: TwoLanguages
    number: str = ""


class RawWord(Struct, forbid_unknown_fields=True):
    """One question of the vocabulary."""

    id: Id
    kind: str
    scope: str
    label: TwoLanguages
    options: list[RawOption] = []
    unit: TwoLanguages = {}
    group: str = ""


class RawCarry(Struct, forbid_unknown_fields=True):
    """Questions whose answers a new round takes over from the last one, and why they may be."""

    why: Annotated[str, Meta(min_length=1)]
    questions: list[Id]


class RawTurns(Struct, forbid_unknown_fields=True):
    """Answers that another visit may find different."""

    why: Annotated[str, Meta(min_length=1)]
    questions: list[Id]
    within: Annotated[int, Meta(ge=1)] | None = None


class RawVocabulary(Struct, forbid_unknown_fields=True):
    version: int
    roles: dict[str, str]
    question: list[RawWord]
    id_provinces: list[Annotated[str, Meta(pattern="^[0-9]{3}$")]] = []
    carry: list[RawCarry] = []
    turns: list[RawTurns] = []


class RawClassWord(Struct, forbid_unknown_fields=True):
    id: Id
    side: CLASS_SIDES
    label: TwoLanguages


class RawClasses(Struct, forbid_unknown_fields=True):
    classes: list[RawClassWord]


class RawSource(Struct, forbid_unknown_fields=True):
    id: Id
    text: str
    facts: str
    certainty: str


class RawBlock(Struct, forbid_unknown_fields=True):
    id: Id
    scope: str
    title: TwoLanguages
    number: str = ""


class RawHead(Struct, forbid_unknown_fields=True):
    id: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]*$")]
    version: Annotated[int, Meta(ge=1)]
    title: TwoLanguages
    source: list[RawSource]
    block: list[RawBlock]
    released: str = ""
    base: str = ""
    years: tuple[Whole, Whole] = (0, 9999)


class RawQuestion(Struct, forbid_unknown_fields=True):
    """One question as an edition asks it."""

    id: Id
    block: Id
    number: str = ""
    width: Annotated[int, Meta(ge=1, le=4)] = 2
    required: bool = False
    relevant: str = ""
    help: TwoLanguages = {}
    label: TwoLanguages = {}
    options: list[str] = []
    source: str = ""


class RawQuestions(Struct, forbid_unknown_fields=True):
    question: list[RawQuestion]


class RawAtLeast(Struct, forbid_unknown_fields=True):
    n: Annotated[int, Meta(ge=1)]
    of: list[str]


class RawShare(Struct, forbid_unknown_fields=True):
    more_than: tuple[Whole, Whole]
    of: str


class RawRule(Struct, forbid_unknown_fields=True):
    """A deprivation or a flag; exactly one of `when`, `some_member`, `at_least`, `share`."""

    id: Id
    label: TwoLanguages
    source: str
    says: TwoLanguages = {}
    when: str | None = None
    some_member: str | None = None
    at_least: RawAtLeast | None = None
    share: RawShare | None = None


class RawCount(Struct, forbid_unknown_fields=True):
    """How many members a condition holds for; the tables add them up."""

    id: Id
    label: TwoLanguages
    source: str
    members: str


class RawBasis(Struct, forbid_unknown_fields=True):
    id: Id
    value: Id
    is_b1: bool
    source: str
    line: dict[str, Points] = {}
    upper_line: dict[str, Points] = {}
    medium_line: dict[str, Points] = {}


class RawClass(Struct, forbid_unknown_fields=True):
    id: Id
    basis: Id
    when: str
    source: str
    says: TwoLanguages = {}


class RawCheck(Struct, forbid_unknown_fields=True):
    code: Id
    path: Id
    when: str


class RawChecks(Struct, forbid_unknown_fields=True):
    oldest: Annotated[int, Meta(ge=1)]
    check: list[RawCheck] = []
    member_check: list[RawCheck] = []
    result_check: list[RawCheck] = []


class RawProblem(Struct, forbid_unknown_fields=True):
    code: Id
    severity: Literal["error", "warning"]
    title: TwoLanguages
    hint: TwoLanguages


class RawProblems(Struct, forbid_unknown_fields=True):
    problem: list[RawProblem]


class RawRules(Struct, forbid_unknown_fields=True):
    points_each: Annotated[int, Meta(ge=1)]
    deprivation: list[RawRule]
    basis: Annotated[list[RawBasis], Meta(min_length=1)]
    classes: list[RawClass] = []
    flag: list[RawRule] = []
    count: list[RawCount] = []
