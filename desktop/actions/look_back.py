"""How far back “fell back into poverty” looks: a setting of the round, since definitions differ."""

from dataclasses import replace

from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import Round, round_body

MOST = 99


def set_look_back(ws: Workspace, years: int) -> Round:
    """Look back `years` years, 0 = to every earlier round that is known; the moves of the round follow."""
    standing.must_be_open(ws)
    if not 0 <= years <= MOST:
        raise RasoatError(
            "no_look_back",
            N_("A round cannot look back {years} years."),
            N_("Give a number from 0 to {most}; 0 looks back to every round."),
            years=years,
            most=MOST,
        )
    the_round = replace(ws.round, look_back=years)
    put_record(ws, standing.ROUND, the_round.key, round_body(the_round))
    ws.round = the_round
    return the_round
