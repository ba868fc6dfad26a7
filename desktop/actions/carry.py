"""Carry households from one round into the next, and look back at the last one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.actions import records, standing
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress
from desktop.actions.records import FORM
from desktop.actions.standing import Standing
from desktop.editions.rules import Edition
from desktop.editions.values import Value
from desktop.records import carry
from desktop.records.classify import classify
from desktop.records.model import Answers, Form, FormKey, form_key, household_uid
from desktop.records.revision import Revision, encode, rev_id
from desktop.records.rounds import Round, round_before
from desktop.records.sides import group_paths
from desktop.store import revisions, states

NewPlaces = Callable[[str], tuple[str, ...]]  # a commune of the last round -> what it became here


@dataclass(frozen=True, slots=True)
class Last:
    """The same household in the round before: its form, and its class by the standard of that round."""

    form: Form
    class_: str
    round: Round
    edition: Edition
    deprived: Mapping[str, bool | None]  # rule -> did it hold; None: not known


def last(ws: Workspace, key: FormKey) -> Last | None:
    """What the household of a form was in the round before; None where it was not in it, or there is none."""
    here = standing.of_form(ws, key)
    before = round_before(here.round, standing.known(ws)) if here else None
    there = standing.of_round(ws, before.key) if before else None
    if there is None:
        return None
    last_key = form_key(household_uid(key), there.round.key)
    body = states.body(ws.store, FORM, last_key)
    form = Form.from_body(last_key, body or {})
    if not carry.is_carriable(form):
        return None
    result = classify(there.edition, form, there.round.date)
    deprived = {reason.rule: reason.holds for reason in result.reasons}
    return Last(form, result.code, there.round, there.edition, deprived)


def carry_all(
    ws: Workspace, old: Standing, new_places: NewPlaces | None, progress: Progress
) -> tuple[int, int, int, int]:
    """Carry every household of `old` into the open round; call it inside `store.write()`.

    Returns how many were carried, were there already, were left behind, and have to be placed again.
    """
    unsure: dict[str, set[str]] = {}
    for clash in states.clashes(ws.store):
        unsure.setdefault(clash.key, set()).update(group_paths(clash))
    keys = states.keys_of_round(ws.store, FORM, old.round.key)
    carried = known = left = to_place = 0
    for done, key in enumerate(keys, start=1):
        form = Form.from_body(FormKey(key), states.body(ws.store, FORM, key) or {})
        there = form_key(household_uid(form.key), ws.round.key)
        made = _revision(ws, form, new_places, frozenset(unsure.get(key, ())))
        if states.body(ws.store, FORM, there) is not None:
            known += 1
        elif made is None:
            left += 1
        else:
            carried += 1
            to_place += ws.edition.roles.unit not in made.body
            _keep(ws, made)
        progress(done, len(keys))
    return carried, known, left, to_place


def _revision(
    ws: Workspace, form: Form, new_places: NewPlaces | None, unsure: frozenset[str]
) -> Revision | None:
    if not carry.is_carriable(form):
        return None

    def places(household: Answers) -> Mapping[str, Value | None]:
        unit = ws.edition.roles.unit
        commune = household.get(unit)
        if new_places is None or not isinstance(commune, str):
            return {}
        found = new_places(commune)
        return {unit: found[0] if len(found) == 1 else None}

    body = carry.carried_body(ws.edition, form, places, unsure)
    return carry.carried(form.key, ws.round.key, ws.edition, body)


def _keep(ws: Workspace, made: Revision) -> None:
    line = encode(made)
    rev = rev_id(line)
    revisions.add(ws.store, [(rev, line, made)], None)
    found = {rev: made}
    records.project(ws, records.merged(ws, FORM, made.key, found, frozenset()))
