"""Which card scores a household, and which of its items are asked: read off the answers alone."""

from collections.abc import Mapping

from desktop.editions.cards import Card, CardForm, find, regional
from desktop.editions.rules import Edition
from desktop.records.model import Answers


def in_use(edition: Edition, answers: Answers) -> bool:
    """Is the household scored by card, or its total on paper compared with one?"""
    form = edition.card
    if form is None or not edition.cards:
        return False
    basis = answers.get(edition.roles.basis)
    return basis == form.basis or is_rechecked(edition, answers)


def is_rechecked(edition: Edition, answers: Answers) -> bool:
    """Is a total from paper compared with a card? Asked for, or because an item is answered."""
    form = edition.card
    if form is None or not can_recheck(edition, answers):
        return False
    return answers.get(form.recheck) is True or any(item.path in answers for item in form.items)


def can_recheck(edition: Edition, answers: Answers) -> bool:
    """Is there a total from paper, and a card to compare it with?"""
    form, basis = edition.card, edition.bases.get(str(answers.get(edition.roles.basis)))
    if form is None or basis is None or not basis.is_b1 or basis.id == form.basis:
        return False
    return offers(edition, answers)


def offers(edition: Edition, answers: Answers) -> bool:
    """Is there a card for this household, or could there be one once its region is known?"""
    form = edition.card
    if form is None:
        return False
    area, region = answers.get(edition.roles.area), answers.get(form.region)
    fitting = [card for card in edition.cards if area in (None, card.area)]
    return any(region in (None, card.region) or not card.region for card in fitting)


def own_card(edition: Edition, answers: Answers) -> Card | None:
    """The card of the household's area and region."""
    region = answers.get(edition.card.region) if edition.card else None
    return find(edition.cards, answers.get(edition.roles.area), region)


def scorers(edition: Edition, answers: Answers) -> Mapping[str, Card | None]:
    """The card that scores each section: the household's own, or another one (facts 1.2)."""
    form, own = edition.card, own_card(edition, answers)
    if form is None:
        return {}
    found: dict[str, Card | None] = dict.fromkeys((item.section for item in form.items), own)
    if own is not None and own.boats_from:
        found[form.boats] = find(edition.cards, own.area, own.boats_from)
    if own is not None and own.area == form.town and answers.get(form.like_rural) is True:
        found |= dict.fromkeys(form.borrowed, rural_card(edition, answers))
    return found


def rural_card(edition: Edition, answers: Answers) -> Card | None:
    """The card that a household in a town takes land and livestock from."""
    form = edition.card
    if form is None or answers.get(edition.roles.area) != form.town:
        return None
    found = (find(edition.cards, area, answers.get(form.region)) for area in form.areas if area != form.town)
    return next((card for card in found if card), None)


def not_asked(edition: Edition, answers: Answers) -> frozenset[str]:
    """The card's questions that this household is not asked."""
    form = edition.card
    if form is None:
        return frozenset()
    block = edition.questions[form.like_rural].block
    alone = {form.region} if edition.questions[form.region].block == block else set[str]()
    every = {item.path for item in form.items} | form.decisions | alone
    return frozenset(every - _asked(edition, form, answers))


def _asked(edition: Edition, form: CardForm, answers: Answers) -> set[str]:
    asked = {form.recheck} if can_recheck(edition, answers) else set[str]()
    if not in_use(edition, answers):
        return asked
    if regional(edition.cards):
        asked.add(form.region)
    if rural_card(edition, answers):
        asked.add(form.like_rural)
        asked |= {form.decision} if answers.get(form.like_rural) is True else set()
    cards = scorers(edition, answers)
    for item in form.items:
        card = cards[item.section]
        if card is not None and item.path in card.marks:
            asked.add(item.path)
    return asked
