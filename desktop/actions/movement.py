"""How a household moved between the lists since the last round: looked up here, decided in records."""

from collections.abc import Iterable, Mapping
from functools import cache

from desktop import paths
from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.standing import Standing
from desktop.records.lineage import BACK, FORWARD, Event, events_of, is_new_here, kin
from desktop.records.model import ARRIVED, DELETED, REMOVED, Form, FormKey, form_key, household_uid
from desktop.records.movement import (
    NAME,
    UNLISTED,
    Case,
    Life,
    Move,
    Movement,
    life_of,
    move_words,
    movement,
)
from desktop.records.rounds import Round, in_order, round_before
from desktop.store import results, states

FORM = "form"
MISTAKE = "error"  # a member who never was one


@cache
def life() -> Life:
    """The classes of each list, and the words of moves and events."""
    return life_of((paths.resources() / NAME).read_bytes())


def words_of(told: str, language: str) -> str:
    """A move as `told_move` names it, in words."""
    return move_words(life(), told, language)


def told(language: str) -> tuple[tuple[str, str], ...]:
    """Every move of a household that is counted: its name by `told_move`, and the words with its list."""
    moves = [one for one in Move if one not in (Move.NONE, Move.OUT)]
    names = [("poor", move) for move in moves]
    names += [("near_poor", one) for one in moves if one not in (Move.TO_OTHER, Move.FROM_OTHER)]
    codes = (f"{listed}/{move}" for listed, move in names)
    return tuple((code, _on_list(code, language)) for code in codes)


def _on_list(code: str, language: str) -> str:
    """“Hộ nghèo: phát sinh mới”."""
    label = life().list_words[code.partition("/")[0]][language]
    return f"{label}: {words_of(code, language)}"


def movement_of(
    ws: Workspace, found: Standing, form: Form, class_: str, rounds: Mapping[str, Round]
) -> Movement:
    """The moves of one form's household since the round before its own, of all the known `rounds`."""
    here = rounds.get(found.round.key, found.round)
    before = round_before(here, rounds)
    uid = household_uid(form.key)
    last = _last(ws, found, form, before)
    case = Case(
        last=last,
        now=class_,
        gone=_is_gone(form),
        is_new_here=is_new_here(events_of(form.household)),
        earlier=_earlier(ws, uid, here, before, rounds) if before else frozenset(),
        before=_members_before(ws, form, before) if last else frozenset(),
        members=frozenset(member.uid for member in form.members),
    )
    return movement(life().lists, case)


def later_forms(ws: Workspace, key: FormKey, rounds: Mapping[str, Round]) -> tuple[FormKey, ...]:
    """The forms of later rounds, of all the known `rounds`, whose movement rests on this one."""
    here = standing.of_form(ws, key)
    later = [one for one in rounds.values() if here and one.date > here.round.date]
    if not later or here is None:
        return ()
    if not results.has_round(ws.store, here.round.key, besides=key):
        return forms_of(ws, later)  # until now there was no last round to compare with
    uid = household_uid(key)
    uids = (uid, *kin(uid, lambda one: _events(ws, one, rounds), FORWARD))
    keys = (form_key(one, the_round.key) for the_round in later for one in uids)
    return tuple(one for one in keys if states.body(ws.store, FORM, one) is not None)


def forms_after(ws: Workspace, the_round: Round) -> tuple[FormKey, ...]:
    """All forms of the rounds after one."""
    return forms_of(ws, (one for one in standing.known(ws).values() if one.date > the_round.date))


def forms_of(ws: Workspace, rounds: Iterable[Round]) -> tuple[FormKey, ...]:
    """All forms of some rounds."""
    return tuple(
        FormKey(key) for one in in_order(rounds) for key in states.keys_of_round(ws.store, FORM, one.key)
    )


def _last(ws: Workspace, found: Standing, form: Form, before: Round | None) -> str | None:
    """Class in the last round: by its form there, else by last year's list; None: there is no telling."""
    listed = form.household.get(found.edition.roles.class_before)
    row = results.standing_of(ws.store, form_key(household_uid(form.key), before.key)) if before else None
    if row and row.live:
        known = row.class_ in (*life().lists.poor, *life().lists.near_poor, *life().lists.above)
        if known and not row.illustrative:
            return row.class_
        return listed if isinstance(listed, str) else None
    if isinstance(listed, str):
        return listed
    return UNLISTED if before and results.has_round(ws.store, before.key) else None


def _is_gone(form: Form) -> bool:
    return DELETED in form.household or bool(form.everyone and not form.members)


def _members_before(ws: Workspace, form: Form, before: Round | None) -> frozenset[str]:
    """Who was in it: by the last form; without one, everyone for whom the form does not say how they came."""
    body = states.body(ws.store, FORM, form_key(household_uid(form.key), before.key)) if before else None
    if body is not None:
        return frozenset(member.uid for member in Form.from_body(form.key, body).members)
    return frozenset(
        member.uid
        for member in form.everyone
        if ARRIVED not in member.answers and member.answers.get(REMOVED) != MISTAKE
    )


def _earlier(
    ws: Workspace, uid: str, here: Round, before: Round, rounds: Mapping[str, Round]
) -> frozenset[str]:
    """The classes of it, and of those it came from, before the last round and within the look-back."""
    first = here.year - here.look_back if here.look_back else 0
    earlier = [one for one in rounds.values() if one.date < before.date and one.year >= first]
    if not earlier:
        return frozenset()
    uids = (uid, *kin(uid, lambda one: _events(ws, one, rounds), BACK))
    rows = [results.standing_of(ws.store, form_key(one, old.key)) for old in earlier for one in uids]
    return frozenset(row.class_ for row in rows if row and row.live and not row.illustrative)


def _events(ws: Workspace, uid: str, rounds: Mapping[str, Round]) -> list[Event]:
    bodies = (states.body(ws.store, FORM, form_key(uid, one)) for one in rounds)
    return [event for body in bodies if body for event in events_of(body)]
