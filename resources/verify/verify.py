"""Count the tables R1 to R5 again from an exported file, and compare: standard library only.

    rasoat export WS --to now.ndjson            the households of the round
    rasoat report WS --out tables --format json --tables R1,R2,R3,R4,R5
    python3 verify.py now.ndjson tables [--last last.ndjson]

It trusts what the file does not hold: how many live in a unit (columns 1, 2 of R1), which unit is in which
(the order of rows). R2 and R3 need --last, the export of the round before; the ways onto a list, columns 6
to 8, are compared as one sum: they rest on earlier rounds. Without --last only sums are checked. Exit: 0
all agree, 1 something differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

CLASSES = ("poor", "near_poor", "medium")
LEVELS = ("country", "province", "district", "commune", "village")
LISTS = {"R2": ("poor", "near_poor"), "R3": ("near_poor", "poor")}
POOR, HOUSEHOLDS = CLASSES[0], (3, 5, 7)
LINES = ("households", "persons")
ADDED = "6+7+8"
Counts = dict[str, dict[str, int]]  # unit -> column -> number


def main() -> int:
    """Compare every table that is there; print each figure that differs."""
    asked = argparse.ArgumentParser(description=str(__doc__), formatter_class=argparse.RawTextHelpFormatter)
    for name in ("households", "tables", "--last"):
        asked.add_argument(name, type=Path)
    args = asked.parse_args()
    now, last = read(args.households), read(args.last) if args.last else None
    compared, wrong = 0, list[str]()
    for name in ("R1", "R2", "R3", "R4", "R5"):
        file = args.tables / f"{name}.json"
        if file.is_file():
            done, odd = compare(name, json.loads(file.read_text("utf-8")), now, last)
            print(f"{name}: {done} figures compared, {len(odd)} differ")
            compared, wrong = compared + done, wrong + odd
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong or not compared else 0


def read(file: Path) -> dict[str, Any]:
    """Households by uid, without those scored with an illustrative card."""
    lines = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line)
    return {line["uid"]: line for line in lines if not line["result"].get("illustrative")}


def compare(name: str, table: dict[str, Any], now: Any, last: Any) -> tuple[int, list[str]]:
    """How many figures were compared, and those that differ."""
    expected = dict(figures(name, table, now, last))
    done, odd = 0, []
    for row in table["rows"]:
        found = dict(row["values"])
        if name in LISTS:
            found[ADDED] = found["6"] + found["7"] + found["8"]
            end = found["1"] - sum(found[key] for key in "234") + sum(found[key] for key in "5678")
            odd += (
                [] if end == found["9"] else [f"{name} {row['name']} {row['line']}: 9 is not 1-2-3-4+5+6+7+8"]
            )
            done += 1
        for key, number in expected.get((row["unit"], row["line"]), {}).items():
            done += 1
            if found[key] != number:
                odd.append(
                    f"{name} {row['name']} {row['line'] or ''} column {key}: {found[key]}, counted {number}"
                )
    return done, odd


def figures(name: str, table: dict[str, Any], now: Any, last: Any) -> Any:
    """For each row what its figures should be."""
    tree = above(table["rows"])
    units = [row["unit"] for row in table["rows"] if row["line"] in (None, LINES[0])]
    if name == "R1":
        counts = count(now.values(), tree, r1)
        return [((row["unit"], None), rates(counts[row["unit"]], row["values"])) for row in table["rows"]]
    if name in ("R4", "R5"):
        keys, rules = [column["key"] for column in table["columns"]], order(now)
        counts = count(now.values(), tree, lambda line: r4(line, rules))
        found = {unit: {key: counts[unit][key] for key in keys} for unit in units}
        return [((unit, None), r5(one) if name == "R5" else one) for unit, one in found.items()]
    if last is None:
        return []
    moved: dict[str, Counts] = {line: defaultdict(lambda: defaultdict(int)) for line in LINES}
    for uid in now.keys() | last.keys():
        was, is_ = last.get(uid), now.get(uid)
        for line, ways in zip(LINES, movement(was, is_, *LISTS[name]), strict=True):
            add(moved[line], tree, is_ or was, ways)
    keys = ["2", "3", "4", "5", ADDED, "9", *(["1"] if table.get("opening") == "last_round" else [])]
    return [((unit, line), {key: moved[line][unit][key] for key in keys}) for line in LINES for unit in units]


def above(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Each unit with those it lies in: rows come below the unit they lie in."""
    found: dict[str, list[str]] = {"": [rows[0]["unit"]]}
    path: list[tuple[int, str]] = []
    for row in rows:
        depth = LEVELS.index(row["level"])
        path = [*(one for one in path if one[0] < depth), (depth, row["unit"])]
        found[row["unit"]] = [unit for _, unit in path]
    return found


def count(lines: Any, tree: dict[str, list[str]], of: Any) -> Counts:
    """The sums of what each household adds, in every unit."""
    counts: Counts = defaultdict(lambda: defaultdict(int))
    for line in lines:
        add(counts, tree, line, of(line))
    return counts


def add(counts: Counts, tree: dict[str, list[str]], line: Any, adds: dict[str, int]) -> None:
    """A household counts in its village where that lies in its commune, and everywhere above."""
    commune, village = line.get("unit", ""), line.get("village", "")
    place = village if commune in tree.get(village, ()) else commune
    for unit in tree.get(place, tree[""]):
        for key, number in adds.items():
            counts[unit][key] += number


def r1(line: Any) -> dict[str, int]:
    """Household and persons in the columns of the class."""
    class_ = line["result"]["class"]
    if class_ not in CLASSES:
        return {}
    place = CLASSES.index(class_)
    return {str(3 + 2 * place): 1, str(9 + 2 * place): len(people(line))}


def rates(counts: dict[str, int], row: dict[str, Any]) -> dict[str, Any]:
    """The counts, and percent of the residents in columns 1 and 2: two decimals, halves up."""
    found: dict[str, Any] = {str(n): counts[str(n)] for n in (3, 5, 7, 9, 11, 13)}
    for n in (3, 5, 7, 9, 11, 13):
        found[str(n + 1)] = percent(found[str(n)], row["1" if n in HOUSEHOLDS else "2"])
    return found


def percent(part: int, whole: int) -> str | None:
    """Two decimals, halves up; None of nobody."""
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)) if whole else None


def r4(line: Any, rules: list[str]) -> dict[str, int]:
    """The deprivations of a poor household."""
    if line["result"]["class"] != POOR:
        return {}
    found = line["result"]["deprived"]
    return {"households": 1, "deprivations": len(found), **{str(rules.index(one) + 1): 1 for one in found}}


def r5(counts: dict[str, int]) -> dict[str, Any]:
    """The same in percent of the poor."""
    poor = counts["households"]
    return {key: poor if key == "households" else percent(number, poor) for key, number in counts.items()}


def order(lines: dict[str, Any]) -> list[str]:
    """The deprivations in official order, which is the order of the reasons."""
    reasons = ([one["rule"] for one in line["result"]["reasons"]] for line in lines.values())
    return max(([rule for rule in rules if "/" not in rule] for rules in reasons), key=len, default=[])


def people(line: Any) -> set[str]:
    """The uids of who is counted."""
    return {one["uid"] for one in line["members"] if "removed" not in one} if line else set()


def movement(was: Any, is_: Any, mine: str, other: str) -> tuple[dict[str, int], dict[str, int]]:
    """What one household adds to a list, as one and in persons: who left or came is another change."""
    before, after = (one["result"]["class"] if one else "" for one in (was, is_))
    if "unknown" in (before, after) or mine not in (before, after):
        return {}, {}
    both, households = people(was) & people(is_), dict[str, int]()
    persons: dict[str, int] = defaultdict(int)
    way = "5" if before == other else ADDED
    if before == mine:
        to_other, over = ("2", "3") if mine == "poor" else ("3", "2")
        way = {mine: "", "": "4", other: to_other}.get(after, over)
        persons |= {"1": len(people(was)), "4": len(people(was) - both)}
        households["1"] = 1
    if way:
        households[way] = 1
    if way in {"2", "3", "5"}:
        persons[way] += len(both)
    if after == mine:
        households["9"], persons["9"] = 1, len(people(is_))
        persons[ADDED] += len(people(is_) if way == ADDED else people(is_) - both)
    return households, persons


if __name__ == "__main__":
    sys.exit(main())
