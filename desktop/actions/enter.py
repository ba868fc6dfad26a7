"""Enter answers: each is checked, kept at once in the draft, and answered with the new result.

Nothing to save: what these functions return has been written. Values come back, never callbacks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.records import current, same
from desktop.editions import answers
from desktop.editions.model import Question
from desktop.editions.values import Unreadable, Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.carry import to_confirm
from desktop.records.check import check, rejected
from desktop.records.classify import classify_sheet
from desktop.records.model import (
    POSITION,
    REMOVED,
    Form,
    FormKey,
    Problem,
    Result,
    form_key,
    member_path,
    split_path,
)
from desktop.records.revision import RevId
from desktop.records.rounds import round_of_form
from desktop.records.sheet import Sheet, lay_out, not_asked, unanswered
from desktop.store import drafts


@dataclass(frozen=True, slots=True)
class Step:
    """One change that undo can take back."""

    path: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Entered:
    """A form as it is now, and what follows from it."""

    form: Form
    problems: tuple[Problem, ...]
    result: Result
    unanswered: tuple[str, ...]  # required questions without answer or reason, in the order of the form
    skipped: frozenset[str]  # paths of questions that are not asked
    clashing: frozenset[str]  # paths that two sides wrote differently
    sheet: Sheet
    base: tuple[RevId, ...]
    carried: frozenset[str] = frozenset()  # answers of the last round that nobody confirmed
    rejected: Problem | None = None  # what was typed could not be read, and was not kept
    steps: tuple[Step, ...] = ()  # what this call wrote
    given: Mapping[str, Value] = field(default_factory=dict)  # kept with the first answer, not before

    @property
    def to_confirm(self) -> frozenset[str]:
        """Asked answers that stand as in the last round, and that nobody looked at yet."""
        return to_confirm(self.sheet.edition, self.carried, self.skipped)


def new_form(ws: Workspace) -> Entered:
    """A new household of this workspace's unit; it is kept from its first answer on."""
    key = form_key(ws.new_uid(), ws.round.key)
    given = {ws.edition.roles.unit: ws.home.code} if ws.level == "commune" else {}
    return replace(_entered(ws, Form(key, dict(given)), (), frozenset()), given=given)


def open_form(ws: Workspace, key: FormKey) -> Entered:
    """A household as it stands: its sealed revisions with the open draft on top."""
    if not standing.is_of_open_round(ws, key):
        raise RasoatError(
            "other_round",
            N_("This form belongs to another round: {round}."),
            N_("Change to that round in the settings first."),
            round=round_of_form(key),
        )
    merged = current(ws, key)
    if not merged.heads and not merged.body:
        raise RasoatError(
            "no_household",
            N_("There is no household {key} in this round."),
            N_("Choose one of the list of households."),
            key=key,
        )
    clashing = frozenset(clash.path for clash in merged.clashes)
    draft = drafts.read(ws.store, key)
    base = draft.base if draft else merged.heads
    return _entered(ws, Form.from_body(key, merged.body), base, clashing, carried=merged.carried)


def enter(ws: Workspace, before: Entered, path: str, text: str) -> Entered:
    """Read what was typed at `path` and keep it; text that is no answer is kept out, said in `rejected`."""
    if not text.strip():
        return put(ws, before, path, None)
    value = answers.parse(question_at(ws, path), text)
    if isinstance(value, Unreadable):
        return replace(before, rejected=rejected(before.sheet, path, value), steps=())
    return put(ws, before, path, value)


def put(ws: Workspace, before: Entered, path: str, value: Value | None) -> Entered:
    """Keep one value at `path`; None clears it. One transaction: the answer and its journal line."""
    return put_all(ws, before, {path: value})


def put_all(ws: Workspace, before: Entered, values: Mapping[str, Value | None]) -> Entered:
    """Keep several values together, all or nothing."""
    form = before.form
    steps = tuple(
        Step(path, was, value) for path, value in values.items() if not same(was := form.answer(path), value)
    )
    confirms = [path for path in values if path in before.clashing or path in before.carried]
    if not steps and not confirms:
        return replace(before, rejected=None, steps=())
    standing.must_be_open(ws)
    touched = {path: Step(path, None, value) for path, value in before.given.items()}
    touched |= {step.path: step for step in steps} | {
        path: Step(path, form.answer(path), values[path]) for path in confirms
    }
    for path in before.given:  # nothing of it is in the file yet
        touched[path] = replace(touched[path], before=None)
    drafts.put_all(
        ws.store,
        form.key,
        [(step.path, step.before, step.after) for step in touched.values()],
        base=before.base,
        who=ws.person,
        when=ws.clock(),
    )
    for step in steps:
        form = form.with_answer(step.path, step.after)
    written = {ws.edition.group_of(path) for path in touched}
    carried = frozenset(path for path in before.carried if ws.edition.group_of(path) not in written)
    return _entered(ws, form, before.base, before.clashing, before.sheet, steps, carried)


def add_member(ws: Workspace, before: Entered) -> tuple[str, Entered]:
    """A new row at the foot of the member grid; returns its uid."""
    uid = ws.new_uid()
    return uid, put(ws, before, member_path(uid, POSITION), next_position(before.form))


def add_named_member(ws: Workspace, before: Entered, text: str) -> tuple[str, Entered]:
    """A new row that begins with its name, both kept together; a name that cannot be read makes no row."""
    uid = ws.new_uid()
    question = ws.edition.roles.member_name
    value = answers.parse(ws.edition.questions[question], text)
    if isinstance(value, Unreadable):
        return uid, replace(
            before, rejected=rejected(before.sheet, member_path(uid, question), value), steps=()
        )
    row = {member_path(uid, POSITION): next_position(before.form), member_path(uid, question): value}
    return uid, put_all(ws, before, row)


def remove_member(ws: Workspace, before: Entered, uid: str, reason: str) -> Entered:
    """The member leaves the household with a reason; their answers stay in history.

    A row in which nothing was written yet just goes.
    """
    member = before.form.member(uid)
    if member and set(member.answers) == {POSITION}:
        return put(ws, before, member_path(uid, POSITION), None)
    return put(ws, before, member_path(uid, REMOVED), reason)


def confirm(ws: Workspace, before: Entered, paths: Iterable[str] | None = None) -> Entered:
    """Say that answers of the last round still hold: those of `paths`, or all. A write like any other."""
    wanted = before.to_confirm if paths is None else before.to_confirm & frozenset(paths)
    return put_all(ws, before, {path: before.form.answer(path) for path in sorted(wanted)})


def undo(ws: Workspace, before: Entered, *steps: Step) -> Entered:
    """Write back what was there before these steps, all or nothing: only where their values still stand."""
    if any(not same(before.form.answer(step.path), step.after) for step in steps):
        raise RasoatError(
            "changed_since",
            N_("This answer was changed again since."),
            N_("Look at the history of the household and write the right answer yourself."),
        )
    return put_all(ws, before, {step.path: step.before for step in steps})


def question_at(ws: Workspace, path: str) -> Question:
    """The question behind a path; an error names a path this edition does not ask."""
    question = ws.edition.questions.get(split_path(path)[1])
    if question is None:
        raise RasoatError(
            "no_question",
            N_("This edition asks no question “{path}”."),
            N_("Use a question of the edition; “rasoat edition show {edition}” lists them."),
            path=path,
            edition=ws.edition.id,
        )
    return question


def next_position(form: Form) -> int:
    """The row below the last, taken out or not."""
    return 1 + max((member.position for member in form.everyone if POSITION in member.answers), default=0)


def _entered(
    ws: Workspace,
    form: Form,
    base: tuple[RevId, ...],
    clashing: frozenset[str],
    sheet: Sheet | None = None,
    steps: tuple[Step, ...] = (),
    carried: frozenset[str] = frozenset(),
) -> Entered:
    laid = lay_out(ws.edition, form, ws.round.date, before=sheet)
    skipped = not_asked(laid)
    return Entered(
        form=form,
        problems=check(laid, ws.units.commune_of),
        result=classify_sheet(laid),
        unanswered=unanswered(laid),
        skipped=skipped,
        clashing=clashing,
        sheet=laid,
        base=base,
        carried=carried,
        steps=steps,
    )
