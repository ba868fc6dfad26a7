"""The rounds of a workspace: which there are, and which of them is open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.actions import purge, purged, seal, standards, standing, units
from desktop.actions.context import Workspace
from desktop.actions.records import FORM
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.rounds import Round, in_order
from desktop.store import results, states

SETTINGS = "workspace"
PLACES = "places"  # in the settings: round -> unit and list of units it was worked with here


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round of the list."""

    round: Round
    households: int  # forms, deleted ones too
    is_open: bool  # it is the one that is worked in
    may_purge: bool = False  # its people may be forgotten now
    purged: bool = False  # they were


def listed(ws: Workspace) -> tuple[RoundRow, ...]:
    """Every round that is known here, by reference date."""
    return tuple(_row(ws, one) for one in in_order(standing.known(ws).values()))


def _row(ws: Workspace, one: Round) -> RoundRow:
    return RoundRow(
        round=one,
        households=len(states.keys_of_round(ws.store, FORM, one.key)),
        is_open=one.key == ws.round.key,
        may_purge=purge.may_purge(ws, one),
        purged=one.key in purged.rounds(ws),
    )


def switch(ws: Workspace, key: str) -> None:
    """Work in another round from now on; what is being entered is sealed first."""
    seal.seal_all(ws)
    there = at(ws, key)
    with ws.store.write():
        keep(there)
        results.show_round(ws.store, key)
    adopt(ws, there)


def at(ws: Workspace, key: str) -> Workspace:
    """The same workspace in another round; raises `RasoatError("no_round", …)`."""
    found = standing.of_round(ws, key)
    if found is None:
        raise RasoatError(
            "no_round",
            N_("There is no round {round} here, or this program lacks its standard."),
            N_("Use one of: {known}."),
            round=key,
            known=", ".join(row.round.key for row in listed(ws)),
        )
    unit, lists = _place(ws, key)
    part = units.load(lists).part(unit)
    home = part.get(unit) or ws.home
    return replace(ws, round=found.round, edition=found.edition, home=home, units=part)


def keep(ws: Workspace) -> None:
    """Remember which round is open, and where it is worked; call it inside `store.write()`."""
    before = _settings(ws)
    unit, lists = _place(ws, ws.round.key)
    places = {before["round"]: [before["unit"], before["units"]]}
    places |= {**before.get(PLACES, {}), ws.round.key: [unit, lists]}
    now = {
        "edition": ws.round.edition,
        "round": ws.round.key,
        "year": ws.round.year,
        "date": ws.round.date,
        "kind": ws.round.kind,
        "unit": unit,
        "units": lists,
        PLACES: places,
    }
    ws.store.put(SETTINGS, {**before, **now})
    standards.note(ws.store, ws.edition)


def place(ws: Workspace, key: str, unit: str, lists: str) -> None:
    """Say in which unit, of which list, a round is worked; call it inside `store.write()`."""
    before = _settings(ws)
    ws.store.put(SETTINGS, {**before, PLACES: {**before.get(PLACES, {}), key: [unit, lists]}})


def reload(ws: Workspace) -> bool:
    """Take over what another connection did to the rounds; says whether the open one is another now."""
    wanted = str(_settings(ws)["round"])
    found = standing.known(ws).get(wanted)
    if found is None or found == ws.round:
        return False
    if wanted == ws.round.key:
        ws.round = found  # it was closed, or opened again
    else:
        adopt(ws, at(ws, wanted))
    return True


def adopt(ws: Workspace, there: Workspace) -> None:
    """Become the workspace `there`: everybody who holds this one works in that round."""
    ws.round, ws.edition, ws.home, ws.units = there.round, there.edition, there.home, there.units
    units.refresh(ws)


def lists_of(ws: Workspace) -> str:
    """Which list of units the open round is worked with."""
    return _place(ws, ws.round.key)[1]


def _place(ws: Workspace, key: str) -> tuple[str, str]:
    settings = _settings(ws)
    unit, lists = settings.get(PLACES, {}).get(key, (settings["unit"], settings["units"]))
    return unit, lists


def _settings(ws: Workspace) -> Mapping[str, Any]:
    return ws.store.get(SETTINGS) or {}
