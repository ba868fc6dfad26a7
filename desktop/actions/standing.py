"""Which rounds there are, and by which standard and day a form is judged: those of its own round."""

from dataclasses import dataclass

from desktop.actions import card_list, editions
from desktop.actions.context import Workspace
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import Round, read_round, round_of_form
from desktop.store import states

ROUND = "round"


@dataclass(frozen=True, slots=True)
class Standing:
    """A round and its standard."""

    round: Round
    edition: Edition


def known(ws: Workspace) -> dict[str, Round]:
    """Every round that the workspace holds a record of."""
    found = (read_round(key, body) for key, body in states.bodies(ws.store, ROUND))
    return {one.key: one for one in found if one}


def of_round(ws: Workspace, key: str) -> Standing | None:
    """A round by its key; None where its record, or its standard, is not here."""
    if key == ws.round.key:
        return Standing(ws.round, ws.edition)
    body = states.body(ws.store, ROUND, key)
    the_round = read_round(key, body) if body else None
    if the_round is None or the_round.edition not in editions.available():
        return None
    return Standing(the_round, card_list.known(ws, editions.load_edition(the_round.edition)))


def of_form(ws: Workspace, key: str) -> Standing | None:
    """The standing of a form's own round."""
    return of_round(ws, round_of_form(key))


def is_of_open_round(ws: Workspace, key: str) -> bool:
    """Does the form belong to the round that is open?"""
    return round_of_form(key) == ws.round.key


def must_be_open(ws: Workspace) -> None:
    """Raises `RasoatError("round_closed", …)` when nothing may be entered any more."""
    if ws.round.closed:
        raise RasoatError(
            "round_closed",
            N_("This round was closed on {day}: its forms can be read, not changed."),
            N_("Open the round again in the settings, with a reason, or change to another round."),
            day=ws.round.closed,
        )
