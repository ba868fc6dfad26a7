"""What a paper is wanted for, and the words that many papers share."""

from dataclasses import dataclass, field, replace

from desktop.actions.context import Workspace
from desktop.records.model import FormKey
from desktop.records.rows import HouseholdRow
from desktop.report.template import Values
from desktop.store import results
from desktop.store.results import Filter

EVERY_ONE = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which households a paper is about, or what it lists."""

    keys: tuple[FormKey, ...] = ()  # none: every household of the round, or of the village
    village: str = ""
    member: str = ""  # of a paper about one person: the uid, or the row on the form
    listed: Filter | None = None  # the households that a list shows; goes before `keys` and `village`
    values: Values = field(default_factory=dict)  # of papers that are told what they say


def households(ws: Workspace, asked: Asked) -> tuple[HouseholdRow, ...]:
    """The households of a paper, in Vietnamese order of their heads."""
    wanted = asked.listed or Filter(village=asked.village, keys=asked.keys or None)
    if wanted.only == results.GONE:
        wanted = replace(wanted, round=ws.round.key)
    return tuple(results.page(ws.store, wanted, 0, EVERY_ONE))


def shared(ws: Workspace) -> dict[str, str]:
    """Slots of every paper."""
    return {
        "unit": ws.home.full_name,
        "unit_capitals": ws.home.full_name.upper(),
        "place": ws.home.short_name,
        "year": str(ws.round.year),
        "day": day(ws.round.date),
        "today": day(ws.clock().date().isoformat()),
        "person": ws.person,
        "practice": "1" if ws.practice else "",
    }


def day(date: str) -> str:
    """`2026-10-01` -> `01/10/2026`."""
    return "/".join(reversed(date.split("-")))


def village_name(ws: Workspace, code: str) -> str:
    """A village by its name, else by its code."""
    unit = ws.units.get(code)
    return unit.full_name if unit else code
