"""What happened to a household over all rounds, in sentences, each with the way to the other households."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.actions import movement, standing, words
from desktop.actions.clashes import CLOCK
from desktop.actions.context import Workspace
from desktop.actions.records import FORM
from desktop.editions.model import Words
from desktop.records.lineage import LIFE, Event, events_of
from desktop.records.model import Form, FormKey, form_key, household_uid
from desktop.records.movement import told_move
from desktop.records.rounds import Round, in_order
from desktop.store import results, revisions, states

_OF: Words = {"vi": "hộ {title}", "en": "household of {title}"}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    event: Event
    round: str  # its key
    day: str  # on which it was written down, YYYY-MM-DD; "" where nobody knows
    who: str
    says: str
    others: tuple[FormKey, ...]  # the forms of the other households in that round, as far as they are here


def history(ws: Workspace, key: FormKey, language: str) -> tuple[Told, ...]:
    """Every event of the household that stands, the oldest first."""
    uid = household_uid(key)
    found: list[Told] = []
    for one in in_order(standing.known(ws).values()):
        own = form_key(uid, one.key)
        body = states.body(ws.store, FORM, own)
        if body and any(path.startswith(LIFE) for path in body):
            found.extend(_told(ws, Form.from_body(own, body), one, language))
    return tuple(found)


def move_of(ws: Workspace, key: FormKey, language: str) -> str:
    """How the household moved between the lists since the last round, in words; "" where it is not known."""
    poor, near_poor = results.moves_of(ws.store, key)
    return movement.words_of(told_move(poor, near_poor), language)


def _told(ws: Workspace, form: Form, the_round: Round, language: str) -> list[Told]:
    events = events_of(form.household)
    written = _written(ws, form.key)
    when = [(written.get(event.id, (0, "")), event.id, event) for event in events]
    return [_one(ws, form, event, the_round, at, language) for at, _id, event in sorted(when, key=_order)]


def _order(one: tuple[tuple[int, str], str, Event]) -> tuple[int, str]:
    (clock, _who), event, _ = one
    return clock, event


def _one(
    ws: Workspace, form: Form, event: Event, the_round: Round, written: tuple[int, str], language: str
) -> Told:
    clock, who = written
    others = tuple(form_key(uid, the_round.key) for uid in event.others)
    here = tuple(key for key in others if states.body(ws.store, FORM, key) is not None)
    return Told(
        event=event,
        round=the_round.key,
        day=datetime.fromtimestamp(clock / CLOCK, UTC).date().isoformat() if clock else "",
        who=who,
        says=_sentence(ws, form, event, here, language),
        others=here,
    )


def _sentence(ws: Workspace, form: Form, event: Event, others: tuple[FormKey, ...], language: str) -> str:
    """“somebody died: Nông Văn Thử” or “split from another household: Lý A – 0102”."""
    said = movement.life().event[event.what][language]
    name = ws.edition.roles.member_name
    people = [form.member(uid) for uid in event.members]
    names = [str(one.answers[name]) for one in people if one and name in one.answers]
    households = [_OF[language].format(title=title(ws, key, language)) for key in others]
    parts = [", ".join(names), *households, _place(ws, event)]
    more = " · ".join(part for part in parts if part)
    return f"{said}: {more}" if more else said


def title(ws: Workspace, key: FormKey, language: str) -> str:
    """What another household is called."""
    return words.household(ws.edition, Form.from_body(key, states.body(ws.store, FORM, key) or {}), language)


def _place(ws: Workspace, event: Event) -> str:
    unit = ws.units.get(event.place) if event.place else None
    return unit.full_name if unit else event.place


def _written(ws: Workspace, key: FormKey) -> dict[str, tuple[int, str]]:
    """When and by whom each event of a form was written down, by its id."""
    found: dict[str, tuple[int, str]] = {}
    for one in revisions.record(ws.store, FORM, key).values():
        for path in one.sets:
            event = path.removeprefix(LIFE)
            if path.startswith(LIFE) and "/" not in event and path in one.body:
                found[event] = max(found.get(event, (0, "")), (one.clock, one.author))
    return found
