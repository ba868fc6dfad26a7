"""Choosing one of a list by its number or by its letters, with or without diacritics. No widget here."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.records.fold import fold

NOT_THIS = 9  # the rank of a choice that cannot be meant


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen: what is kept, what is read, the number typed for it."""

    code: str
    label: str
    number: str = ""


def fitting(choices: Sequence[Choice], text: str) -> tuple[Choice, ...]:
    """The choices that `text` may mean, best first; all of them for no text."""
    wanted = fold(text).strip()
    if not wanted:
        return tuple(choices)
    ranked = [(_rank(choice, wanted), place) for place, choice in enumerate(choices)]
    return tuple(choices[place] for rank, place in sorted(ranked) if rank < NOT_THIS)


def meant(choices: Sequence[Choice], text: str) -> Choice | None:
    """The choice that `text` names, if any: its number, its label, or the best that begins so."""
    found = fitting(choices, text) if text.strip() else ()
    return found[0] if found else None


def whole(choices: Sequence[Choice], text: str) -> Choice | None:
    """The choice whose number is `text`, when no other number begins so: nothing more needs to be typed."""
    found = [choice for choice in choices if text.isdigit() and choice.number.startswith(text)]
    return found[0] if len(found) == 1 and found[0].number == text else None


def by_code(choices: Sequence[Choice], code: str) -> Choice | None:
    """The choice that is kept as `code`."""
    return next((choice for choice in choices if choice.code == code), None)


def _rank(choice: Choice, wanted: str) -> int:
    if wanted.isdigit():
        exact = _bare(choice.number) == _bare(wanted)
        return 0 if exact else 1 if choice.number.startswith(wanted) else NOT_THIS
    label = fold(choice.label)
    parts = label.replace(",", " ").replace("(", " ").split()
    ways = (
        label == wanted,
        label.startswith(wanted),
        any(word.startswith(wanted) for word in parts),
        "".join(word[0] for word in parts).startswith(wanted),  # thcs -> Trung học cơ sở
        wanted in label,
    )
    return ways.index(True) if True in ways else NOT_THIS


def _bare(number: str) -> str:
    return number.lstrip("0") or number[-1:]
