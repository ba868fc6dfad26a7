"""The plan that ships, and households drawn from it."""

from collections.abc import Mapping
from functools import cache

from desktop import paths
from desktop.actions import units
from desktop.actions.editions import load_edition
from desktop.editions.rules import Edition
from desktop.practice.households import Order, draw_households
from desktop.practice.plan import NAMES, Peoples, Plan, peoples_of, plan_of
from desktop.records.model import Form

EDITION, DATE = "vn-2022", "2026-10-01"
PROVINCE, COMMUNE = "06", "01858"  # Bắc Kạn and Bằng Thành, until June 2025


def edition() -> Edition:
    """The edition that the plan is made for."""
    return load_edition(EDITION)


def files() -> dict[str, bytes]:
    """The files of the plan."""
    folder = paths.resources() / "practice"
    return {name: (folder / name).read_bytes() for name in (NAMES, f"{EDITION}.toml")}


@cache
def plan() -> Plan:
    """The plan that ships."""
    return plan_of(files(), EDITION)


@cache
def peoples() -> Peoples:
    """The names that ship."""
    return peoples_of(files())


def order(households: int, seed: int = 1, unit: str = PROVINCE, **exactly: int) -> Order:
    """An order for a unit of the list of 2020."""
    return Order(units.load("2020").communes(unit), PROVINCE, households, str(seed), DATE, exactly)


def drawn(households: int, seed: int = 1, unit: str = PROVINCE, **exactly: int) -> list[Form]:
    """Households of that order."""
    made = order(households, seed, unit, **exactly)
    return list(draw_households(edition(), plan(), peoples(), made))


def exactly(poor: int, near_poor: int) -> Mapping[str, int]:
    """So many of two classes."""
    return {"poor": poor, "near_poor": near_poor}
