"""Score cards as values: what a card asks, and what each answer is worth. Points come only from a card."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.editions.expression import Expression
from desktop.editions.model import Certainty, Source, Words
from desktop.editions.values import Missing, Value

CARD = "card/"  # card/<item> = the code of an option
_CODE = re.compile(r"[a-z0-9_]{1,40}")


class Counted(StrEnum):
    """What the program finds by itself, from answers that are there already."""

    MEMBERS = "members"
    UNABLE = "unable"  # members that cannot work
    FLOOR = "floor_per_head"  # in hundredths of m²


@dataclass(frozen=True, slots=True)
class CardItem:
    """One item of the list; without `codes` a card brings its own options."""

    path: str
    number: str
    label: Words
    section: str = ""
    counted: Counted | None = None
    waived: bool = False  # scores 0 for a household made only of people unable to work
    codes: tuple[str, ...] = ()
    starts: Mapping[str, int] = field(default_factory=dict)  # counted: where an option begins
    certainty: Certainty = Certainty.RECALLED_UNSURE

    @property
    def id(self) -> str:
        """Its name on a card."""
        return self.path.removeprefix(CARD)

    def start_of(self, code: str) -> int | None:
        """The number from which on a counted item has this option; None = the code says none."""
        if self.counted is None:
            return None
        if self.counted is Counted.FLOOR:
            return self.starts.get(code)
        return int(code) if code.isascii() and code.isdigit() else None


@dataclass(frozen=True, slots=True)
class CardForm:
    """What the cards of an edition ask, in order, and the rules on parts of another region's card."""

    basis: str  # the option of the income basis that means: by card
    town: str  # the area whose households may carry sections of a rural card
    areas: tuple[str, ...]
    region: str  # the question
    regions: tuple[str, ...]
    floor: str  # the question
    total: str  # card/total, never kept
    unable: Expression  # of one member
    borrowed: frozenset[str]  # sections of the rural card for a household in a town
    boats: str  # the section that a card may take from another region
    recheck: str
    like_rural: str
    decision: str
    items: tuple[CardItem, ...]
    illustration: Words  # what an illustrative card says of itself

    @property
    def decisions(self) -> frozenset[str]:
        """The questions that are no item."""
        return frozenset({self.recheck, self.like_rural, self.decision})

    def item(self, path: str) -> CardItem | None:
        """The item whose answer stands at `path`."""
        return next((item for item in self.items if item.path == path), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """One option of a card: how it is called there, its points, where they stand in the law."""

    code: str
    label: str
    points: int
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """One score card: of an area, and of a region or ("") of all."""

    area: str
    region: str
    hash: str  # sha256 of the file it came in
    marks: Mapping[str, tuple[Mark, ...]]  # path of the item -> its options in their order
    illustrative: bool = False
    boats_from: str = ""  # the region whose card scores the boats
    decision: str = ""  # by which decision

    def options(self, path: str) -> tuple[Mark, ...]:
        """The options of an item; none = the card does not ask it."""
        return self.marks.get(path, ())

    def mark(self, path: str, code: str) -> Mark | None:
        """One option."""
        return next((mark for mark in self.options(path) if mark.code == code), None)

    def source_of(self, mark: Mark) -> Source:
        """Where the points of an option come from; those of an illustration are nobody's."""
        return Source(mark.source, "1.5", Certainty.OURS if self.illustrative else Certainty.SEEN)


def numbers_of(codes: Sequence[str]) -> tuple[str, ...]:
    """What is typed for each option: its place, but the code itself where codes are numbers."""
    if any(code.isdigit() for code in codes):
        return tuple(code if code.isdigit() else "" for code in codes)
    return tuple(str(place) for place in range(1, len(codes) + 1))


def is_option(value: Value) -> bool:
    """Could this be the answer to an item of some card?"""
    return isinstance(value, Missing) or (isinstance(value, str) and bool(_CODE.fullmatch(value)))


def find(cards: tuple[Card, ...], area: object, region: object) -> Card | None:
    """The card of an area and region: its region's, else the one for all regions; a real one goes before."""
    fitting = [card for card in cards if card.area == area and card.region in ("", region)]
    return min(fitting, key=lambda card: (card.illustrative, card.region == ""), default=None)


def regional(cards: tuple[Card, ...]) -> bool:
    """Does the region decide which card is used?"""
    return any(card.region or card.boats_from for card in cards)
