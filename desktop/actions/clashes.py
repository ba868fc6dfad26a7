"""The open clashes: both sides, who wrote them, and what each would make of the household."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.actions import records, standing, words
from desktop.actions.context import Workspace
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.ancestor import ancestor_values
from desktop.records.classify import classify
from desktop.records.links import LINK, decided, ends_of
from desktop.records.merge import Clash, ClashValue, Revisions
from desktop.records.model import Form, FormKey, form_key, household_uid
from desktop.store import bundles, revisions, states

CLOCK = 1_000_000  # clocks count milliseconds × 1000


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a clash, numbered from 1, and what the household becomes with it."""

    n: int
    values: Mapping[str, Value]  # empty = cleared, or not removed
    text: str
    who: str
    when: str
    device: str  # the laptop, as its certificate calls it
    class_code: str  # "" where it is no household's form
    b2: int | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class ClashView:
    """A clash as a person decides it."""

    clash: Clash
    household: str  # uid; "" where it is no form
    title: str
    village: str
    place: str
    sides: tuple[Side, ...]
    ancestor: str | None  # the last value both sides knew
    flips: bool  # the sides make different classes


def list_clashes(ws: Workspace, language: str = "vi") -> tuple[ClashView, ...]:
    """All open clashes, those that change a class first."""
    views = [view(ws, clash, language) for clash in states.clashes(ws.store)]
    return tuple(sorted(views, key=lambda one: (not one.flips, one.village, one.title, one.clash.id)))


def find(ws: Workspace, clash_id: str) -> Clash:
    """One clash by its id; raises `RasoatError("no_clash", …)`."""
    found = states.clash(ws.store, clash_id)
    if found is None:
        raise RasoatError(
            "no_clash",
            N_("There is no open clash {clash}."),
            N_("Look at the list of clashes: it may have been settled."),
            clash=clash_id,
        )
    return found


def view(ws: Workspace, clash: Clash, language: str) -> ClashView:
    """A clash with everything that a person needs to decide it."""
    found = revisions.record(ws.store, clash.kind, clash.key)
    state = records.merged(ws, clash.kind, clash.key, found, records.withdrawn(ws))
    form = Form.from_body(FormKey(clash.key), state.body)
    is_form = clash.kind == records.FORM
    sides = tuple(_side(ws, clash, n, form, language) for n in range(1, len(clash.values) + 1))
    return ClashView(
        clash=clash,
        household=household_uid(form.key) if is_form else "",
        title=words.title(ws.edition, form) if is_form else _title(ws, form, clash),
        village=_village(ws, form),
        place=_place(ws, form, clash, language),
        sides=sides,
        ancestor=_ancestor(ws, form, clash, found, language),
        flips=len({side.class_code for side in sides}) > 1,
    )


def _title(ws: Workspace, form: Form, clash: Clash) -> str:
    """A decision about two households is called by both."""
    if clash.kind != LINK:
        return clash.key
    both = (form_key(uid, ws.round.key) for uid in ends_of(form.household))
    return " ↔ ".join(words.household(ws.edition, _form(ws, key)) for key in both)


def _form(ws: Workspace, key: FormKey) -> Form:
    return Form.from_body(key, states.body(ws.store, records.FORM, key) or {})


def _side(ws: Workspace, clash: Clash, n: int, form: Form, language: str) -> Side:
    value = clash.values[n - 1]
    own = standing.of_form(ws, clash.key)
    edition, day = (own.edition, own.round.date) if own else (ws.edition, ws.round.date)
    result = classify(edition, chosen(form, clash, value.values), day)
    is_form = clash.kind == records.FORM
    return Side(
        n=n,
        values=value.values,
        text=_text(ws, form, clash, value.values, language),
        who=value.author,
        when=_when(value),
        device=bundles.device_name(ws.store, value.epoch) if value.epoch != ws.epoch else ws.home.full_name,
        class_code=result.code if is_form else "",
        b2=result.b2 if is_form else None,
        provisional=n - 1 == clash.provisional,
    )


def chosen(form: Form, clash: Clash, values: Mapping[str, Value]) -> Form:
    """The form with one side's word on the clashing group."""
    for path in group_paths(clash):
        form = form.with_answer(path, values.get(path))
    return form


def group_paths(clash: Clash) -> tuple[str, ...]:
    """Every path that a side of the clash speaks of."""
    return tuple(sorted({clash.path}.union(*(side.values for side in clash.values))))


def differing(clash: Clash) -> tuple[str, ...]:
    """The paths on which the sides do not agree: of a group often only one."""
    return tuple(
        path
        for path in group_paths(clash)
        if len({(type(value := side.values.get(path)), value) for side in clash.values}) > 1
    )


def _place(ws: Workspace, form: Form, clash: Clash, language: str) -> str:
    if clash.kind == LINK:
        return words.LINK_PLACE[language]
    paths = differing(clash)
    return words.place(ws.edition, form, paths[0] if len(paths) == 1 else clash.path, language)


def _text(ws: Workspace, form: Form, clash: Clash, values: Mapping[str, Value], language: str) -> str:
    if clash.kind == LINK:
        return words.LINK_WORDS[decided(values)][language]
    said = {path: words.answer(ws.edition, path, values.get(path), language) for path in differing(clash)}
    if len(said) == 1:
        return next(iter(said.values()))
    places = {path: words.place(ws.edition, form, path, language) for path in said}
    return "; ".join(f"{places[path]}: {text}" for path, text in said.items())


def _ancestor(ws: Workspace, form: Form, clash: Clash, found: Revisions, language: str) -> str | None:
    values = ancestor_values(found, [side.rev for side in clash.values], group_paths(clash))
    return None if values is None else _text(ws, form, clash, values, language)


def _village(ws: Workspace, form: Form) -> str:
    code = form.household.get(ws.edition.roles.village)
    unit = ws.units.get(code) if isinstance(code, str) else None
    return unit.name if unit else str(code or "")


def _when(side: ClashValue) -> str:
    """The writer's clock, for people: it decides nothing."""
    return datetime.fromtimestamp(side.clock / CLOCK, UTC).isoformat(timespec="seconds") if side.clock else ""
