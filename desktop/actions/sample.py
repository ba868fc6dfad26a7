"""Write invented households for practice, tests and measurements. No real person is in them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop import paths
from desktop.actions import units as unit_lists
from desktop.actions.days import read_day
from desktop.actions.editions import load_edition
from desktop.actions.progress import Progress, no_progress
from desktop.editions.rules import Edition
from desktop.editions.units import Level, Units
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.practice.households import Order, draw_households, sides
from desktop.practice.plan import NAMES, Plan, peoples_of, plan_of
from desktop.records.model import Form, household_uid
from desktop.records.outside import UID, write_household
from desktop.store import files

EACH = 100  # households between two reports of progress


@dataclass(frozen=True, slots=True)
class Sample:
    """What is wanted. `exactly` says how many households of a class; the others come as usual."""

    edition: str
    unit: str
    households: int
    seed: int
    units: str = "2025"  # which dated list of units
    date: str = ""  # reference date; "" = the usual one
    exactly: Mapping[str, int] = field(default_factory=dict)


def sample(to: Path, wanted: Sample, progress: Progress = no_progress) -> None:
    """Write one household a line to `to`. The same wishes give the same bytes on every machine.

    Raises `RasoatError`: no such edition, unit, day or class; no plan for the edition; impossible numbers.
    """
    edition = load_edition(wanted.edition)
    households = _households(edition, wanted)
    with files.replacing(to) as out:
        for done, form in enumerate(households, start=1):
            line = {UID: household_uid(form.key), **write_household(edition, form)}
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            if done % EACH == 0 or done == wanted.households:
                progress(done, wanted.households)


def _households(edition: Edition, wanted: Sample) -> Iterator[Form]:
    plan = _plan(edition.base or edition.id)
    province, communes = _place(unit_lists.load(wanted.units), wanted)
    _checked(edition, plan, wanted)
    order = Order(
        communes=communes.communes(wanted.unit),
        province=province,
        households=wanted.households,
        seed=f"{wanted.seed}/{wanted.units}/{wanted.unit}",
        date=wanted.date or plan.date,
        exactly=wanted.exactly,
    )
    read_day(order.date)
    return draw_households(edition, plan, peoples_of(_files(NAMES)), order)


def _place(units: Units, wanted: Sample) -> tuple[str, Units]:
    """The province and the part of the tree that the households live in."""
    unit = units.get(wanted.unit)
    if unit is None or not units.communes(wanted.unit):
        raise RasoatError(
            "no_unit",
            N_("There is no unit {unit} in the list of {units}."),
            N_("Look the code up in the list; codes are text and begin with zeros."),
            unit=wanted.unit,
            units=wanted.units,
        )
    whole = (unit, *units.ancestors(unit.code))
    return next((one.code for one in whole if one.level is Level.PROVINCE), unit.code), units


def _checked(edition: Edition, plan: Plan, wanted: Sample) -> None:
    counts = (wanted.households, *wanted.exactly.values())
    if min(counts) < 0 or sum(wanted.exactly.values()) > wanted.households:
        raise RasoatError(
            "sample_sizes",
            N_("{households} households cannot hold the numbers of classes that are asked for."),
            N_("Ask for more households, or for fewer of a class; no number may be below 0."),
            households=wanted.households,
        )
    for aim in plan.aim:
        if len(named := sorted(sides(edition, aim) & wanted.exactly.keys())) > 1:
            raise RasoatError(
                "asked_twice",
                N_("The classes “{one}” and “{other}” count the same households."),
                N_("Ask for one of them."),
                one=named[0],
                other=named[1],
            )
    known = sorted(set[str]().union(*(sides(edition, aim) for aim in plan.aim)))
    if unknown := sorted(set(wanted.exactly) - set(known)):
        raise RasoatError(
            "no_class",
            N_("Practice households of the class “{class_}” cannot be made."),
            N_("Use one of: {known}."),
            class_=unknown[0],
            known=", ".join(known),
        )


def _plan(edition: str) -> Plan:
    name = f"{edition}.toml"
    if not (paths.resources() / "practice" / name).is_file():
        raise RasoatError(
            "no_practice",
            N_("There are no practice households for the edition “{edition}”."),
            N_("Choose another edition."),
            edition=edition,
        )
    return plan_of(_all_files(), edition)


def _all_files() -> dict[str, bytes]:
    folder = paths.resources() / "practice"
    return _files(*sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml")))


def _files(*names: str) -> dict[str, bytes]:
    folder = paths.resources() / "practice"
    return {name: (folder / name).read_bytes() for name in names}
