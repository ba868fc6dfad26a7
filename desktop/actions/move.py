"""A household moves: inside the commune, away, or in from elsewhere."""

from desktop.actions import life, units
from desktop.actions.context import Workspace
from desktop.actions.life import Answers, Happened
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lineage import What
from desktop.records.model import DELETED, FormKey


def move_within(ws: Workspace, key: FormKey, answers: Answers) -> Happened:
    """It lives elsewhere in the commune: `answers` say where, such as village and address."""
    return life.simple(ws, key, What.MOVED_WITHIN, more=answers)


def move_out(ws: Workspace, key: FormKey, to: str = "") -> Happened:
    """It left the commune, `to` another one if that is known: it is counted no more."""
    return life.simple(ws, key, What.MOVED_OUT, commune(to), {DELETED: What.MOVED_OUT.value})


def move_in(ws: Workspace, key: FormKey, since: str = "") -> Happened:
    """It came from another commune, `since` where that is known: it is not newly poor here."""
    return life.simple(ws, key, What.MOVED_IN, commune(since))


def commune(code: str) -> str:
    """The code of a commune as it is now: an old one leads to what it became, where that is one commune."""
    if not code or units.load(units.LISTS[-1]).get(code):
        return code
    became = units.crosswalk().new_of(code)
    if len(became) == 1:
        return became[0]
    raise RasoatError(
        "no_commune",
        N_("“{unit}” is no commune of today."),
        N_("It became: {known}.") if became else N_("Look the code up in the list of units."),
        unit=code,
        known=", ".join(became),
    )
