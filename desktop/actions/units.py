"""Administrative units: the dated lists, the villages of a workspace, its resident households and persons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from desktop import paths
from desktop.actions import records
from desktop.actions.context import Workspace
from desktop.actions.write import put_record
from desktop.editions.units import Crosswalk, Level, Unit, Units, commune_of, village_code
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import results, states, summary

LISTS = ("2020", "2025")
HOUSEHOLDS, PERSONS = "households", "persons"
MINORITY_HOUSEHOLDS, MINORITY_PERSONS = "minority_households", "minority_persons"
SOURCE, TYPED = "source", "typed"
RESIDENTS = (HOUSEHOLDS, PERSONS, MINORITY_HOUSEHOLDS, MINORITY_PERSONS)
OPENING_POOR, OPENING_POOR_PERSONS = "opening_poor", "opening_poor_persons"
OPENING_NEAR_POOR, OPENING_NEAR_POOR_PERSONS = "opening_near_poor", "opening_near_poor_persons"
OPENINGS = (OPENING_POOR, OPENING_POOR_PERSONS, OPENING_NEAR_POOR, OPENING_NEAR_POOR_PERSONS)
COUNTS = (*RESIDENTS, *OPENINGS)
NAME, KIND, PARENT, LEVEL = "name", "kind", "parent", "level"
KEY_PARTS = "@"


@dataclass(frozen=True, slots=True)
class TotalRow:
    """Resident households and persons of one unit, and its lists in a last round; None = not known."""

    unit: str
    name: str
    level: Level
    households: int | None
    persons: int | None
    minority_households: int | None
    minority_persons: int | None
    source: str
    opening_poor: int | None = (
        None  # households and persons of the lists in the last round, where it is not here
    )
    opening_poor_persons: int | None = None
    opening_near_poor: int | None = None
    opening_near_poor_persons: int | None = None

    @property
    def counts(self) -> dict[str, int | None]:
        """Its counts by name."""
        return {name: getattr(self, name) for name in COUNTS}


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A village that has a name, or one that only forms speak of: then its names are ""."""

    code: str
    name: str  # with its kind: "Thôn Nà Mơ"
    short_name: str


@cache
def load(name: str) -> Units:
    """One of the dated lists of the whole country: `2020` or `2025`."""
    if name not in LISTS:
        raise RasoatError(
            "no_units",
            N_("There is no list of units “{name}”."),
            N_("Use one of: {known}."),
            name=name,
            known=", ".join(LISTS),
        )
    return Units.from_csv((paths.resources() / "units" / f"{name}.csv").read_bytes())


@cache
def crosswalk() -> Crosswalk:
    """Which units of 2020 became which of 2025."""
    return Crosswalk.from_csv((paths.resources() / "units" / "crosswalk.csv").read_bytes())


def reload(ws: Workspace) -> None:
    """Take over the villages that the records hold now: another connection may have written some."""
    made = (_unit(key, body) for key, body in states.bodies(ws.store, records.UNIT))
    ws.units = ws.units.with_units(_on(ws.round.date, (unit for unit in made if unit)))


def refresh(ws: Workspace) -> None:
    """The same, and lay the tree out for the tables."""
    reload(ws)
    results.put_tree(ws.store, [ws.home, *ws.units.descendants(ws.home.code)])


def villages(ws: Workspace, commune: str) -> tuple[Unit, ...]:
    """The villages of a commune, by code."""
    return tuple(unit for unit in ws.units.children(commune) if unit.level is Level.VILLAGE)


def village_rows(ws: Workspace) -> tuple[VillageRow, ...]:
    """The villages of the commune, and codes that forms use without a name, by code."""
    rows = {
        unit.code: VillageRow(unit.code, unit.full_name, unit.name) for unit in villages(ws, ws.home.code)
    }
    used = [place.code for place in summary.villages(ws.store) if commune_of(place.code) == ws.home.code]
    rows |= {code: VillageRow(code, "", "") for code in used if code not in rows and code != ws.home.code}
    return tuple(rows[code] for code in sorted(rows))


def name_village(ws: Workspace, code: str, name: str, kind: str = "Thôn") -> Unit:
    """Give a village its name, or correct it; the code stays."""
    known = ws.units.get(code)
    commune = commune_of(code)
    _own_commune(ws, commune)
    unit = Unit(code, name, Level.VILLAGE, kind, commune, known.valid_from if known else ws.round.date)
    put_village(ws, unit)
    return unit


def add_village(ws: Workspace, commune: str, name: str, kind: str = "Thôn") -> Unit:
    """Mint the next village of a commune: `01858-07`."""
    _own_commune(ws, commune)
    taken = {unit.code for unit in villages(ws, commune)} | {row.code for row in village_rows(ws)}
    code = next(c for n in range(1, 1000) if (c := village_code(commune, n)) not in taken)
    return name_village(ws, code, name, kind)


def put_village(ws: Workspace, unit: Unit) -> None:
    """Keep a village, or correct its name."""
    write_village(ws, unit)
    refresh(ws)


def write_village(ws: Workspace, unit: Unit) -> None:
    """The same before a `refresh`, for many at once."""
    body: dict[str, Value] = {
        NAME: unit.name,
        KIND: unit.kind,
        PARENT: unit.parent,
        LEVEL: unit.level.value,
    }
    put_record(ws, records.UNIT, f"{unit.code}{KEY_PARTS}{unit.valid_from}", body)


def totals(ws: Workspace) -> tuple[TotalRow, ...]:
    """The resident households and persons of every unit here, in tree order."""
    known = dict(states.bodies(ws.store, records.UNIT_TOTAL))
    units = (ws.home, *ws.units.descendants(ws.home.code))
    return tuple(_total_row(unit, known.get(total_key(ws, unit.code), {})) for unit in units)


def total(ws: Workspace, unit: str) -> TotalRow:
    """What is known of one unit of the workspace."""
    found = ws.units.get(unit) or ws.home
    body = states.body(ws.store, records.UNIT_TOTAL, total_key(ws, unit)) or {}
    return _total_row(found, body)


def set_total(ws: Workspace, unit: str, counts: Mapping[str, int | None], source: str = TYPED) -> bool:
    """Keep how many households and persons live in a unit; None clears. Says whether anything changed."""
    if unit not in ws.units:
        raise RasoatError(
            "no_unit_here",
            N_("There is no unit {unit} in {home}."),
            N_("Choose a unit of this workspace."),
            unit=unit,
            home=ws.home.full_name,
        )
    if any(count is not None and count < 0 for count in counts.values()):
        raise RasoatError(
            "negative_total",
            N_("A number of residents cannot be below 0 (unit {unit})."),
            N_("Correct the number."),
            unit=unit,
        )
    body: dict[str, Value] = {name: count for name, count in counts.items() if count is not None}
    return put_record(ws, records.UNIT_TOTAL, total_key(ws, unit), body | {SOURCE: source})


def total_key(ws: Workspace, unit: str) -> str:
    """The key of a unit's residents in the open round."""
    return f"{ws.round.key}/{unit}"


def _own_commune(ws: Workspace, commune: str) -> None:
    if commune not in {unit.code for unit in ws.units.communes(ws.home.code)}:
        raise RasoatError(
            "no_commune",
            N_("There is no commune {commune} here."),
            N_("Choose a commune of this workspace."),
            commune=commune,
        )


def _on(day: str, villages: Iterable[Unit]) -> Iterator[Unit]:
    """Each as it was on a day: the last word until then; of one that came later, the first."""
    by_code: dict[str, Unit] = {}
    for unit in sorted(villages, key=lambda one: one.valid_from):
        if unit.code not in by_code or unit.valid_from <= day:
            by_code[unit.code] = unit
    return iter(by_code.values())


def _unit(key: str, body: Mapping[str, Value]) -> Unit | None:
    code, _, since = key.partition(KEY_PARTS)
    name, kind, parent = (body.get(part, "") for part in (NAME, KIND, PARENT))
    if not (isinstance(name, str) and isinstance(kind, str) and isinstance(parent, str) and name):
        return None
    return Unit(code, name, Level.VILLAGE, kind, parent, since)


def _total_row(unit: Unit, body: Mapping[str, Value]) -> TotalRow:
    counts = {name: value if isinstance(value := body.get(name), int) else None for name in COUNTS}
    return TotalRow(unit.code, unit.full_name, unit.level, source=str(body.get(SOURCE, "")), **counts)
