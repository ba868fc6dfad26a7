"""What the block of the score card says: the options of each item, its points, the total. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.editions.cards import numbers_of
from desktop.editions.rules import Edition
from desktop.i18n import _, ngettext
from desktop.records import card_route
from desktop.records.cards import Line, Score, score
from desktop.ui.form.shown import Board, Shown
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.editors.contract import State

SHORT = 8  # letters of a hash that people compare


@dataclass(frozen=True, slots=True)
class CardShown:
    """The block for one household; `asked` are the paths to show, in their order."""

    asked: tuple[str, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    points: Mapping[str, str] = field(default_factory=dict)  # beside each item
    counted: Mapping[str, str] = field(default_factory=dict)  # the option that the program found
    sources: Mapping[str, str] = field(default_factory=dict)  # where the points of an item stand
    total: str = ""
    source: str = ""
    illustrative: str = ""  # what a card that is invented says of itself
    recheck: str = ""  # the button that opens the items of a total from paper


def is_card_block(edition: Edition, block: str) -> bool:
    """Is this the block of the score card?"""
    return edition.card is not None and edition.questions[edition.card.like_rural].block == block


def ways(board: Board, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """How the income may be found: by card only where there is one, or where that was answered already."""
    form, answers = board.edition.card, board.entered.form.household
    if form is None or answers.get(board.edition.roles.basis) == form.basis:
        return choices
    offered = bool(board.edition.cards) and card_route.offers(board.edition, answers)
    return choices if offered else tuple(choice for choice in choices if choice.code != form.basis)


def card_shown(board: Board) -> CardShown:
    """All that the block shows."""
    edition, answers = board.edition, board.entered.form.household
    form, found = edition.card, score(board.entered.sheet)
    if form is None:
        return CardShown()
    if found is None:
        can = bool(edition.cards) and card_route.can_recheck(edition, answers)
        return CardShown(recheck=edition.questions[form.recheck].label[board.language] if can else "")
    block = edition.questions[form.like_rural].block
    skipped = board.entered.sheet.skipped
    asked = (q.id for q in edition.questions.values() if q.block == block and q.id not in skipped)
    return CardShown(
        asked=tuple(asked),
        choices={line.item.path: _choices(line) for line in found.lines},
        points={line.item.path: _points(line) for line in found.lines},
        counted={line.item.path: line.counted for line in found.lines if line.counted},
        sources={line.item.path: line.mark.source if line.mark else "" for line in found.lines},
        total=_total(found),
        source=_source(board, found),
        illustrative=form.illustration[board.language] if found.illustrative else "",
    )


def item_shown(board: Board, card: CardShown, path: str) -> Shown:
    """An answer as its field shows it: where none was chosen, the option that the program found."""
    shown = board.shown(path)
    if shown.text or shown.problem or path not in card.counted:
        return shown
    return Shown(card.counted[path], "", State.ANSWERED, "")


def _choices(line: Line) -> tuple[Choice, ...]:
    marks = line.card.options(line.item.path) if line.card else ()
    numbers = numbers_of([mark.code for mark in marks])
    return tuple(Choice(mark.code, mark.label, n) for mark, n in zip(marks, numbers, strict=True))


def _points(line: Line) -> str:
    if line.waived:
        return _("0: nobody here can work")
    if line.points is None:
        return "–"
    parts = [str(line.points)]
    if line.mark and line.counted == line.mark.code:
        parts.append(_("counted"))
    if line.borrowed and line.card:
        parts.append(_("from another card"))
    return " · ".join(parts)


def _total(found: Score) -> str:
    if found.total is not None:
        return _("Total B1: {n} points").format(n=found.total)
    missing = sum(line.points is None for line in found.lines)
    said = ngettext("{n} item is missing", "{n} items are missing", missing).format(n=missing)
    return _("So far {n} points; {missing}").format(n=found.so_far, missing=said)


def _source(board: Board, found: Score) -> str:
    """Which card it is, so that two people can compare."""
    if found.card is None:
        return ""
    places = (board.edition.roles.area, board.edition.card.region if board.edition.card else "")
    codes = (found.card.area, found.card.region)
    options = (board.edition.option(name, code) for name, code in zip(places, codes, strict=True) if code)
    named = ", ".join(option.label[board.language] for option in options if option)
    return _("Score card: {name}; check sum {hash}").format(name=named, hash=found.card.hash[:SHORT])
