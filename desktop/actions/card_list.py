"""The score cards of a workspace: those that came in as records, in practice data also an invented one."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from desktop import paths
from desktop.actions import editions
from desktop.actions.context import Workspace
from desktop.editions import card_items, datafiles
from desktop.editions.cards import CARD, Card, CardForm, Mark
from desktop.editions.rules import Edition
from desktop.records.card_record import KIND, read_card
from desktop.store import states

ILLUSTRATION = "card-illustrative.toml"


@dataclass(frozen=True, slots=True)
class InventedOption:
    """One line of the illustrative card."""

    item: str
    option: str
    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Invented:
    """The file of the illustrative card."""

    area: list[str]
    mark: str  # in every label
    option: list[InventedOption]


def refresh(ws: Workspace) -> None:
    """Let the workspace's edition know the cards that are here now."""
    now = known(ws, editions.load_edition(ws.edition.id))
    if now.cards != ws.edition.cards:
        ws.edition = now


def known(ws: Workspace, edition: Edition) -> Edition:
    """An edition with the cards that this workspace holds for it."""
    cards = held(ws, edition.id)
    if ws.practice and edition.card:
        areas = {card.area for card in cards}
        cards += tuple(card for card in illustrative(edition.card) if card.area not in areas)
    return card_items.with_cards(edition, cards)


def held(ws: Workspace, edition: str) -> tuple[Card, ...]:
    """The cards of an edition that came in as records."""
    bodies = ((key, body) for key, body in states.bodies(ws.store, KIND) if key.startswith(f"{edition}/"))
    return tuple(card for key, body in bodies if (card := read_card(key, body)))


@cache
def _invented() -> tuple[Invented, str]:
    data = (paths.resources() / "editions" / ILLUSTRATION).read_bytes()
    return datafiles.read(ILLUSTRATION, data, Invented), sha256(data).hexdigest()


def illustrative(form: CardForm) -> tuple[Card, ...]:
    """An invented card for each area; every label says so."""
    found, digest = _invented()
    return tuple(_illustrative(form, found, digest, area) for area in found.area)


def _illustrative(form: CardForm, found: Invented, digest: str, area: str) -> Card:
    said = form.illustration["vi"]
    apart = form.borrowed | {form.boats} if area == form.town else frozenset[str]()
    marks: dict[str, tuple[Mark, ...]] = {}
    for one in found.option:
        item = form.item(f"{CARD}{one.item}")
        if item is not None and item.section not in apart:
            mark = Mark(one.option, f"{one.name} [{found.mark}]", one.points, said)
            marks[item.path] = (*marks.get(item.path, ()), mark)
    return Card(area, "", digest, marks, illustrative=True)
