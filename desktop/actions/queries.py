"""Ask the commune: a question about a household, its answer, and how far each is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import i18n
from desktop.actions import clashes, office, papers, papers_lists, records, words
from desktop.actions.context import Workspace
from desktop.actions.papers import Made
from desktop.actions.write import put_record
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.records import queries
from desktop.records.model import Form, FormKey
from desktop.records.queries import ANSWER, CLOSED, QUERY, TEXT, Status
from desktop.records.sides import differing, group_paths
from desktop.store import revisions, states

_ORDER = (Status.ASKED, Status.ANSWERED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what became of it."""

    id: str
    key: str
    form: FormKey
    path: str  # the place on the form; "" = the whole household
    household: str  # in words
    village: str
    place: str
    text: str
    asked_by: str
    answer: str
    answered_by: str
    status: Status
    clash: bool  # is the place still written differently on two sides?


def can_ask(ws: Workspace) -> bool:
    """Only an office asks: below, questions of others are not taken in."""
    above = office.certificate_above(ws)
    return office.own_office(ws) is not None or (above is not None and office.OFFICE_ROLE in above.roles)


def ask(ws: Workspace, form: FormKey, text: str, path: str = "") -> str:
    """Ask about a household, or about one place on its form; the id of the question.

    Raises `RasoatError` where this is no office, nothing is asked, or there is no such household.
    """
    if not can_ask(ws):
        raise RasoatError(
            "only_an_office_asks",
            N_("Only an office asks the commune."),
            N_("Write a remark on the form instead, or speak to the surveyor."),
        )
    if states.body(ws.store, records.FORM, form) is None:
        raise RasoatError(
            "no_household",
            N_("There is no household “{found}”."),
            N_("Look for it in the list of households."),
            found=form,
        )
    said = _owed(text)
    key = queries.query_key(form, path, said)
    put_record(ws, QUERY, key, {TEXT: said})
    return queries.query_id(key)


def ask_about_clash(ws: Workspace, clash_id: str, text: str = "", language: str = "vi") -> str:
    """Ask which side of a clash is right; without `text` the question names both sides."""
    view = clashes.view_of(ws, clash_id, language)
    if not view.household:
        raise RasoatError(
            "not_about_a_household",
            N_("This clash is about no household, so no commune can answer it."),
            N_("Decide it here."),
        )
    with i18n.speaking(language):
        sides = f" {_('or')} ".join(side.text for side in view.sides)
        asked = text.strip() or _("{place}: which is right, {sides}?").format(place=view.place, sides=sides)
    paths = differing(view.clash)
    return ask(ws, FormKey(view.clash.key), asked, paths[0] if len(paths) == 1 else view.clash.path)


def answer(ws: Workspace, question_id: str, text: str) -> bool:
    """Answer a question; says whether that is new. It travels up with the next bundle."""
    return put_record(ws, ANSWER, _key(ws, question_id), {TEXT: _owed(text)})


def close(ws: Workspace, question_id: str, *, closed: bool = True) -> bool:
    """The question is done with, or is open again; says whether that is new."""
    key = _key(ws, question_id)
    body: dict[str, Value] = {TEXT: queries.said(states.body(ws.store, QUERY, key))}
    return put_record(ws, QUERY, key, {**body, CLOSED: True} if closed else body)


def listed(ws: Workspace, language: str = "vi") -> tuple[Question, ...]:
    """Every question: those that nobody answered first, closed ones last."""
    found = (_question(ws, key, body, language) for key, body in states.bodies(ws.store, QUERY) if body)
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.status), one.village, one.key)))


def waiting(ws: Workspace) -> int:
    """How many nobody answered yet."""
    found = [key for key, body in states.bodies(ws.store, QUERY) if body and body.get(CLOSED) is not True]
    return sum(not queries.said(states.body(ws.store, ANSWER, key)) for key in found)


def print_list(ws: Workspace, to: Path) -> Made:
    """The questions that nobody answered, on paper, with room for the answers."""
    return papers.make_paper(ws, "query-list", papers_lists.queries(ws.home.full_name, [*_rows(ws)]), to)


def _rows(ws: Workspace) -> Iterator[papers_lists.Query]:
    for one in listed(ws):
        if one.status is Status.ASKED:
            whose = " · ".join(part for part in (one.household, one.village) if part)
            said = [*_sides(ws, one), "", ""]
            yield papers_lists.Query(whose, one.text, said[0], said[1])


def _sides(ws: Workspace, one: Question) -> list[str]:
    """What both sides say, where the question is about a clash that is still open."""
    found = states.clashes_of(ws.store, records.FORM, one.form)
    clash = next((clash for clash in found if one.path in group_paths(clash)), None)
    return [side.text for side in clashes.view(ws, clash, "vi").sides] if clash else []


def _question(ws: Workspace, key: str, body: Mapping[str, Value], language: str) -> Question:
    form_key, path = queries.form_of(key), queries.path_of(key)
    form = Form.from_body(form_key, states.body(ws.store, records.FORM, form_key) or {})
    answered = states.body(ws.store, ANSWER, key)
    return Question(
        id=queries.query_id(key),
        key=key,
        form=form_key,
        path=path,
        household=words.household(ws.edition, form, language),
        village=clashes.village(ws, form),
        place=words.place(ws.edition, form, path, language) if path else "",
        text=queries.said(body),
        asked_by=_author(ws, QUERY, key),
        answer=queries.said(answered),
        answered_by=_author(ws, ANSWER, key),
        status=queries.status(body, answered),
        clash=any(path in group_paths(one) for one in states.clashes_of(ws.store, records.FORM, form_key)),
    )


def _author(ws: Workspace, kind: str, key: str) -> str:
    """Who wrote the words last, by their own clock: for people to read."""
    found = [one for one in revisions.record(ws.store, kind, key).values() if TEXT in one.sets]
    return max(found, key=lambda one: one.clock).author if found else ""


def _key(ws: Workspace, question_id: str) -> str:
    for key, _body in states.bodies(ws.store, QUERY):
        if queries.query_id(key) == question_id:
            return key
    raise RasoatError(
        "no_question_of_office",
        N_("There is no question {found}."),
        N_("“rasoat queries” lists them."),
        found=question_id,
    )


def _owed(text: str) -> str:
    if not text.strip():
        raise RasoatError(
            "nothing_said",
            N_("There is nothing written yet."),
            N_("Write in a few words what is asked, or the answer."),
        )
    return text.strip()
