"""What a household's income side is worth on one basis: an answer, or what its score card adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.editions.rules import Basis
from desktop.editions.values import Value
from desktop.records.cards import Line, Score, score
from desktop.records.model import Reason
from desktop.records.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Worth:
    """The number that is compared with the lines, what it rests on, what is missing for it."""

    number: int | None
    because: Mapping[str, Value]
    ask: frozenset[str]  # empty where the number is there
    reasons: tuple[Reason, ...] = field(default=())  # item by item
    illustrative: bool = False


def worth(sheet: Sheet, basis: Basis) -> Worth:
    """The value of a basis for this household."""
    form = sheet.edition.card
    if form is not None and basis.id == form.basis:
        return _by_card(basis, score(sheet))
    answer = sheet.form.household.get(basis.value)
    because = {} if answer is None else {basis.value: answer}
    if isinstance(answer, int):
        return Worth(answer, because, frozenset())
    return Worth(None, because, frozenset({basis.value}))


def _by_card(basis: Basis, found: Score | None) -> Worth:
    if found is None:
        return Worth(None, {}, frozenset())
    because = {} if found.total is None else {basis.value: found.total}
    reasons = tuple(_reason(basis, line) for line in found.lines if line.card)
    ask = found.ask if found.total is None else frozenset[str]()
    return Worth(found.total, because, ask, reasons, found.illustrative)


def _reason(basis: Basis, line: Line) -> Reason:
    """One item: its option and its points, where they stand, and by which card."""
    source = line.card.source_of(line.mark) if line.card and line.mark else basis.source
    because: dict[str, Value] = {line.item.path: line.mark.code} if line.mark else {}
    holds = True if line.points is not None else None
    card = line.card.hash if line.card else ""
    return Reason(line.item.path, holds, because, source, points=line.points, card=card)
