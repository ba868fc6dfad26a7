"""Join the list of score-card items (`card.toml`), and cards themselves, to an edition."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Literal

from msgspec import Meta, Struct

from desktop.editions import raw
from desktop.editions.cards import CARD, Card, CardForm, CardItem, Counted, numbers_of
from desktop.editions.faults import fault, no_twins, one_of, read, two
from desktop.editions.model import Block, Certainty, Kind, Option, Question, Scope, Source, Words
from desktop.editions.rules import Basis, Edition

FILE = "card.toml"
YES_NO = "yes_no"


class RawSource(Struct, forbid_unknown_fields=True):
    """Where the list of items comes from."""

    text: str
    facts: str
    certainty: str


class RawCardOption(Struct, forbid_unknown_fields=True):
    """One answer to an item that is counted may say from which number on it holds."""

    code: Annotated[str, Meta(pattern="^[a-z0-9_]+$")]
    label: raw.TwoLanguages
    start: raw.Whole | None = None


class RawItem(Struct, forbid_unknown_fields=True):
    """One item; without options they come with a card."""

    id: raw.Id
    number: str
    label: raw.TwoLanguages
    certainty: str
    section: str = ""
    counted: str = ""
    waived: bool = False
    options: list[RawCardOption] | Literal["yes_no"] = []


class RawDecision(Struct, forbid_unknown_fields=True):
    """A question of the card that is no item."""

    id: raw.Id
    label: raw.TwoLanguages
    number: str = ""
    help: raw.TwoLanguages = {}


class RawCardForm(Struct, forbid_unknown_fields=True):
    """The whole file."""

    basis: str
    area: str
    region: str
    floor: str
    total: raw.Id
    unable: str
    borrowed: list[str]
    boats: str
    block: raw.RawBlock
    source: RawSource
    words: dict[str, raw.TwoLanguages]
    recheck: RawDecision
    like_rural: RawDecision
    decision: RawDecision
    item: list[RawItem]
    yes_no: list[RawCardOption]


def with_items(edition: Edition, files: Mapping[str, bytes]) -> Edition:
    """The edition with the questions of its score cards; one that knows no class by points stays as it is."""
    if _scored(edition) is None:
        return edition
    found = read(files, FILE, RawCardForm)
    no_twins(FILE, "item {}", [item.id for item in found.item])
    form = _form(edition, found)
    questions = {question.id: question for question in _questions(edition, found)}
    total = Question(f"{CARD}{found.total}", Kind.INTEGER, Scope.HOUSEHOLD, found.words["total"])
    worth = replace(total, unit=found.words["points"])
    return replace(
        edition,
        blocks=_blocks(edition, found),
        questions={**edition.questions, **questions},
        vocabulary={**edition.vocabulary, **questions, total.id: worth},
        card=form,
    )


def with_cards(edition: Edition, cards: Iterable[Card]) -> Edition:
    """The edition with these score cards: their options, and the class by card."""
    form, scored, known = edition.card, _scored(edition), tuple(cards)
    if form is None or scored is None or not known:
        return edition
    offered = {
        item.path: replace(edition.questions[item.path], options=_options(edition, item, known))
        for item in form.items
    }
    basis = edition.vocabulary[edition.roles.basis]
    ways = replace(edition.questions[basis.id], options=basis.options)
    by_card = replace(scored, id=form.basis, value=form.total)
    classes = tuple(replace(rule, basis=form.basis) for rule in edition.classes if rule.basis == scored.id)
    return replace(
        edition,
        questions={**edition.questions, **offered, basis.id: ways},
        vocabulary={**edition.vocabulary, **offered},
        bases={**edition.bases, form.basis: by_card},
        classes=(*edition.classes, *classes),
        cards=known,
    )


def _scored(edition: Edition) -> Basis | None:
    """The basis of points by which this edition has classes."""
    ruled = {rule.basis for rule in edition.classes}
    return next((basis for basis in edition.bases.values() if basis.is_b1 and basis.id in ruled), None)


def _options(edition: Edition, item: CardItem, cards: tuple[Card, ...]) -> tuple[Option, ...]:
    """What the edition offers, then what only a card offers; numbered as they stand."""
    known = {option.code: option for option in edition.vocabulary[item.path].options}
    for card in cards:
        for mark in card.options(item.path):
            known.setdefault(mark.code, Option(mark.code, {"vi": mark.label, "en": mark.label}))
    numbers = numbers_of(tuple(known))
    return tuple(replace(option, number=n) for option, n in zip(known.values(), numbers, strict=True))


def _form(edition: Edition, found: RawCardForm) -> CardForm:
    area, region = edition.vocabulary[edition.roles.area], edition.vocabulary.get(found.region)
    ways = [option.code for option in edition.vocabulary[edition.roles.basis].options]
    areas = tuple(option.code for option in area.options)
    for key, name, accepted in (("basis", found.basis, ways), ("area", found.area, list(areas))):
        if name not in accepted:
            raise fault(FILE, key, f"“{name}”", f"one of {', '.join(accepted)}")
    if region is None or found.floor not in edition.vocabulary:
        raise fault(FILE, "region and floor", "no such question", "the ids of questions")
    try:
        unable = edition.member.compile(found.unable)
    except ValueError as error:
        raise fault(FILE, "unable", f"“{found.unable}” ({error})", "a CEL condition") from error
    return CardForm(
        basis=found.basis,
        town=found.area,
        areas=areas,
        region=found.region,
        regions=tuple(option.code for option in region.options),
        floor=found.floor,
        total=f"{CARD}{found.total}",
        unable=unable,
        borrowed=frozenset(found.borrowed),
        boats=found.boats,
        recheck=f"{CARD}{found.recheck.id}",
        like_rural=f"{CARD}{found.like_rural.id}",
        decision=f"{CARD}{found.decision.id}",
        items=tuple(_item(item, found) for item in found.item),
        illustration=two(found.words["illustrative"], FILE, "words, illustrative"),
    )


def _item(item: RawItem, found: RawCardForm) -> CardItem:
    where = f"item {item.id}"
    options = _listed(item, found)
    return CardItem(
        path=f"{CARD}{item.id}",
        number=item.number,
        label=two(item.label, FILE, f"{where}, label"),
        section=item.section,
        counted=one_of(Counted, item.counted, FILE, f"{where}, counted") if item.counted else None,
        waived=item.waived,
        codes=tuple(option.code for option in options),
        starts={option.code: option.start for option in options if option.start is not None},
        certainty=one_of(Certainty, item.certainty, FILE, f"{where}, certainty"),
    )


def _listed(item: RawItem, found: RawCardForm) -> list[RawCardOption]:
    return found.yes_no if isinstance(item.options, str) else item.options


def _questions(edition: Edition, found: RawCardForm) -> Iterable[Question]:
    """Region and decisions first, then the items in their order."""
    block = found.block.id
    region = edition.vocabulary.get(found.region)
    if region is not None and region.id not in edition.questions:
        yield replace(region, block=block, number="0", width=2, required=True)
    yield _decision(found.recheck, Kind.YES_NO, "")
    yield _decision(found.like_rural, Kind.YES_NO, block)
    yield _decision(found.decision, Kind.TEXT, block)
    for item in found.item:
        where = f"item {item.id}"
        source = Source(found.source.text, found.source.facts, one_of(Certainty, item.certainty, FILE, where))
        listed = _listed(item, found)
        numbers = numbers_of([option.code for option in listed])
        options = tuple(
            Option(option.code, two(option.label, FILE, f"{where}, option {option.code}"), number)
            for option, number in zip(listed, numbers, strict=True)
        )
        yield Question(
            id=f"{CARD}{item.id}",
            kind=Kind.CODE,
            scope=Scope.HOUSEHOLD,
            label=item.label,
            options=options,
            number=item.number,
            block=block,
            required=not item.counted,
            source=source,
        )


def _decision(decision: RawDecision, kind: Kind, block: str) -> Question:
    label: Words = two(decision.label, FILE, f"{decision.id}, label")
    return Question(
        f"{CARD}{decision.id}",
        kind,
        Scope.HOUSEHOLD,
        label,
        number=decision.number,
        block=block,
        help=decision.help,
    )


def _blocks(edition: Edition, found: RawCardForm) -> tuple[Block, ...]:
    """The card's block stands behind the block that asks for the income."""
    title = two(found.block.title, FILE, "block, title")
    made = Block(found.block.id, title, Scope.HOUSEHOLD, found.block.number)
    income = edition.questions.get(edition.roles.basis)
    after = income.block if income else edition.blocks[-1].id
    place = [block.id for block in edition.blocks].index(after) + 1
    return (*edition.blocks[:place], made, *edition.blocks[place:])
