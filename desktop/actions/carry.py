"""Carry households from one round into the next, and look back at the last one."""

from dataclasses import dataclass

from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.records import FORM
from desktop.editions.rules import Edition
from desktop.records import carry
from desktop.records.classify import classify
from desktop.records.model import Form, FormKey, form_key, household_uid
from desktop.records.rounds import Round, round_before
from desktop.store import states


@dataclass(frozen=True, slots=True)
class Last:
    """The same household in the round before: its form, and its class by the standard of that round."""

    form: Form
    class_: str
    round: Round
    edition: Edition


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
    return Last(form, classify(there.edition, form, there.round.date).code, there.round, there.edition)
