"""What happens to households between reviews: one event, one revision for each household it touches.

All or nothing, and it can be taken back by ordinary revisions: only where its values still stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.actions import enter, records, seal, standing
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.actions.records import FORM, same
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import LIFE, Event, What, event_body, events_of, taken_back
from desktop.records.model import DELETED, FormKey, form_key, household_uid, member_path
from desktop.records.revision import RevId, Revision
from desktop.store import revisions, states

UNDONE = "undone"  # why a household that an event made is no longer counted
Answers = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that was written, and the form of each household it touched, the one it began with first."""

    event: str
    forms: tuple[Entered, ...]

    @property
    def keys(self) -> tuple[FormKey, ...]:
        """The forms that changed."""
        return tuple(one.form.key for one in self.forms)


def events(ws: Workspace, key: FormKey) -> tuple[Event, ...]:
    """Everything that stands in a form."""
    return events_of(records.current(ws, key).body)


def opened(ws: Workspace, key: FormKey, *, gone: bool = False) -> Entered:
    """A household as an event finds it: nothing half entered, in an open round, counted (or `gone`)."""
    standing.must_be_open(ws)
    seal.seal(ws, key)
    entered = enter.open_form(ws, key)
    if gone and DELETED not in entered.form.household:
        raise RasoatError(
            "household_is_here",
            N_("This household is counted: it never left."),
            N_("Choose the member who came back."),
        )
    if DELETED in entered.form.household and not gone:
        raise RasoatError(
            "household_is_gone",
            N_("This household is not counted any more."),
            N_("Write down first that it came back, or take the event that ended it back."),
        )
    return entered


def happen(ws: Workspace, event: str, *parts: tuple[Entered, Event, Answers]) -> Happened:
    """Write one event into each of its households, with what it changes there."""
    with ws.store.write():
        done = tuple(_write(ws, entered, {**event_body(one), **more}) for entered, one, more in parts)
    return Happened(event, done)


def simple(ws: Workspace, key: FormKey, what: What, place: str = "", more: Answers | None = None) -> Happened:
    """An event of one household alone."""
    entered = opened(ws, key)
    event = ws.new_uid()
    return happen(ws, event, (entered, Event(event, what, place=place), more or {}))


def die_out(ws: Workspace, key: FormKey) -> Happened:
    """Nobody of the household is left."""
    return simple(ws, key, What.DIED_OUT, more={DELETED: What.DIED_OUT.value})


def take_back(ws: Workspace, key: FormKey, event: str) -> Happened:
    """Undo an event in every household it touched; an error names who wrote there since."""
    standing.must_be_open(ws)
    found = next((one for one in events(ws, key) if one.id == event), None)
    if found is None:
        raise RasoatError(
            "no_event",
            N_("There is no event {event} in this household."),
            N_("“rasoat life” lists what happened to it."),
            event=event,
        )
    uids = (household_uid(key), *found.others)
    keys = [form_key(uid, ws.round.key) for uid in uids]
    keys = [one for one in keys if states.body(ws.store, FORM, one) is not None]
    for one in keys:
        seal.seal(ws, one)
    with ws.store.write():
        done = tuple(_write(ws, enter.open_form(ws, one), _before(ws, one, found)) for one in keys)
    return Happened(event, done)


def take_last_back(ws: Workspace, key: FormKey) -> Happened:
    """Undo the event of a household that was written down last."""
    found = events(ws, key)
    if not found:
        raise RasoatError(
            "no_event_yet",
            N_("Nothing was written down that happened to this household."),
            N_("Undo what was typed with Ctrl+Z."),
        )
    held = revisions.record(ws.store, FORM, key).values()
    when = {one.id: max(r.clock for r in held if f"{LIFE}{one.id}" in r.sets) for one in found}
    return take_back(ws, key, max(when, key=lambda event: (when[event], event)))


def _write(ws: Workspace, entered: Entered, values: Answers) -> Entered:
    done = enter.put_all(ws, entered, values)
    seal.seal(ws, entered.form.key)
    return done


def _before(ws: Workspace, key: FormKey, event: Event) -> Answers:
    """What the paths of an event held before it; a household that it made is deleted instead.

    A person whom it brought goes with everything that was answered about them since.
    """
    held = revisions.record(ws.store, FORM, key)
    mark = f"{LIFE}{event.id}"
    written = {rev: one for rev, one in held.items() if mark in one.body and mark in one.sets}
    if not written:
        return {}
    rev, made = min(written.items(), key=lambda item: (item[1].clock, item[0]))
    now = records.current(ws, key).body
    for path in made.sets:
        if not same(now.get(path), made.body.get(path)):
            raise _changed(held, rev, path)
    if not made.parents:
        return {**taken_back(now, event.id), DELETED: UNDONE}
    old = records.merged(ws, FORM, key, records.history(held, made.parents), records.withdrawn(ws)).body
    brought = tuple(member_path(uid, "") for uid in event.members)
    new = [start for start in brought if not any(path.startswith(start) for path in old)]
    cleared = {path: None for path in now if path.startswith(tuple(new))}
    return {**cleared, **{path: old.get(path) for path in made.sets}}


def _changed(held: Mapping[RevId, Revision], rev: RevId, path: str) -> RasoatError:
    later = [one for other, one in held.items() if other != rev and path in one.sets]
    who = max(later, key=lambda one: one.clock).author if later else ""
    return RasoatError(
        "changed_since_by",
        N_("This cannot be taken back: {who} changed {path} since."),
        N_("Look at the household and write the right answers yourself."),
        who=who or "—",
        path=path,
    )
