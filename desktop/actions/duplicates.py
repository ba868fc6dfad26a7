"""Households that may stand in the files twice: found, decided, decided again, counted once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from desktop.actions import life, words
from desktop.actions.context import Workspace
from desktop.actions.life import Happened
from desktop.actions.progress import Progress, no_progress
from desktop.actions.records import FORM
from desktop.actions.write import put_record
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.records.alike import Suspect, Twins, suspects
from desktop.records.brief import Household, brief
from desktop.records.lineage import Event, What
from desktop.records.links import DECISION, LINK, Decision, decided, link_body, link_key
from desktop.records.merge import clash_id
from desktop.records.model import DELETED, Form, FormKey, Member, household_uid, member_path
from desktop.records.privacy import masked
from desktop.records.rows import head_name
from desktop.store import revisions, states

EVERY = 200  # households between two words of progress


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody decided about a pair, and why."""

    decision: Decision
    who: str
    why: str
    clash: str = ""  # its id, where two decided differently: settle it under Exchange


@dataclass(frozen=True, slots=True)
class Pair:
    """Two households side by side; `twins` are the people who may be one."""

    one: Household
    other: Household
    twins: tuple[Twins, ...]
    said: Said | None

    @property
    def is_open(self) -> bool:
        """Is there something left to do? Two that are one still count twice."""
        return self.said is None or bool(self.said.clash) or self.said.decision is Decision.SAME


@dataclass(frozen=True, slots=True)
class Line:
    """One question on both sides; `differs` where the answers do, also where the masked ones look alike."""

    label: str
    one: str
    other: str
    differs: bool
    masked: tuple[str, str]  # both, as they stand until somebody asks for the numbers

    @property
    def numbers(self) -> int:
        """How many ID numbers and phones stand in it."""
        return sum(said != veiled for said, veiled in zip((self.one, self.other), self.masked, strict=True))


def households(ws: Workspace, progress: Progress = no_progress) -> Iterator[Household]:
    """Every household that is counted in the open round, in brief."""
    total, end = states.count(ws.store, FORM), f"@{ws.round.key}"
    for done, (key, body) in enumerate(states.bodies(ws.store, FORM)):
        if done % EVERY == 0:
            progress(done, total)
        if key.endswith(end) and DELETED not in body:
            form = Form.from_body(FormKey(key), body)
            yield brief(ws.edition.roles, form, head_name(ws.edition, form))


def pairs(ws: Workspace, progress: Progress = no_progress) -> tuple[Pair, ...]:
    """All suspected pairs, those that are still open first."""
    known = {one.key: one for one in households(ws, progress)}
    links = dict(states.bodies(ws.store, LINK))
    found = [_pair(ws, known, one, links) for one in suspects(known.values())]
    return tuple(sorted(found, key=lambda pair: not pair.is_open))


def pair(ws: Workspace, one: FormKey, other: FormKey) -> Pair:
    """Any two households of the round side by side."""
    forms = [(key, states.body(ws.store, FORM, key) or {}) for key in sorted((one, other))]
    laid = [Form.from_body(key, body) for key, body in forms]
    known = {form.key: brief(ws.edition.roles, form, head_name(ws.edition, form)) for form in laid}
    (first, _), (second, _) = forms
    found = next(iter(suspects(known.values())), Suspect(first, second, ()))
    return _pair(ws, known, found, dict(states.bodies(ws.store, LINK)))


def lines(ws: Workspace, found: Pair, language: str) -> tuple[Line, ...]:
    """Both forms question by question; what neither answered is left out. Members follow by the row."""
    forms = [
        Form.from_body(one.key, states.body(ws.store, FORM, one.key) or {})
        for one in (found.one, found.other)
    ]
    return tuple(_lines(ws, forms[0], forms[1], language))


def decide(ws: Workspace, one: FormKey, other: FormKey, decision: Decision, why: str) -> bool:
    """Write down what two households are; says whether that is new. `why` is owed."""
    if not why.strip():
        raise RasoatError(
            "no_why",
            N_("A decision needs its reason."),
            N_("Say in a few words why this answer is right."),
        )
    ends = _ends(one, other)
    return put_record(ws, LINK, link_key(*ends), link_body(*ends, decision), why.strip())


def undecide(ws: Workspace, one: FormKey, other: FormKey) -> bool:
    """Take the decision about two households back: they are suspected again."""
    ends = _ends(one, other)
    if states.body(ws.store, LINK, link_key(*ends)) is None:
        raise RasoatError(
            "not_decided",
            N_("Nobody decided about these two households."),
            N_("“rasoat duplicates” lists those that are suspected."),
        )
    return put_record(ws, LINK, link_key(*ends), link_body(*ends, None))


def count_once(ws: Workspace, drop: FormKey, keep: FormKey) -> Happened:
    """Two that are one: `drop` is counted no more, `keep` stands for both. Taken back like any event."""
    entered, stays = life.opened(ws, drop), life.opened(ws, keep)
    event = Event(ws.new_uid(), What.SAME_AS, (household_uid(stays.form.key),))
    return life.happen(ws, event.id, (entered, event, {DELETED: What.SAME_AS.value}))


def _ends(one: FormKey, other: FormKey) -> tuple[str, str]:
    if one == other:
        raise RasoatError(
            "same_pair",
            N_("A household is always the same as itself."),
            N_("Choose the other household."),
        )
    return household_uid(one), household_uid(other)


def _pair(
    ws: Workspace,
    known: Mapping[FormKey, Household],
    found: Suspect,
    links: Mapping[str, Mapping[str, Value]],
) -> Pair:
    one, other = known[found.one], known[found.other]
    key = link_key(one.uid, other.uid)
    decision = decided(links.get(key, {}))
    return Pair(one, other, found.twins, _said(ws, key, decision) if decision else None)


def _said(ws: Workspace, key: str, decision: Decision) -> Said:
    """By whom and why: of the last who wrote it."""
    held = revisions.record(ws.store, LINK, key).values()
    wrote = [one for one in held if DECISION in one.sets and one.body.get(DECISION) == decision.value]
    last = max(wrote, key=lambda one: one.clock)
    clash = states.clash(ws.store, clash_id(LINK, key, DECISION))
    return Said(decision, last.author, last.why, clash.id if clash else "")


def _lines(ws: Workspace, one: Form, other: Form, language: str) -> Iterator[Line]:
    for question in ws.edition.questions:
        if question in one.household or question in other.household:
            said = [_answer(ws, question, form, language) for form in (one, other)]
            veiled = (masked(ws.edition.roles, question, text) for text in said)
            yield _line(words.place(ws.edition, one, question, language), *zip(said, veiled, strict=True))
    for row, (here, there) in enumerate(zip_longest(one.members, other.members), start=1):
        people = [_person(ws, member, language) for member in (here, there)]
        yield _line(_("Person {n}").format(n=row), *people)


def _answer(ws: Workspace, question: str, form: Form, language: str) -> str:
    """Units by their names."""
    value, roles = form.answer(question), ws.edition.roles
    unit = ws.units.get(value) if question in (roles.unit, roles.village) and isinstance(value, str) else None
    return unit.full_name if unit else words.answer(ws.edition, question, value, language)


def _line(label: str, one: tuple[str, str], other: tuple[str, str]) -> Line:
    """Of two answers, each as it is and masked."""
    return Line(label, one[0], other[0], one[0] != other[0], (one[1], other[1]))


def _person(ws: Workspace, member: Member | None, language: str) -> tuple[str, str]:
    """Who somebody is: name, birth, ID number, relation; then the same with the number masked."""
    if member is None:
        return "—", "—"
    roles = ws.edition.roles
    asked = (roles.member_name, roles.birth_date, roles.birth_year, roles.id_number, roles.relation)
    path, answers = partial(member_path, member.uid), member.answers
    said = {
        name: words.answer(ws.edition, path(name), answers[name], language)
        for name in asked
        if name in answers
    }
    return " · ".join(said.values()), " · ".join(masked(roles, name, text) for name, text in said.items())
