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


def movement(
    before: Mapping[str, Line], now: Mapping[str, Line], mine: str, other: str, came: set[str]
) -> dict[str, dict[str, int]]:
    """R2 or R3: columns 1 to 9 of one list, households and persons; `came` split off or moved in."""
    households, persons = (dict.fromkeys(map(str, range(1, 10)), 0) for _ in range(2))
    for uid in before.keys() | now.keys():
        was, is_ = (_class(lines.get(uid)) for lines in (before, now))
        if "unknown" in (was, is_) or mine not in (was, is_):
            continue
        way = _way(was, is_, mine, other, came=uid in came)
        there, here = (_people(lines.get(uid)) for lines in (before, now))
        ways = {} if not way else {way: 1}
        _add(households, ways | {"1": int(was == mine), "9": int(is_ == mine)})
        _add(
            persons,
            _of_persons(way, there if was == mine else None, here if is_ == mine else None, there & here),
        )
    return {"households": households, "persons": persons}


def _of_persons(way: str, was: set[str] | None, is_: set[str] | None, both: set[str]) -> dict[str, int]:
    """Who was there both times moves with the household; who left or came meanwhile is another reason."""
    ways: dict[str, int] = {}
    if was is not None:
        ways = {"1": len(was), "4": len(was - both)}
        if way not in ("", "4"):
            ways[way] = len(both)
    if is_ is not None:
        added = {way: len(is_)} if way in ("6", "7", "8") else {"8": len(is_ - both)}
        ways |= {"9": len(is_), **added, **({"5": len(both)} if way == "5" else {})}
    return ways


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for key, number in more.items():
        counts[key] += number


def _way(was: str, is_: str, mine: str, other: str, *, came: bool) -> str:
    """The official column of a household's way out of, or into, a list; nothing back to an earlier round."""
    poor = mine == "poor"
    if was == mine:
        ways = {mine: "", "": "4", other: "2" if poor else "3"}
        return ways.get(is_, "3" if poor else "2")
    return "5" if was == other else "8" if was == "" and came else "7"


def _class(line: Line | None) -> str:
    """The class of a household; nothing where it is not there, or not any more."""
    return "" if line is None or "deleted" in line else str(line["result"]["class"])


def _people(line: Line | None) -> set[str]:
    if line is None or "deleted" in line:
        return set()
    return {member["uid"] for member in line["members"] if "removed" not in member}
