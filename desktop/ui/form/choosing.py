"""What may be chosen at a question: its options, yes and no, the units that the workspace knows."""

from desktop.actions import units
from desktop.actions.context import Workspace
from desktop.actions.words import YES_NO
from desktop.editions.model import Kind, Question
from desktop.editions.units import Unit, village_code
from desktop.ui.widgets.editors.choices import Choice

MOST_DIGITS = 3  # of the number of a village within its commune


def choices_of(question: Question, language: str) -> tuple[Choice, ...]:
    """The answers that the edition offers."""
    if question.kind is Kind.YES_NO:
        words = {number: YES_NO[yes][language] for number, yes in (("1", True), ("2", False))}
        return tuple(Choice(number, word.capitalize(), number) for number, word in words.items())
    return tuple(Choice(option.code, option.label[language], option.number) for option in question.options)


def communes(ws: Workspace) -> tuple[Choice, ...]:
    """The communes of the workspace, chosen by code or name."""
    return tuple(Choice(unit.code, unit.full_name, unit.code) for unit in ws.units.communes(ws.home.code))


def villages(ws: Workspace, commune: str) -> tuple[Choice, ...]:
    """The villages of a commune, chosen by their number in it or by name."""
    return tuple(_village(unit) for unit in units.villages(ws, commune)) if commune else ()


def village_of(commune: str, typed: str) -> str:
    """`7` typed in commune 01858 is `01858-07`; anything else stays as it is."""
    number = typed.strip()
    if commune and number.isdigit() and len(number) <= MOST_DIGITS:
        return village_code(commune, int(number))
    return typed


def _village(unit: Unit) -> Choice:
    number = unit.code.removeprefix(f"{unit.parent}-")  # one that came from another commune keeps its code
    return Choice(unit.code, unit.short_name, number)
