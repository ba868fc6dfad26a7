"""What may be shown of a household, and to whom: one table, and the few functions that keep to it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.editions.cards import CARD
from desktop.editions.values import Value
from desktop.records.carry import FORM
from desktop.records.confirmed import CONFIRMED
from desktop.records.lineage import LIFE
from desktop.records.model import ARRIVED, DELETED, OVERRIDE, REMOVED, WHY, split_path
from desktop.records.revision import Revision

DEIDENTIFIED, EXPORT, PURGED = "deidentified", "export", "purged"  # purposes that code speaks of
QUESTION = "question_id"  # beside the slots of a paper: which question they answer; never printed
SAID = "—"  # in place of a reason in somebody's own words
MASK, SHOWN_DIGITS = "••••", 4
_OURS = (DELETED, ARRIVED, REMOVED, CARD, CONFIRMED, LIFE, OVERRIDE)  # paths of forms that are no question
_CODE = re.compile(r"[A-Za-z0-9_.:/@+-]*")


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

    def hidden(self, purpose: str) -> frozenset[str]:
        """The questions whose answers are left out."""
        return frozenset(one for one in self.questions if not self.shows(purpose, one))


def masked(number: str) -> str:
    """An ID number as it stands where nobody asked for it: its last four digits."""
    return f"{MASK} {number[-SHOWN_DIGITS:]}" if len(number) > SHOWN_DIGITS else MASK if number else ""


def slots_for(privacy: Privacy, purpose: str, values: Mapping[str, object]) -> dict[str, object]:
    """The slots of a paper without what its purpose may not show; parts that repeat are gone through too."""
    question = values.get(QUESTION)
    silent = isinstance(question, str) and not privacy.shows(purpose, question)
    return {
        slot: _slot(privacy, purpose, slot, value, silent=silent)
        for slot, value in values.items()
        if slot != QUESTION
    }


def _slot(privacy: Privacy, purpose: str, slot: str, value: object, *, silent: bool) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_part(privacy, purpose, one, silent=silent) for one in value]
    hidden = not privacy.shows_slot(purpose, slot) or (silent and slot == "before")
    return "" if hidden else value


def _part(privacy: Privacy, purpose: str, one: object, *, silent: bool) -> object:
    if not isinstance(one, Mapping):
        return one
    passed_on = {slot: "" if silent and slot == "before" else value for slot, value in one.items()}
    return slots_for(privacy, purpose, passed_on)


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
