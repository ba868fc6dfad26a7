"""What other answers to a score card would add to its total, for "one answer away".

Only items that somebody answered can turn; what the program counts itself turns with the answers it counts:
of those another visit can find only the floor different.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.editions.cards import Counted
from desktop.editions.rules import Basis
from desktop.editions.values import Value
from desktop.records.cards import Line, option_for, score
from desktop.records.sheet import Sheet


@dataclass(frozen=True, slots=True)
class CardTurns:
    """A household whose class goes by the total of its card."""

    total: int
    people: int
    answered: Mapping[str, Line]  # items by path
    floor: Mapping[str, Line]  # the question of the floor -> the item that counts it; at most one

    def options(self, path: str) -> list[str]:
        """The other options of an item, on the card that scores it."""
        line = self.answered[path]
        marks = line.card.options(path) if line.card else ()
        return [mark.code for mark in marks if mark is not line.mark]

    def lines(self, question: str) -> set[int]:
        """Where another option begins, for the whole household."""
        line = self.floor.get(question)
        marks = line.card.options(line.item.path) if line and line.card else ()
        starts = (line.item.start_of(mark.code) for mark in marks) if line else ()
        return {start * self.people for start in starts if start is not None}

    def gain(self, changed: Mapping[str, Value]) -> int | None:
        """How many points more; None where the card has no points for such an answer."""
        gained = 0
        for path, value in changed.items():
            line = self.answered.get(path) or self.floor.get(path)
            if line is None or line.waived:
                continue
            code = value if path in self.answered else self._counted(line, value)
            mark = line.card.mark(line.item.path, str(code)) if line.card else None
            if mark is None:
                return None
            gained += mark.points - (line.points or 0)
        return gained

    def _counted(self, line: Line, floor: Value) -> str:
        return (
            option_for(line.item, line.card, int(floor) // self.people)
            if line.card and type(floor) is int
            else ""
        )


def card_turns(sheet: Sheet, basis: Basis | None) -> CardTurns | None:
    """None where the class does not go by a card, or its total is not known."""
    form = sheet.edition.card
    if form is None or basis is None or basis.id != form.basis:
        return None
    found, answers = score(sheet), sheet.form.household
    if found is None or found.total is None:
        return None
    by_hand = {line.item.path: line for line in found.lines if line.item.path in answers}
    counted = [line for line in found.lines if line.item.counted is Counted.FLOOR]
    floor = next((line for line in counted if line.item.path not in by_hand), None)
    return CardTurns(found.total, len(sheet.people), by_hand, {form.floor: floor} if floor else {})
