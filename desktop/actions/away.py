"""Households that one other answer would put into another class: in words, and as a list for visits."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.actions import audit, reasons, words
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.actions.records import FORM
from desktop.editions.model import Kind, Question
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.errors import RasoatError
from desktop.i18n import N_, _, ngettext
from desktop.records.away import Change, Finder, Flip
from desktop.records.classify import classify_sheet
from desktop.records.model import DELETED, Form, FormKey, Result, split_path
from desktop.records.rows import head_name
from desktop.records.sheet import Sheet, lay_out
from desktop.report import visits
from desktop.store import files, states

FEW = 2  # answers that are named one by one
ENDING = ".xlsx"
WIDTHS = (24, 20, 28, 22, 80)  # of the columns of the list, in letters
EVERY = 50  # households between two words of progress


@dataclass(frozen=True, slots=True)
class Near:
    """A household to visit again, and why."""

    key: FormKey
    code: str
    head: str
    village: str
    class_: str
    flips: tuple[Flip, ...]
    sentences: tuple[str, ...]


def near(
    ws: Workspace, language: str, progress: Progress = no_progress, *, village: str = ""
) -> tuple[Near, ...]:
    """Every live household of the open round, or of a village, that one other answer would class anew."""
    finder = Finder(ws.edition)
    looked = ((sheet, result, finder.flips(sheet, result, most=1)) for sheet, result in _judged(ws, progress))
    found = (_near(sheet, result, flips, language) for sheet, result, flips in looked if flips)
    return tuple(one for one in found if village in ("", one.village))


def write(
    ws: Workspace, to: Path, language: str, progress: Progress = no_progress, *, village: str = ""
) -> int:
    """Write them to an Excel file, by village and code, to be taken along on visits; returns how many.

    It holds names: whoever carries it away answers for it. Raises `RasoatError` for another kind of file.
    """
    if to.suffix.lower() != ENDING:
        raise RasoatError(
            "no_such_format",
            N_("The list cannot be written as “{ending}”."),
            N_("Use a file name that ends in .xlsx."),
            ending=to.suffix,
        )
    found = sorted(near(ws, language, progress, village=village), key=lambda one: (one.village, one.code))
    headings = (_("Village"), _("Household code"), _("Head"), _("Class"), _("What would change it"))
    count = ngettext("{n} household", "{n} households", len(found)).format(n=len(found))
    under = _("{unit}, reviewed as of {day}: {count}. It holds names: keep it as carefully as the forms.")
    with files.replacing(to) as out:
        visits.write(
            out,
            _("Households one answer away from another class"),
            under.format(unit=ws.home.full_name, day=_day(ws.round.date), count=count),
            tuple(zip(headings, WIDTHS, strict=True)),
            [_line(ws, one, language) for one in found],
            day=ws.round.date,
        )
        audit.note(ws, audit.VISITS, counts={"households": len(found)})
    return len(found)


def _line(ws: Workspace, one: Near, language: str) -> tuple[str, ...]:
    village = ws.units.get(one.village)
    place = village.full_name if village else one.village
    class_ = words.class_label(ws.edition, one.class_, language)
    return place, one.code, one.head, class_, "\n".join(one.sentences)


def _day(day: str) -> str:
    """`2026-10-01` -> `01/10/2026`."""
    return "/".join(reversed(day.split("-")))


def near_keys(ws: Workspace, progress: Progress = no_progress) -> tuple[FormKey, ...]:
    """Their keys alone."""
    finder = Finder(ws.edition)
    return tuple(sheet.form.key for sheet, result in _judged(ws, progress) if finder.is_near(sheet, result))


def _judged(ws: Workspace, progress: Progress) -> Iterator[tuple[Sheet, Result]]:
    """The live households of the open round with their class."""
    total = states.count(ws.store, FORM)
    for done, (key, body) in enumerate(states.bodies(ws.store, FORM)):
        if done % EVERY == 0:
            progress(done, total)
        if body and DELETED not in body and key.endswith(f"@{ws.round.key}"):
            sheet = lay_out(ws.edition, Form.from_body(FormKey(key), body), ws.round.date)
            yield sheet, classify_sheet(sheet)


def _near(sheet: Sheet, result: Result, flips: tuple[Flip, ...], language: str) -> Near:
    edition, form, roles = sheet.edition, sheet.form, sheet.edition.roles
    return Near(
        key=form.key,
        code=str(form.household.get(roles.code, "")),
        head=head_name(edition, form),
        village=str(form.household.get(roles.village, "")),
        class_=result.code,
        flips=flips,
        sentences=tuple(sentence(edition, form, flip, language) for flip in flips),
    )


def sentence(edition: Edition, form: Form, flip: Flip, language: str) -> str:
    """“If Latrine were other or none: poor household”."""
    parts = [_condition(edition, form, change, language) for change in flip.changes]
    return _("If {changes}: {label}").format(
        changes=_(" and ").join(parts), label=words.class_label(edition, flip.becomes, language)
    )


def _condition(edition: Edition, form: Form, change: Change, language: str) -> str:
    place = words.place(edition, form, change.path, language)
    question = edition.questions[split_path(change.path)[1]]
    now = form.answer(change.path)
    if len(change.values) > FEW and not isinstance(now, Missing) and now is not None:
        rest = [option.code for option in question.options if option.code not in change.values]
        if rest == [now]:
            return _("{place} were not “{answer}”").format(
                place=place, answer=words.answer(edition, change.path, now, language)
            )
    said = [_said(edition, question, change.path, value, language) for value in change.values]
    return _("{place} were {answer}").format(place=place, answer=_(" or ").join(said))


def _said(edition: Edition, question: Question, path: str, value: Value, language: str) -> str:
    if question.kind in (Kind.INTEGER, Kind.MONEY) and type(value) is int:
        return reasons.dotted(value)
    text = words.answer(edition, path, value, language)
    unit = question.unit.get(language, "") if question.kind is Kind.MEASURE else ""
    return f"{text} {unit}" if unit else f"“{text}”"
