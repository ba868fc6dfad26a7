"""What is to be done next, village by village: what is late first, and what holds it up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.actions import calendar
from desktop.actions.calendar import ENTERED, SETTLED, SIGNED, Due
from desktop.actions.context import Workspace
from desktop.editions.units import Level
from desktop.store import signed, summary
from desktop.store.summary import Place

UNFINISHED, ERRORS, NOTHING, UNSIGNED = "unfinished", "errors", "nothing", "unsigned"


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the calendar in one village, or of the whole unit, that is not reached yet."""

    due: Due
    place: str  # code; that of the workspace's own unit where it is about the whole
    name: str
    why: Mapping[str, int]  # UNFINISHED, ERRORS: how many households; NOTHING entered; UNSIGNED tables

    @property
    def late(self) -> bool:
        """Is its day past?"""
        return self.due.days < 0


def steps(ws: Workspace, today: date) -> tuple[Step, ...]:
    """Everything that still holds up a day of the round, by day; of a closed round nothing does."""
    if ws.round.closed:
        return ()
    places, is_signed = _places(ws), signed.last(ws.store, ws.round.key) is not None
    found = (
        one for due in calendar.dates(ws.round, today) for one in _of(ws, due, places, is_signed=is_signed)
    )
    return tuple(sorted(found, key=lambda one: (one.due.day, one.place)))


def nearest(found: tuple[Step, ...]) -> tuple[Step, ...]:
    """What is late, then what the nearest day to come still waits for; each place once."""
    coming = [one.due.day for one in found if not one.late]
    first: dict[str, Step] = {}
    for one in found:
        if one.late or one.due.day == min(coming):
            first.setdefault(one.place, one)
    return tuple(first.values())


def _of(ws: Workspace, due: Due, places: Mapping[str, Place], *, is_signed: bool) -> Iterator[Step]:
    if due.needs == SIGNED and not is_signed:
        yield Step(due, ws.home.code, ws.home.full_name, {UNSIGNED: 1})
    if due.needs in (ENTERED, SETTLED):
        for code, place in places.items():
            if why := _why(place, due.needs):
                unit = ws.units.get(code)
                yield Step(due, code, unit.full_name if unit else code, why)


def _why(place: Place, needs: str) -> dict[str, int]:
    if not place.households:
        return {NOTHING: 1}
    counts = {UNFINISHED: place.households - place.finished}
    if needs == SETTLED:
        counts[ERRORS] = place.errors
    return {name: n for name, n in counts.items() if n}


def _places(ws: Workspace) -> dict[str, Place]:
    """Every village that is known, also where nothing is entered yet."""
    found = {place.code: place for place in summary.villages(ws.store)}
    known = [
        unit.code
        for commune in ws.units.communes(ws.home.code)
        for unit in ws.units.children(commune.code)
        if unit.level is Level.VILLAGE
    ]
    return {code: found.get(code) or Place(code, 0, 0, 0) for code in dict.fromkeys([*known, *found])}
