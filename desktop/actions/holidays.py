"""Days off: those that never move, and those that the office wrote down; which are not known is said."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desktop import paths
from desktop.editions.model import Words
from desktop.errors import RasoatError
from desktop.i18n import N_

FILE = "holidays.toml"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off of a year, and the holidays of it that nobody wrote down yet."""

    days: frozenset[date]
    unknown: tuple[Words, ...]


def of_year(year: int) -> DaysOff:
    """Raises `RasoatError("holidays", …)` where the office's file cannot be read."""
    shipped, local = _shipped(), _local()
    fixed = {date.fromisoformat(f"{year}-{one['day']}") for one in shipped["fixed"]}
    moving = {
        one["id"]: [day for day in local.get(one["id"], ()) if day.year == year] for one in shipped["moving"]
    }
    unknown = tuple(one["label"] for one in shipped["moving"] if not moving[one["id"]])
    return DaysOff(frozenset(fixed.union(*moving.values())), unknown)


@cache
def _shipped() -> Mapping[str, Any]:
    return tomllib.loads((paths.resources() / FILE).read_text(encoding="utf-8"))


def _local() -> dict[str, list[date]]:
    file = paths.user_data() / FILE
    if not file.is_file():
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: [date.fromisoformat(str(day)) for day in days] for name, days in found.items()}
    except (OSError, ValueError, TypeError) as error:
        raise RasoatError(
            "holidays",
            N_("The days off in {file} cannot be read."),
            N_('Write them as tet = ["2027-02-05", "2027-02-08"], each day as year-month-day.'),
            file=str(file),
        ) from error
