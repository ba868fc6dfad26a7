"""Score cards: write a template, check a filled one, take it in as records, list those that are here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.actions import card_list, editions, office, records
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.bundle.certificate import OFFICE
from desktop.editions import card_items
from desktop.editions.card_check import (
    BOATS_FROM,
    DECISION,
    ILLUSTRATIVE,
    WITHOUT,
    YES,
    CardFault,
    Checked,
    check,
)
from desktop.editions.cards import Card, CardForm, CardItem
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.card_record import KIND, card_body, card_key
from desktop.records.card_route import in_use
from desktop.records.model import Form, FormKey
from desktop.report import card_sheets
from desktop.store import revisions, states

SENTENCES: Mapping[str, str] = {  # the code of a fault -> what is wrong
    "unknown_sheet": N_("no area or region is called “{found}”; accepted is {accepted}"),
    "no_card_here": N_("no sheet is filled in; accepted are sheets called {accepted}"),
    "no_column": N_("the column “{found}” is missing; the columns are {accepted}"),
    "formula_column": N_("the column “{found}” holds formulas in place of numbers"),
    "unknown_item": N_("no item is called “{found}”; accepted is {accepted}"),
    "unknown_option": N_("“{found}” is no option of this item; accepted is {accepted}"),
    "duplicate_option": N_("the option “{found}” stands twice"),
    "no_points": N_("the points are missing"),
    "not_whole": N_("the points “{found}” are no whole number; accepted is {accepted}"),
    "formula": N_("the formula “{found}” stands in place of a value"),
    "no_label": N_("the label of “{found}” is missing"),
    "no_source": N_("the source of “{found}” is missing: document, annex or article"),
    "gap": N_("a gap: “{found}” is missing"),
    "unknown_setting": N_("no setting is called “{found}”; accepted is {accepted}"),
    "bad_setting": N_("the setting “{found}” cannot be used; accepted is {accepted}"),
}


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card as lists show it."""

    key: str
    area: str
    region: str
    items: int
    options: int
    hash: str
    illustrative: bool
    decision: str
    boats_from: str
    new: bool = True  # of an import: not here yet, or different


@dataclass(frozen=True, slots=True)
class CardImport:
    """What an import found: sound cards, and what is wrong with the other sheets."""

    cards: tuple[CardRow, ...]
    faults: tuple[CardFault, ...]
    written: int


def template(edition: str, to: Path, *, illustrative: bool = False) -> None:
    """Write the workbook to fill in; with `illustrative`, the invented card for training."""
    known = editions.load_edition(edition)
    form = _form(known)
    if illustrative:
        cards = card_list.illustrative(form)
        settings = [(card.area, ILLUSTRATIVE, YES) for card in cards]
        card_sheets.write(to, [(card.area, _filled(card)) for card in cards], settings)
        return
    names = (form.town, *form.regions)
    rows = [(name, key, "") for name in names for key in (ILLUSTRATIVE, BOATS_FROM, WITHOUT, DECISION)]
    card_sheets.write(to, [(name, _empty(known, form, name)) for name in names], rows)


def _empty(edition: Edition, form: CardForm, name: str) -> list[tuple[str, ...]]:
    apart = form.borrowed | {form.boats} if name == form.town else frozenset[str]()
    items = [item for item in form.items if item.section not in apart]
    return [row for item in items for row in _rows(edition, item)]


def _rows(edition: Edition, item: CardItem) -> list[tuple[str, ...]]:
    options = edition.questions[item.path].options
    if not options:
        return [(item.id, "", "", "", "")]
    return [(item.id, option.code, option.label["vi"], "", "") for option in options]


def _filled(card: Card) -> list[tuple[str | int, ...]]:
    return [
        (path.partition("/")[2], mark.code, mark.label, mark.points, mark.source)
        for path, marks in card.marks.items()
        for mark in marks
    ]


def read(edition: Edition, file: Path) -> Checked:
    """Check the workbook of a card; nothing is written."""
    sheets, digest = card_sheets.read(file)
    return check(_form(edition), sheets, digest)


def with_file(edition: Edition, file: Path) -> Edition:
    """An edition with the cards of a workbook, for households outside a workspace. A fault stops it."""
    checked = read(edition, file)
    if checked.faults:
        first = checked.faults[0]
        raise RasoatError(
            "unsound_card",
            N_("The score card {file} is not sound: {where}: {what}."),
            N_("Correct it; “rasoat edition card-import --dry-run” names everything that is wrong."),
            file=file.name,
            where=place(first),
            what=said(first),
        )
    return card_items.with_cards(edition, checked.cards.values())


def import_cards(ws: Workspace, file: Path, *, dry_run: bool = False, sound_only: bool = False) -> CardImport:
    """Take the cards of a workbook in: all of them, or with `sound_only` those of sound sheets, or none.

    Forms that are scored by card are worked out anew.
    """
    must_be_office(ws)
    checked = read(ws.edition, file)
    here = {card_key(ws.edition.id, card): card for card in card_list.held(ws, ws.edition.id)}
    cards = {card_key(ws.edition.id, card): card for card in checked.cards.values()}
    rows = tuple(_row(key, card, new=here.get(key) != card) for key, card in cards.items())
    if dry_run or (checked.faults and not sound_only):
        return CardImport(rows, checked.faults, 0)
    with ws.store.write():
        written = sum(put_record(ws, KIND, key, card_body(card)) for key, card in cards.items())
        if written:
            score_again(ws)
    return CardImport(rows, checked.faults, written)


def score_again(ws: Workspace) -> None:
    """The cards changed: let the edition know them, and work out the forms that use one."""
    card_list.refresh(ws)
    out = records.withdrawn(ws)
    touched = [
        key
        for key, body in states.bodies(ws.store, records.FORM)
        if in_use(ws.edition, Form.from_body(FormKey(key), body).household)
    ]
    for key in touched:
        found = revisions.record(ws.store, records.FORM, key)
        records.project(ws, records.merged(ws, records.FORM, key, found, out))


def must_be_office(ws: Workspace) -> None:
    """A laptop that works for an office above gets its cards from there: others would not take its own."""
    certificate = office.certificate_above(ws)
    if certificate is not None and OFFICE not in certificate.roles:
        raise RasoatError(
            "card_of_office",
            N_("Score cards are handed out by {name}; this computer cannot change them."),
            N_("Ask that office for a file with its cards, and receive it."),
            name=certificate.office.name,
        )


def listed(ws: Workspace) -> tuple[CardRow, ...]:
    """The cards that forms of the open round are scored by."""
    return tuple(_row(card_key(ws.edition.id, card), card, new=False) for card in ws.edition.cards)


def place(fault: CardFault) -> str:
    """Sheet and row of a fault, as file tools write it."""
    return f"{fault.sheet}!{fault.row}" if fault.row else fault.sheet


def said(fault: CardFault) -> str:
    """What is wrong, in English; the window translates `SENTENCES` itself."""
    return SENTENCES[fault.code].format(found=fault.found, accepted=fault.accepted)


def _row(key: str, card: Card, *, new: bool) -> CardRow:
    return CardRow(
        key=key,
        area=card.area,
        region=card.region,
        items=len(card.marks),
        options=sum(map(len, card.marks.values())),
        hash=card.hash,
        illustrative=card.illustrative,
        decision=card.decision,
        boats_from=card.boats_from,
        new=new,
    )


def _form(edition: Edition) -> CardForm:
    if edition.card is None:
        raise RasoatError(
            "no_card_form",
            N_("The edition {edition} knows no class by points, so it has no score card."),
            N_("Choose another edition."),
            edition=edition.id,
        )
    return edition.card
