"""All open problems of the households, grouped; a warning that is right can be confirmed with a remark."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.actions import duplicates, enter, words
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.actions.records import FORM
from desktop.actions.seal import seal
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.across import across
from desktop.records.check import check
from desktop.records.confirmed import confirms, open_ones
from desktop.records.model import Form, FormKey, Problem, Severity
from desktop.records.rows import HouseholdRow
from desktop.records.sheet import lay_out
from desktop.store import results, states
from desktop.store.results import ERRORS, WARNINGS, Filter

EVERY, BLOCK = 20, 500  # households between two words of progress; rows read together


@dataclass(frozen=True, slots=True)
class OpenProblem:
    """One problem with whose it is."""

    key: FormKey
    found: Problem
    title: str
    head: str
    code: str
    village: str
    other: FormKey | None = None  # the household it has this problem with


@dataclass(frozen=True, slots=True)
class Group:
    """The open problems of one kind; `hint` says what to do with each."""

    code: str
    severity: Severity
    hint: str
    problems: tuple[OpenProblem, ...]


def open_problems(
    ws: Workspace, language: str, village: str = "", progress: Progress = no_progress
) -> tuple[Group, ...]:
    """Errors first, then by how many there are.

    Only households whose rows say so are looked at; all of them for what stands in two households.
    """
    groups: dict[str, list[OpenProblem]] = {}
    rows = tuple(_rows(ws, village))
    for done, row in enumerate(rows):
        if done % EVERY == 0:
            progress(done, len(rows))
        form = Form.from_body(row.key, states.body(ws.store, FORM, row.key) or {})
        sheet = lay_out(ws.edition, form, ws.round.date)
        for found in open_ones(check(sheet, ws.units.commune_of)):
            title = words.problem(ws.edition, found, language)[0]
            one = OpenProblem(row.key, found, title, row.head, row.code, row.village)
            groups.setdefault(found.code, []).append(one)
    for shared in _across(ws, language, village, progress):
        groups.setdefault(shared.found.code, []).append(shared)
    made = [_group(ws, code, found, language) for code, found in groups.items()]
    return tuple(sorted(made, key=_weight))


def _across(ws: Workspace, language: str, village: str, progress: Progress) -> Iterator[OpenProblem]:
    """What households have in common that they should not: of those in the village, if one is named."""
    known = {one.key: one for one in duplicates.households(ws, progress)}
    for one in across(ws.edition, known.values()):
        here = known[one.key]
        if village in ("", here.village):
            title = words.problem(ws.edition, one.found, language)[0]
            yield OpenProblem(one.key, one.found, title, here.head, here.code, here.village, one.other)


def _weight(group: Group) -> tuple[bool, int, str]:
    return group.severity is Severity.WARNING, -len(group.problems), group.code


def _rows(ws: Workspace, village: str) -> Iterator[HouseholdRow]:
    seen = set[FormKey]()
    for only in (ERRORS, WARNINGS):
        wanted = Filter(village=village, only=only)
        for offset in range(0, results.count(ws.store, wanted), BLOCK):
            for row in results.page(ws.store, wanted, offset, BLOCK):
                if row.key not in seen:
                    seen.add(row.key)
                    yield row


def _group(ws: Workspace, code: str, found: list[OpenProblem], language: str) -> Group:
    hint = words.problem(ws.edition, found[0].found, language)[1]
    return Group(code, found[0].found.severity, hint, tuple(found))


def confirm(ws: Workspace, key: FormKey, found: Problem, remark: str) -> None:
    """Say that a warning was looked at and is right; the remark is kept with the form and travels with it."""
    if not remark.strip():
        raise RasoatError(
            "no_remark",
            N_("A confirmation needs a remark."),
            N_("Write in a few words why it is right."),
        )
    if found.severity is not Severity.WARNING:
        raise RasoatError(
            "no_warning",
            N_("Only a warning can be confirmed; this is an error."),
            N_("Correct the answer."),
        )
    entered = enter.open_form(ws, key)
    enter.put_all(ws, entered, confirms(ws.edition, entered.form, found, remark.strip()))
    seal(ws, key)


def reopen(ws: Workspace, key: FormKey, found: Problem) -> None:
    """Take a confirmation back."""
    entered = enter.open_form(ws, key)
    enter.put_all(ws, entered, confirms(ws.edition, entered.form, found, None))
    seal(ws, key)
