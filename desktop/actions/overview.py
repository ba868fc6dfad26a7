"""Where the work stands: how far, what needs somebody, what is due, what is safe."""

from dataclasses import dataclass
from datetime import datetime

from desktop.actions import assignments, backup, bundles, calendar
from desktop.actions.bundles import BundleRow
from desktop.actions.calendar import Due
from desktop.actions.context import Workspace
from desktop.actions.next_steps import Step, nearest, steps
from desktop.editions.rules import UNKNOWN
from desktop.editions.units import Level
from desktop.store import summary
from desktop.store.summary import Counts


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many households are in one class so far."""

    code: str
    side: str
    label: str
    households: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How far one village or commune is; `name` is "" where the forms do not say."""

    code: str
    name: str
    households: int
    finished: int
    errors: int
    who: str = ""  # the surveyor it was dealt to
    mine: bool = False  # dealt to this laptop


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first screen shows."""

    counts: Counts
    classes: tuple[ClassCount, ...]
    by_commune: bool  # places are communes, else villages
    places: tuple[PlaceCount, ...]
    dates: tuple[Due, ...]
    next: tuple[Step, ...]  # what is late, and what the nearest day waits for
    last_backup: datetime | None
    last_bundle: BundleRow | None


def overview(ws: Workspace, language: str) -> Overview:
    """Read it all; nothing is kept between two looks."""
    made, came = backup.listed(ws), bundles.history(ws)
    by_commune = ws.level != Level.COMMUNE
    today = ws.clock().astimezone().date()
    return Overview(
        counts=summary.counts(ws.store),
        classes=_classes(ws, language),
        by_commune=by_commune,
        places=_places(ws, by_commune=by_commune),
        dates=calendar.dates(ws.round, today),
        next=nearest(steps(ws, today)),
        last_backup=made[0].when if made else None,
        last_bundle=came[0] if came else None,
    )


def _classes(ws: Workspace, language: str) -> tuple[ClassCount, ...]:
    """Every class of the edition, also with nobody in it; those not known last."""
    found = summary.classes(ws.store)
    codes = [*dict.fromkeys(rule.id for rule in ws.edition.classes), UNKNOWN]
    words = ws.edition.class_words
    return tuple(
        ClassCount(code, words[code].side, words[code].label[language], found.get(code, 0)) for code in codes
    )


def _places(ws: Workspace, *, by_commune: bool) -> tuple[PlaceCount, ...]:
    """Every village of a commune, every commune of an office above: also where nothing is entered yet."""
    rows = summary.communes(ws.store) if by_commune else summary.villages(ws.store)
    found = {row.code: row for row in rows}
    communes = ws.units.communes(ws.home.code)
    level = Level.COMMUNE if by_commune else Level.VILLAGE
    below = (*communes, *(unit for one in communes for unit in ws.units.children(one.code)))
    known = [unit.code for unit in below if unit.level is level]
    named = [code for code in dict.fromkeys([*known, *found]) if code]
    return tuple(_place(ws, code, found.get(code)) for code in (*named, *([""] if "" in found else [])))


def _place(ws: Workspace, code: str, row: summary.Place | None) -> PlaceCount:
    unit = ws.units.get(code)
    name = unit.full_name if unit else code
    counts = (row.households, row.finished, row.errors) if row else (0, 0, 0)
    return PlaceCount(code, name, *counts, *assignments.dealt(ws, code))
