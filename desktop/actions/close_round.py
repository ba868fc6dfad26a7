"""Close a round, so that its forms are only read from then on, or open it again: both with a reason."""

from dataclasses import replace

from desktop.actions import purged, seal, standing
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import Round, round_body


def close_round(ws: Workspace, why: str) -> Round:
    """Close the open round today; what is being entered is sealed first."""
    standing.must_be_open(ws)
    seal.seal_all(ws)
    today = ws.clock().astimezone().date().isoformat()
    return _write(ws, replace(ws.round, closed=today, why=_reason(why)), why)


def reopen_round(ws: Workspace, why: str) -> Round:
    """Let the forms of the round be changed again."""
    if not ws.round.closed:
        raise RasoatError(
            "round_not_closed",
            N_("The round {round} is not closed."),
            N_("There is nothing to open again."),
            round=ws.round.key,
        )
    purged.refuse(ws, ws.round.key)
    return _write(ws, replace(ws.round, closed="", why=""), _reason(why))


def _reason(why: str) -> str:
    if not why.strip():
        raise RasoatError(
            "no_why_round",
            N_("Closing a round, or opening it again, needs a reason."),
            N_("Say why in a few words."),
        )
    return why.strip()


def _write(ws: Workspace, the_round: Round, why: str) -> Round:
    put_record(ws, standing.ROUND, the_round.key, round_body(the_round), why.strip())
    ws.round = the_round
    return the_round
