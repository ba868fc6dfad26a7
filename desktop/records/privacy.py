"""What may be shown of a household, and to whom: one table, and the few functions that keep to it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from desktop.editions.cards import CARD
from desktop.editions.model import Roles
from desktop.editions.values import Value
from desktop.records.carry import FORM
from desktop.records.confirmed import CONFIRMED
from desktop.records.lineage import LIFE
from desktop.records.model import ARRIVED, DELETED, OVERRIDE, REMOVED, WHY, split_path
from desktop.records.revision import Revision

DEIDENTIFIED, PURGED = "deidentified", "purged"  # purposes that code speaks of
QUESTION = "question_id"  # beside the slots of a paper: which question they answer; never printed
SAID = "—"  # in place of a reason in somebody's own words
ANSWER = "before"  # the slot of a paper that an answer stands in
VEIL, LEFT = "•" * 8, 4  # what stands for a number that is only looked at; its last figures stay
_OURS = (DELETED, ARRIVED, REMOVED, CARD, CONFIRMED, LIFE, OVERRIDE)  # paths of forms that are no question
_CODE = re.compile(r"[A-Za-z0-9_.:/@+-]*")


Slots: TypeAlias = Mapping[str, "str | Sequence[Slots]"]


@dataclass(frozen=True, slots=True)
class Privacy:
    """The table: what questions and slots tell, and what each purpose may show of it."""

    questions: Mapping[str, str]  # question -> what it tells
    slots: Mapping[str, str]  # slot of a paper -> what it tells
    may: Mapping[str, frozenset[str]]  # purpose -> what it may show
    papers: Mapping[str, str]  # paper -> its purpose

    def shows(self, purpose: str, question: str) -> bool:
        """May the answer to a question be shown? Raises `KeyError` for a purpose that the table lacks."""
        told = self.questions.get(question)
        return told is None or told in self.may[purpose]

    def shows_slot(self, purpose: str, slot: str) -> bool:
        """May a slot of a paper be filled?"""
        told = self.slots.get(slot)
        return told is None or told in self.may[purpose]


def slots_for(privacy: Privacy, purpose: str, values: Slots) -> dict[str, "str | Sequence[Slots]"]:
    """The slots of a paper without what its purpose may not show; parts that repeat are gone through too."""
    question = values.get(QUESTION, "")
    told = not isinstance(question, str) or not question or privacy.shows(purpose, question)
    shown = {slot: value for slot, value in values.items() if slot != QUESTION}
    return {slot: _slot(privacy, purpose, slot, value, told=told) for slot, value in shown.items()}


def _slot(
    privacy: Privacy, purpose: str, slot: str, value: "str | Sequence[Slots]", *, told: bool
) -> "str | Sequence[Slots]":
    if isinstance(value, str):
        hidden = not privacy.shows_slot(purpose, slot) or (slot == ANSWER and not told)
        return "" if hidden else value
    rows = (one if told else {**one, ANSWER: ""} for one in value)
    return [slots_for(privacy, purpose, one) for one in rows]


def without(
    privacy: Privacy, purpose: str, body: Mapping[str, Value], known: Collection[str]
) -> dict[str, Value]:
    """The answers of a body that a purpose may show; what somebody wrote in own words becomes a dash.

    `known` are the questions of the vocabulary: a text at a path that nobody knows is left out.
    """
    kept: dict[str, Value] = {}
    for path, value in body.items():
        _, name = split_path(path)
        if not privacy.shows(purpose, name):
            continue
        if name in known or not isinstance(value, str):
            kept[path] = value
        elif path.startswith(_OURS) or name in _OURS:
            kept[path] = value if _is_code(path, value) else SAID
    return kept


def masked(roles: Roles, question: str, text: str) -> str:
    """An ID number or a phone where it is only looked at; every other answer, and a dash, stays as it is."""
    if question not in (roles.id_number, roles.phone) or not any(one.isdigit() for one in text):
        return text
    bare = "".join(one for one in text if one.isalnum())
    return f"{VEIL}\N{NO-BREAK SPACE}{bare[-LEFT:]}" if len(bare) > 2 * LEFT else VEIL


def purged(privacy: Privacy, revision: Revision, known: Collection[str]) -> Revision:
    """A revision as it stays behind after a purge: the same paths were written, nobody is named in it."""
    if revision.kind == FORM:
        body = without(privacy, PURGED, revision.body, known)
    else:
        body = {path: _coded(value) for path, value in revision.body.items()}
    return replace(revision, body=body, why=SAID if revision.why else "", extra={})


def _is_code(path: str, value: str) -> bool:
    reason = path.endswith(WHY) or path.startswith(CONFIRMED)
    return not reason and bool(_CODE.fullmatch(value))


def _coded(value: Value) -> Value:
    """Of another record: codes and days stay, numbers of people and own words go."""
    if not isinstance(value, str):
        return value
    return value if _CODE.fullmatch(value) and not value.isdigit() else SAID
