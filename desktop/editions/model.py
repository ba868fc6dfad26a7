"""The parts of an edition: questions, rules, lists, words. Plain frozen values, no behaviour but look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Words = Mapping[str, str]  # language -> text; "vi" and "en" are always there


class Kind(StrEnum):
    """How a question is answered. Adding one: this row, its parser and shower in `values`, its editor."""

    TEXT = "text"
    NAME = "name"
    CODE = "code"  # one of a list
    CODES = "codes"  # any of a list
    YES_NO = "yes_no"
    INTEGER = "integer"
    MONEY = "money"  # whole đồng
    MEASURE = "measure"  # at most two decimals, kept in hundredths
    DATE = "date"  # YYYY-MM-DD
    YEAR = "year"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    UNIT = "unit"


class Scope(StrEnum):
    """Of whom a question is asked."""

    HOUSEHOLD = "household"
    MEMBER = "member"


class Certainty(StrEnum):
    """How sure a fact is; the marks of the fact file."""

    SEEN = "SEEN"
    RECALLED_SURE = "RECALLED-SURE"
    RECALLED_UNSURE = "RECALLED-UNSURE"
    INFERRED = "INFERRED"
    OURS = "OURS"  # a decision of this program, not of the law


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. `text` names the document and article, `facts` the fact-file section."""

    text: str
    facts: str
    certainty: Certainty

    @property
    def to_be_checked(self) -> bool:
        """Shows the small "cần đối chiếu" mark."""
        return self.certainty not in (Certainty.SEEN, Certainty.RECALLED_SURE)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen, with the number typed for it."""

    code: str
    label: Words
    number: str = ""  # the number printed on paper, typed to choose it


@dataclass(frozen=True, slots=True)
class Question:
    """One question as an edition asks it."""

    id: str
    kind: Kind
    scope: Scope
    label: Words
    options: tuple[Option, ...] = ()  # CODE and CODES only; the ones this edition offers
    number: str = ""  # as on paper: "12", "3.1"
    block: str = ""
    unit: Words = field(default_factory=dict)  # "m²", "đồng/người/tháng"
    help: Words = field(default_factory=dict)
    relevant: str = ""  # CEL; "" = always asked
    group: str = ""  # answers of one group merge as one value
    width: int = 2  # of 4 columns, a hint for the screen
    required: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the form under one heading."""

    id: str
    title: Words
    scope: Scope
    number: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """Which question plays a part the program itself must know (names in lists, age, the head …)."""

    code: str
    unit: str
    village: str
    area: str
    phone: str
    member_name: str
    birth_date: str
    birth_year: str
    sex: str
    ethnicity: str
    relation: str
    head: str  # the option of `relation` that is the head
    id_number: str
    id_issued: str  # when the card with that number was given
    basis: str  # how the income side was answered
    causes: str  # why a household is poor, several
    leaves: str  # did it register to leave poverty?
    class_before: str  # its class by last year's list
