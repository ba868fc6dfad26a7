"""What the square code of an identity card says, as a scanner types it. Pure."""

import re
from dataclasses import dataclass

from desktop.editions import answers
from desktop.editions.rules import Edition
from desktop.editions.values import Unreadable, Value

# number | old number | name | ddmmyyyy | sex | address | date of issue; newer cards add fields behind these.
STROKE, FEWEST, MOST = "|", 6, 12
_NUMBER, _NAME, _BORN, _SEX, _ISSUED = 0, 2, 3, 4, 6


@dataclass(frozen=True, slots=True)
class Card:
    """Question -> value, of what could be read; and the texts that could not."""

    says: dict[str, Value]
    unread: tuple[str, ...]


def is_card(text: str) -> bool:
    """Does this look like what a scanner types, and not like a name or a number?"""
    parts = text.split(STROKE)
    return FEWEST <= len(parts) <= MOST and re.fullmatch(r"\s*[0-9]{12}\s*", parts[0]) is not None


def read(edition: Edition, text: str) -> Card:
    """The answers on a card. Its address is where papers were made out, not where this household lives."""
    parts = [part.strip() for part in text.split(STROKE)]
    roles = edition.roles
    places = {
        roles.id_number: _NUMBER,
        roles.member_name: _NAME,
        roles.birth_date: _BORN,
        roles.sex: _SEX,
        roles.id_issued: _ISSUED,
    }
    says: dict[str, Value] = {}
    unread: list[str] = []
    for question, place in places.items():
        said = parts[place] if place < len(parts) else ""
        if not said or question not in edition.questions:
            continue
        value = answers.parse(edition.questions[question], said)
        if isinstance(value, Unreadable):
            unread.append(said)
        else:
            says[question] = value
    return Card(says, tuple(unread))
