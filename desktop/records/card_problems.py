"""What is odd about a household's score card: no card, an option of another one, two totals that differ."""

from collections.abc import Iterator, Mapping

from desktop.records.card_route import is_rechecked
from desktop.records.cards import Score, score
from desktop.records.sheet import Sheet

Found = tuple[str, str, Mapping[str, str | int]]  # code, path, slots


def card_problems(sheet: Sheet) -> Iterator[Found]:
    """Code, path and slots of each problem, for the words of the edition."""
    form, found = sheet.edition.card, score(sheet)
    if form is None or found is None:
        return
    answers, roles = sheet.form.household, sheet.edition.roles
    if not found.lines and not found.ask:
        yield "no_card", roles.basis, {}
    for line in found.lines:
        if line.foreign:
            yield "no_card_option", line.item.path, {"found": str(answers.get(line.item.path, ""))}
    decided = answers.get(form.like_rural) is True and form.like_rural not in sheet.skipped
    if decided and form.decision not in answers:
        yield "card_without_decision", form.decision, {}
    if is_rechecked(sheet.edition, answers):
        yield from _difference(sheet, found)


def _difference(sheet: Sheet, found: Score) -> Iterator[Found]:
    """A total from paper that is not what its items add up to."""
    basis = sheet.edition.bases.get(str(sheet.form.household.get(sheet.edition.roles.basis)))
    written = sheet.form.household.get(basis.value) if basis else None
    if basis and found.total is not None and isinstance(written, int) and written != found.total:
        yield "card_total_differs", basis.value, {"found": written, "n": found.total}
