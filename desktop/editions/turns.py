"""Which answers another visit may find different, as the vocabulary lists them."""

from collections.abc import Mapping, Sequence

from desktop.editions.faults import fault, no_twins
from desktop.editions.model import Kind, Question
from desktop.editions.raw import RawTurns
from desktop.editions.rules import Turn

FILE = "vocabulary.toml"
NUMBERS = (Kind.INTEGER, Kind.MONEY, Kind.MEASURE)
LISTED = (Kind.CODE, Kind.CODES, Kind.YES_NO)  # kinds whose every answer can be listed


def read_turns(turns: Sequence[RawTurns], vocabulary: Mapping[str, Question]) -> dict[str, Turn]:
    """Only answers that can be listed, or numbers with how far another visit may move them."""
    found: dict[str, Turn] = {}
    no_twins(FILE, "turns, question {}", [name for turn in turns for name in turn.questions])
    for turn in turns:
        for name in turn.questions:
            question, where = vocabulary.get(name), "turns, questions"
            if question is None:
                raise fault(FILE, where, f"“{name}”", "the id of a question")
            number = question.kind in NUMBERS
            if not number and question.kind not in LISTED:
                raise fault(FILE, where, f"“{name}”, a {question.kind}", ", ".join(LISTED))
            if number is not (turn.within is not None):
                raise fault(FILE, "turns, within", f"“{name}”", "a number for numbers only")
            found[name] = Turn(turn.why, turn.within)
    return found
