"""Several answers of the members at once: a scanned card, cells from a spreadsheet, the order of the rows.

Each is one transaction and one step of undo.
"""

from dataclasses import dataclass

from desktop.actions import enter
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records import id_card, pasted
from desktop.records.check import rejected
from desktop.records.model import POSITION, Problem, member_path


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a card did: the form, whose row it is, and the questions where the card says otherwise."""

    entered: Entered
    uid: str
    differs: dict[str, Value]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """Cells laid over the grid, not kept yet."""

    cells: pasted.Pasted
    refused: dict[str, tuple[str, Problem]]  # path -> what stands in the cell, and what is wrong with it


def scan(ws: Workspace, before: Entered, uid: str | None, text: str) -> Scanned:
    """Fill the empty answers of a person, or of a new one, from their card; what differs is left as it is."""
    card = id_card.read(ws.edition, text)
    if uid is None and ws.edition.roles.member_name not in card.says:
        raise RasoatError(
            "no_card", N_("This card has no name that can be read."), N_("Type the name, then scan again.")
        )
    whose, values = (uid, {}) if uid else (ws.new_uid(), _new_row(before, 0))
    differs: dict[str, Value] = {}
    filled = {member_path(whose, question): value for question, value in values.items()}
    for question, value in card.says.items():
        path = member_path(whose, question)
        now = before.form.answer(path)
        if now is None:
            filled[path] = value
        elif now != value:
            differs[question] = value
    return Scanned(enter.put_all(ws, before, filled), whose, differs, card.unread)


def lay(ws: Workspace, before: Entered, at: tuple[str | None, str], text: str) -> Laid:
    """What cells from a spreadsheet would do; nothing is written."""
    rows = min(pasted.MOST_ROWS, text.count("\n") + 1)
    cells = pasted.read(ws.edition, before.form, at, text, [ws.new_uid() for _row in range(rows)])
    refused = {
        one.path: (one.text, rejected(before.sheet, one.path, one.why)) for one in cells.unread if one.why
    }
    return Laid(cells, refused)


def keep(ws: Workspace, before: Entered, laid: Laid) -> Entered:
    """Write what could be read, all or nothing."""
    rows: dict[str, Value | None] = {}
    for place, uid in enumerate(laid.cells.new):
        rows |= {member_path(uid, question): value for question, value in _new_row(before, place).items()}
    return enter.put_all(ws, before, {**rows, **laid.cells.values})


def move(ws: Workspace, before: Entered, uid: str, step: int) -> Entered:
    """A person goes up (-1) or down (1) by one row; at the end of the grid nothing happens."""
    order = [member.uid for member in before.form.members]
    place = order.index(uid)
    to = place + step
    if not 0 <= to < len(order):
        return enter.put_all(ws, before, {})
    order[place], order[to] = order[to], order[place]
    gone = [member.uid for member in before.form.everyone if member.is_removed]
    rows = enumerate([*order, *gone], start=1)
    return enter.put_all(ws, before, {member_path(one, POSITION): row for row, one in rows})


def born_in(ws: Workspace, before: Entered, uid: str, year: str) -> Entered:
    """A year alone, typed where the date of birth is asked: the date is not known, the year is."""
    roles = ws.edition.roles
    read = enter.enter(ws, before, member_path(uid, roles.birth_date), year)
    if read.rejected is None or roles.birth_year not in ws.edition.questions:
        return read
    values: dict[str, Value | None] = {
        member_path(uid, roles.birth_date): None,
        member_path(uid, roles.birth_year): int(year),
    }
    return enter.put_all(ws, before, values)


def _new_row(before: Entered, place: int) -> dict[str, Value]:
    return {POSITION: enter.next_position(before.form) + place}
