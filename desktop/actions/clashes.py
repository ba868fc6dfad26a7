"""The open clashes: both sides, who wrote them, and what each would make of the household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.actions import clash_words, records, standing, words
from desktop.actions.context import Workspace
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.ancestor import ancestor_values
from desktop.records.classify import classify
from desktop.records.merge import Clash, ClashValue
from desktop.records.model import Form, FormKey, household_uid, split_path
from desktop.records.privacy import masked
from desktop.records.sides import chosen, differing, group_paths
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
    b1: int | None = None
    masked: str | None = None  # the text without ID numbers and phones; None: it holds none


@dataclass(frozen=True, slots=True)
class ClashLine:
    """A clash as the list shows it."""

    id: str
    title: str
    village: str
    place: str
    flips: bool


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
    others: int = 0  # more clashes of the same record
    masked_ancestor: str | None = None  # as of sides

    @property
    def numbers(self) -> int:
        """How many of its values hold an ID number or a phone."""
        veiled = (*(side.masked for side in self.sides), self.masked_ancestor)
        return sum(one is not None for one in veiled)


def count(ws: Workspace) -> int:
    """How many are open."""
    return states.clash_count(ws.store)


def order(ws: Workspace) -> tuple[str, ...]:
    """The ids of all open clashes, those that change a class first."""
    return states.clash_order(ws.store)


def lines(ws: Workspace, ids: Sequence[str], language: str = "vi") -> tuple[ClashLine, ...]:
    """What the list shows of some of them; one that was settled meanwhile is left out."""
    turning = states.flipping(ws.store, ids)
    found = (states.clash(ws.store, one) for one in ids)
    return tuple(_line(ws, one, one.id in turning, language) for one in found if one)


def list_clashes(ws: Workspace, language: str = "vi") -> tuple[ClashView, ...]:
    """All open clashes with everything, those that change a class first."""
    return tuple(view(ws, find(ws, one), language) for one in order(ws))


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


def view_of(ws: Workspace, clash_id: str, language: str = "vi") -> ClashView:
    """A clash by its id with everything that a person needs to decide it."""
    return view(ws, find(ws, clash_id), language)


def view(ws: Workspace, clash: Clash, language: str) -> ClashView:
    """A clash with everything that a person needs to decide it."""
    found = revisions.record(ws.store, clash.kind, clash.key)
    state = records.merged(ws, clash.kind, clash.key, found, records.withdrawn(ws))
    form = Form.from_body(FormKey(clash.key), state.body)
    sides = tuple(_side(ws, clash, n, form, language) for n in range(1, len(clash.values) + 1))
    before = ancestor_values(found, [side.rev for side in clash.values], group_paths(clash))
    return ClashView(
        clash=clash,
        household=household_uid(form.key) if clash.kind == records.FORM else "",
        title=_title(ws, clash, form, language),
        village=village(ws, form),
        place=_place(ws, clash, form, language),
        sides=sides,
        ancestor=None if before is None else _text(ws, clash, form, before, language),
        flips=len({side.class_code for side in sides}) > 1,
        others=len(state.clashes) - 1,
        masked_ancestor=None if before is None else _masked(ws, clash, form, before, language),
    )


def _line(ws: Workspace, clash: Clash, flips: bool, language: str) -> ClashLine:  # noqa: FBT001 - a column
    form = Form.from_body(FormKey(clash.key), states.body(ws.store, clash.kind, clash.key) or {})
    place = _place(ws, clash, form, language)
    return ClashLine(clash.id, _title(ws, clash, form, language), village(ws, form), place, flips)


def _title(ws: Workspace, clash: Clash, form: Form, language: str) -> str:
    if clash.kind == records.FORM:
        return words.title(ws.edition, form)
    return clash_words.title(ws, clash.kind, clash.key, form.household, language)


def _side(ws: Workspace, clash: Clash, n: int, form: Form, language: str) -> Side:
    value = clash.values[n - 1]
    is_form = clash.kind == records.FORM
    own = standing.of_form(ws, clash.key) if is_form else None
    edition, day = (own.edition, own.round.date) if own else (ws.edition, ws.round.date)
    result = classify(edition, chosen(form, clash, value.values), day) if is_form else None
    return Side(
        n=n,
        values=value.values,
        text=_text(ws, clash, form, value.values, language),
        who=value.author,
        when=_when(value),
        device=bundles.device_name(ws.store, value.epoch) if value.epoch != ws.epoch else ws.home.full_name,
        class_code=result.code if result else "",
        b2=result.b2 if result else None,
        provisional=n - 1 == clash.provisional,
        b1=result.b1 if result else None,
        masked=_masked(ws, clash, form, value.values, language),
    )


def _place(ws: Workspace, clash: Clash, form: Form, language: str) -> str:
    if clash.kind != records.FORM:
        return clash_words.place(ws, clash.kind, clash.path, form.household, language)
    paths = differing(clash)
    return words.place(ws.edition, form, paths[0] if len(paths) == 1 else clash.path, language)


def _text(ws: Workspace, clash: Clash, form: Form, values: Mapping[str, Value], language: str) -> str:
    if clash.kind != records.FORM:
        return clash_words.text(ws, clash.kind, clash.path, values, language)
    return _joined(ws, form, _said(ws, clash, values, language), language)


def _masked(
    ws: Workspace, clash: Clash, form: Form, values: Mapping[str, Value], language: str
) -> str | None:
    """The text with its numbers masked; None where it holds none."""
    if clash.kind != records.FORM:
        return None
    said = _said(ws, clash, values, language)
    veiled = {path: masked(ws.edition.roles, split_path(path)[1], text) for path, text in said.items()}
    return None if veiled == said else _joined(ws, form, veiled, language)


def _said(ws: Workspace, clash: Clash, values: Mapping[str, Value], language: str) -> dict[str, str]:
    return {path: words.answer(ws.edition, path, values.get(path), language) for path in differing(clash)}


def _joined(ws: Workspace, form: Form, said: Mapping[str, str], language: str) -> str:
    """One answer alone, several with their places."""
    if len(said) == 1:
        return next(iter(said.values()))
    places = {path: words.place(ws.edition, form, path, language) for path in said}
    return "; ".join(f"{places[path]}: {text}" for path, text in said.items())


def village(ws: Workspace, form: Form) -> str:
    """The village of a household, by its name."""
    code = form.household.get(ws.edition.roles.village)
    unit = ws.units.get(code) if isinstance(code, str) else None
    return unit.name if unit else str(code or "")


def _when(side: ClashValue) -> str:
    """The writer's clock, for people: it decides nothing."""
    return datetime.fromtimestamp(side.clock / CLOCK, UTC).isoformat(timespec="seconds") if side.clock else ""
