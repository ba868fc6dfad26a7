"""The points of a household by its score card: item by item, what the program finds itself, the total.

An item that is missing leaves the total unknown: no number is guessed.
"""

from dataclasses import dataclass

from desktop.editions.cards import Card, CardItem, Counted, Mark
from desktop.editions.load import AGE
from desktop.records.card_route import in_use, own_card, scorers
from desktop.records.model import member_path
from desktop.records.sheet import Person, Sheet, is_missing


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the card as this household stands on it."""

    item: CardItem
    card: Card | None  # the one that scores it: perhaps of another area or region
    mark: Mark | None  # its option on that card
    points: int | None
    counted: str = ""  # the option that the program found itself
    waived: bool = False  # the item scores 0, for nobody here can work
    foreign: bool = False  # the answer is no option of the card
    borrowed: bool = False
    ask: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """All items; `total` is None while one is missing."""

    card: Card | None
    lines: tuple[Line, ...]
    total: int | None
    ask: frozenset[str]
    illustrative: bool

    @property
    def so_far(self) -> int:
        """What the answered items add up to."""
        return sum(line.points or 0 for line in self.lines)


def score(sheet: Sheet) -> Score | None:
    """The card of a household that is scored by card, or whose total is compared with one; else None."""
    edition, answers = sheet.edition, sheet.form.household
    if edition.card is None or not in_use(edition, answers):
        return None
    own = own_card(edition, answers)
    unable = tuple(_is_unable(sheet, person) for person in sheet.people)
    cards = scorers(edition, answers)
    lines = tuple(
        _line(sheet, item, cards[item.section], own, unable)
        for item in edition.card.items
        if item.path not in sheet.skipped
    )
    known = bool(lines) and all(line.points is not None for line in lines)
    ask = frozenset[str]().union(*(line.ask for line in lines))
    if own is None:
        asked = (edition.roles.area, edition.card.region)
        ask |= {name for name in asked if is_missing(answers.get(name)) and name not in sheet.skipped}
    return Score(
        card=own,
        lines=lines,
        total=sum(line.points or 0 for line in lines) if known else None,
        ask=ask,
        illustrative=any(line.card is not None and line.card.illustrative for line in lines),
    )


def _line(
    sheet: Sheet, item: CardItem, card: Card | None, own: Card | None, unable: tuple[bool | None, ...]
) -> Line:
    borrowed = card is not own
    if item.waived and unable and all(unable):
        return Line(item, card, None, 0, waived=True, borrowed=borrowed)
    counted, ask = _counted(sheet, item, card, unable)
    answer = sheet.form.household.get(item.path)
    code = answer if isinstance(answer, str) else counted
    mark = card.mark(item.path, code) if card and code else None
    asks = frozenset() if mark else ask or frozenset({item.path})
    points = mark.points if mark else None
    if item.waived and None in unable and False not in unable:
        asks, points = _asks_of(sheet, unable), None
    return Line(item, card, mark, points, counted, False, bool(code) and mark is None, borrowed, asks)


def _counted(
    sheet: Sheet, item: CardItem, card: Card | None, unable: tuple[bool | None, ...]
) -> tuple[str, frozenset[str]]:
    """The option that the answers decide, or what they still ask."""
    if item.counted is None or card is None or not sheet.people:
        return "", frozenset()
    if item.counted is Counted.MEMBERS:
        return option_for(item, card, len(sheet.people)), frozenset()
    if item.counted is Counted.FLOOR:
        return _floor(sheet, item, card)
    certain, possible = unable.count(True), len(unable) - unable.count(False)
    low, high = option_for(item, card, certain), option_for(item, card, possible)
    return (low, frozenset()) if low == high else ("", _asks_of(sheet, unable))


def _floor(sheet: Sheet, item: CardItem, card: Card) -> tuple[str, frozenset[str]]:
    question = sheet.edition.card.floor if sheet.edition.card else ""
    floor = sheet.form.household.get(question)
    if not isinstance(floor, int):
        return "", frozenset({question})
    return option_for(item, card, floor // len(sheet.people)), frozenset()


def option_for(item: CardItem, card: Card, number: int) -> str:
    """The option that begins last at or before `number`."""
    starts = [(item.start_of(mark.code), mark.code) for mark in card.options(item.path)]
    fitting = [(start, code) for start, code in starts if start is not None and start <= number]
    return max(fitting, default=(0, ""))[1]


def _is_unable(sheet: Sheet, person: Person) -> bool | None:
    """Is this member a child, old, or disabled, so that the card counts them as unable to work?"""
    form = sheet.edition.card
    known = dict(person.member.answers)
    if person.age is not None:
        known[AGE] = person.age
    return form.unable.truth(sheet.edition.member.facts(known)) if form else None


def _asks_of(sheet: Sheet, unable: tuple[bool | None, ...]) -> frozenset[str]:
    """The answers of members that leave open whether they can work."""
    form, roles = sheet.edition.card, sheet.edition.roles
    reads = form.unable.reads - {AGE} if form else frozenset[str]()
    asked = set[str]()
    for person, one in zip(sheet.people, unable, strict=True):
        if one is None:
            names = {name for name in reads if is_missing(person.member.answers.get(name))}
            names |= {roles.birth_date} if person.age is None else set()
            asked |= {member_path(person.member.uid, name) for name in names}
    return frozenset(asked)
