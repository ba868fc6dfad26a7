"""The official tables counted again from the lines of a file, in plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from desktop.editions.units import Units

Figures = dict[str, dict[str, int | str | None]]  # unit -> column -> figure
CLASSES = ("poor", "near_poor", "medium")
Line = Mapping[str, Any]  # a household as `export` writes it


def places(line: Line, units: Units, home: str) -> set[str]:
    """Where a household counts."""
    commune, village = line["unit"], line.get("village", "")
    above = {unit.code for unit in units.ancestors(commune) if units.is_within(unit.code, home)}
    inside = {village} if village in units and village.startswith(f"{commune}-") else set()
    return {home, commune, *above, *inside}


def percent(part: int, whole: int) -> str | None:
    """Two decimals, halves up."""
    if not whole:
        return None
    return str((Decimal(part * 100) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))


def r1(lines: Iterable[Line], units: Units, home: str) -> Figures:
    """R1 where no residents are known: forms are counted."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        class_, persons = line["result"]["class"], _persons(line)
        for unit in places(line, units, home):
            counts[unit]["1"] += 1
            counts[unit]["2"] += persons
            if class_ in CLASSES:
                place = CLASSES.index(class_)
                counts[unit][str(3 + 2 * place)] += 1
                counts[unit][str(9 + 2 * place)] += persons
    return {unit: _with_rates(found) for unit, found in counts.items()}


def r4(lines: Iterable[Line], units: Units, home: str, order: tuple[str, ...]) -> Figures:
    """R4: deprivations of the poor, in the order of the edition."""
    counts: dict[str, dict[str, int | str | None]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        if line["result"]["class"] != "poor":
            continue
        deprived = line["result"]["deprived"]
        for unit in places(line, units, home):
            found: Any = counts[unit]
            found["households"] += 1
            found["deprivations"] += len(deprived)
            for name in deprived:
                found[str(order.index(name) + 1)] += 1
    return {unit: dict(found) for unit, found in counts.items()}


def _persons(line: Line) -> int:
    return sum("removed" not in member for member in line["members"])


def _with_rates(found: Mapping[str, int]) -> dict[str, int | str | None]:
    figures: dict[str, int | str | None] = {str(n): found.get(str(n), 0) for n in (1, 2, 3, 5, 7, 9, 11, 13)}
    for n in (3, 5, 7):
        figures[str(n + 1)] = percent(found.get(str(n), 0), found["1"])
    for n in (9, 11, 13):
        figures[str(n + 1)] = percent(found.get(str(n), 0), found["2"])
    return figures
