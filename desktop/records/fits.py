"""Does a revision fit what its kind and edition can hold? Asked of every line that comes from outside."""

from collections.abc import Mapping

from desktop.editions.answers import fits
from desktop.editions.cards import CARD, is_option
from desktop.editions.model import Question, Scope
from desktop.editions.rules import Edition
from desktop.editions.values import Value
from desktop.records.card_record import KIND as CARD_RECORD
from desktop.records.card_record import unfit_card
from desktop.records.confirmed import CONFIRMED, fits_confirmed
from desktop.records.lineage import LIFE, fits_life
from desktop.records.links import LINK, unfit_link
from desktop.records.model import (
    ARRIVALS,
    ARRIVED,
    DELETED,
    MEMBERS,
    OVERRIDE,
    POSITION,
    REMOVALS,
    REMOVED,
    WHY,
    split_path,
)
from desktop.records.revision import Revision

FORM = "form"

_SHAPES: Mapping[str, Mapping[str, type]] = {
    "round": {
        "date": str,
        "edition": str,
        "kind": str,
        "year": int,
        "from": str,
        "closed": str,
        "closed_why": str,
        "look_back": int,
    },
    "unit": {"name": str, "kind": str, "parent": str, "level": str},
    "unit_total": {
        "households": int,
        "persons": int,
        "minority_households": int,
        "minority_persons": int,
        "opening_poor": int,
        "opening_poor_persons": int,
        "opening_near_poor": int,
        "opening_near_poor_persons": int,
        "source": str,
    },
    "query": {"text": str, "closed": bool},
    "answer": {"text": str},
    "assignment": {"who": str, "device": str},
    "withdrawal": {
        "revisions": tuple,
        "withdrawn": bool,
        "bundle": str,
        "laptop": str,
        "counter": int,
        "author": str,
    },
}


def unfit(edition: Edition, revision: Revision) -> str:
    """What does not fit, in English for a log; "" = it fits. Unknown kinds are kept and passed on untouched.

    A form of a newer edition version may hold paths we do not know; they are kept and read by no rule.
    """
    if revision.kind == FORM:
        return _unfit_form(edition, revision)
    if revision.kind == LINK:
        return unfit_link(revision.key, revision.body)
    if revision.kind == CARD_RECORD:
        return unfit_card(revision.key, revision.body)
    shape = _SHAPES.get(revision.kind)
    return "" if shape is None else _unfit_shape(shape, revision.body)


def _unfit_shape(shape: Mapping[str, type], body: Mapping[str, Value]) -> str:
    for path, value in body.items():
        wanted = str if path == DELETED else shape.get(path)
        if wanted is None:
            return f"unknown path {path}"
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            return f"{path} is of the wrong kind"
    return ""


def _unfit_form(edition: Edition, revision: Revision) -> str:
    uid, at, the_round = revision.key.partition("@")
    if not (uid and at and the_round):
        return "the key is not <household>@<round>"
    newer = revision.version > edition.version
    for path, value in revision.body.items():
        known = _fits(edition, path, value)
        if known is False or (known is None and not newer):
            return f"{path} does not fit the edition"
    return ""


def _fits(edition: Edition, path: str, value: Value) -> bool | None:
    """None = a path that this edition does not know."""
    uid, name = split_path(path) if path.startswith(MEMBERS) else (None, path)
    question = edition.vocabulary.get(name)
    if question is not None:
        scope = Scope.HOUSEHOLD if uid is None else Scope.MEMBER
        return uid != "" and question.scope is scope and _fits_question(edition, question, value)
    if uid is None and name.startswith((OVERRIDE, LIFE, CONFIRMED)):
        return _fits_decision(edition, name, value)
    if name in (POSITION, REMOVED, ARRIVED) and uid is not None:
        codes = ARRIVALS if name == ARRIVED else REMOVALS
        return type(value) is int if name == POSITION else value in codes
    if name == DELETED and uid is None:
        return type(value) is str
    return None


def _fits_decision(edition: Edition, name: str, value: Value) -> bool | None:
    """What somebody decided about the household besides its answers."""
    if name.startswith(OVERRIDE):
        return _fits_override(edition, name, value)
    return fits_life(name, value) if name.startswith(LIFE) else fits_confirmed(edition, name, value)


def _fits_question(edition: Edition, question: Question, value: Value) -> bool:
    if edition.card is not None and question.id.startswith(CARD):
        if edition.card.item(question.id):
            return is_option(value)  # a card that is not here may bring it
        if question.id == edition.card.total:
            return False  # nothing derived is kept
    return fits(question, value)


def _fits_override(edition: Edition, path: str, value: Value) -> bool | None:
    rule = path.removeprefix(OVERRIDE).removesuffix(WHY)
    if rule not in (one.id for one in edition.deprivations):
        return None
    return type(value) is (str if path.endswith(WHY) else bool)
