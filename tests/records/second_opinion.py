"""A second opinion on the law, written from the design alone: plain Python, nothing of the program.

`opinion(household, on)` takes a household as `rasoat classify` reads it and gives what must come out. What
differs from edition to edition is a `Law`; `vn-2022` stands here, the others in `second_opinion_laws`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

Truth = bool | None  # None: an answer that matters is missing
Answers = dict[str, Any]

DEPRIVATIONS = (
    "employment",
    "dependants",
    "nutrition",
    "insurance",
    "adult_education",
    "schooling",
    "housing_quality",
    "housing_area",
    "water",
    "latrine",
    "internet",
    "media",
)
LEVELS = ("none", "preschool", "primary", "lower_secondary", "upper_secondary", "vocational", "higher")
LINES: dict[str, dict[str, tuple[int, ...]]] = {
    "points": {"rural": (140, 195), "urban": (175, 255)},
    "amount": {"rural": (1_500_000, 2_250_000), "urban": (2_000_000, 3_000_000)},
}
VALUES = {"points": "b1_points", "amount": "income_per_head"}


# ---- three-valued logic


def no(a: Truth) -> Truth:
    return None if a is None else not a


def both(*all_of: Truth) -> Truth:
    if False in all_of:
        return False
    return None if None in all_of else True


def either(*any_of: Truth) -> Truth:
    if True in any_of:
        return True
    return None if None in any_of else False


def at_least(n: int, truths: list[Truth]) -> Truth:
    certain, possible = truths.count(True), len(truths) - truths.count(False)
    return True if certain >= n else (False if possible < n else None)


# ---- answers


def known(answers: Answers, name: str) -> Any:
    """The answer, or None where there is none or only a reason."""
    value = answers.get(name)
    return None if isinstance(value, dict) else value


def one_of(value: Any, *codes: Any) -> Truth:
    return None if value is None else value in codes


def age_of(member: Answers, on: date, month_day: tuple[int, int]) -> int | None:
    exact, year = known(member, "birth_date"), known(member, "birth_year")
    if exact is not None:
        born = date.fromisoformat(exact)
    elif year is not None:
        if year == on.year:
            return 0
        born = date(year, *month_day)
    else:
        return None
    had = (on.month, on.day) >= (born.month, born.day)
    years = on.year - born.year - (0 if had else 1)
    return None if years < 0 else years


def between(age: int | None, low: int, high: int) -> Truth:
    """Low <= age <= high"""
    return None if age is None else low <= age <= high


# ---- of whom a question is asked: by age, or by the year of birth (`_born`, beside the answers)

Of = Callable[[Answers, int | None], Truth]
ASKED: dict[str, Of] = {
    "work": lambda _, age: between(age, 15, 999),
    "finished": lambda _, age: between(age, 15, 999),
    "trained_on_job": lambda _, age: between(age, 16, 30),
    "studying": lambda _, age: between(age, 3, 30),
    "malnourished": lambda _, age: between(age, 0, 15),
}


# ---- the rules over one member


def employment(m: Answers, age: int | None) -> Truth:
    return both(between(age, 15, 999), one_of(known(m, "work"), "seeking", "no_contract"))


def dependant(m: Answers, age: int | None) -> Truth:
    return either(between(age, 0, 15), one_of(known(m, "allowance"), "elderly", "disabled"))


def nutrition(m: Answers, age: int | None) -> Truth:
    return both(between(age, 0, 15), known(m, "malnourished"))


def insurance(m: Answers, age: int | None) -> Truth:
    return both(between(age, 6, 999), no(known(m, "insured")))


def adult_education(m: Answers, age: int | None) -> Truth:
    finished = known(m, "finished")
    little = one_of(finished, "none", "primary")
    not_enough = one_of(finished, "none", "primary", "lower_secondary")
    lacks = either(both(between(age, 16, 17), little), both(between(age, 18, 30), not_enough))
    idle = both(one_of(known(m, "studying"), "none"), no(known(m, "trained_on_job")))
    return both(between(age, 16, 30), idle, lacks)


def schooling(m: Answers, age: int | None) -> Truth:
    level = known(m, "studying")

    def below(code: str) -> Truth:
        return None if level is None else LEVELS.index(level) < LEVELS.index(code)

    return either(
        both(between(age, 3, 5), below("preschool")),
        both(between(age, 6, 11), below("primary")),
        both(between(age, 12, 15), below("lower_secondary")),
    )


OfMembers = Mapping[str, tuple[Of, tuple[str, ...]]]
OF_MEMBERS: OfMembers = {
    "employment": (employment, ("work",)),
    "dependants": (dependant, ("allowance",)),
    "nutrition": (nutrition, ("malnourished",)),
    "insurance": (insurance, ("insured",)),
    "adult_education": (adult_education, ("studying", "trained_on_job", "finished")),
    "schooling": (schooling, ("studying",)),
}
OF_HOUSEHOLD: dict[str, tuple[str, ...]] = {
    "housing_quality": ("wall", "pillar", "roof"),
    "housing_area": ("floor_area_m2",),
    "water": ("water_source",),
    "latrine": ("latrine",),
    "internet": ("internet_used",),
    "media": ("media",),
}


def household_rule(h: Answers, rule: str, members: int) -> Truth:
    if rule == "housing_quality":
        return at_least(2, [one_of(known(h, part), "nondurable") for part in OF_HOUSEHOLD[rule]])
    value = known(h, OF_HOUSEHOLD[rule][0])
    if value is None:
        return None
    if rule == "housing_area":
        return round(value * 100) < 800 * members if members else None
    deprived: dict[str, bool] = {
        "water": value == "other",
        "latrine": value in ("other", "none"),
        "internet": value is False,
        "media": value == [],
    }
    return deprived[rule]


# ---- a law: what differs from edition to edition


def class_rules(value: int | None, lines: tuple[int, ...], livelihood: str, b2: int) -> dict[str, Truth]:
    line, medium = lines
    under = None if value is None else value <= line
    above = None if value is None else value > medium
    farm = livelihood == "farm"
    return {
        "poor": both(under, b2 >= 30),
        "near_poor": both(under, b2 < 30),
        "medium": both(no(under), no(above), farm),
        "not_poor": both(no(under), either(above, not farm)),
    }


@dataclass(frozen=True)
class Law:
    """Deprivations in column order, what they read, whom one asks, the lines, and the classes."""

    deprivations: tuple[str, ...]
    of_members: OfMembers
    of_household: Mapping[str, tuple[str, ...]]
    household_rule: Callable[[Answers, str, int], Truth]
    asked: Mapping[str, Of]
    lines: Mapping[str, Mapping[str, tuple[int, ...]]]  # distances are measured from the first
    class_rules: Callable[[int | None, tuple[int, ...], str, int], dict[str, Truth]]
    livelihood_in: tuple[str, ...]  # classes that read the livelihood


VN_2022 = Law(
    DEPRIVATIONS,
    OF_MEMBERS,
    OF_HOUSEHOLD,
    household_rule,
    ASKED,
    LINES,
    class_rules,
    ("medium", "not_poor"),
)


# ---- one run of all rules, with one day of the year for those whose year alone is known

Said = dict[str, Truth]
EachSaid = dict[str, dict[str, Truth]]


def run(h: Answers, on: date, month_day: tuple[int, int], law: Law) -> tuple[Said, EachSaid, set[str]]:
    """What each rule says, what it says of each member, and what the undecided ones ask."""
    members = counted(h)
    ages = {uid: age_of(m, on, month_day) for uid, m in members.items()}
    said: Said = {}
    each: EachSaid = {}
    ask = set[str]()
    members = {uid: {**m, "_born": year_of(m, ages[uid])} for uid, m in members.items()}
    for rule in law.deprivations:
        if rule in law.of_members:
            of_one, reads = law.of_members[rule]
            truths = {uid: of_one(m, ages[uid]) for uid, m in members.items()}
            each[rule] = truths
            said[rule] = more_than_half(truths) if rule == "dependants" else some(truths)
            missing = set(missing_of_members(members, ages, reads, law.asked)) or {"members"}
        else:
            said[rule] = law.household_rule(h, rule, len(members))
            missing = {name for name in law.of_household[rule] if known(h, name) is None}
            missing |= {"members"} if rule == "housing_area" and not members else set()
        override = h.get(f"override/{rule}")
        if override is not None:
            said[rule] = override
        ask |= missing if said[rule] is None else set()
    return said, each, ask


def counted(h: Answers) -> dict[str, Answers]:
    people = h.get("members", [])
    return {m.get("uid", str(n)): m for n, m in enumerate(people, start=1) if "removed" not in m}


def year_of(m: Answers, age: int | None) -> int | None:
    """The year of birth of one whose age is known."""
    exact = known(m, "birth_date")
    year = int(exact[:4]) if exact else known(m, "birth_year")
    return year if age is not None else None


def some(truths: dict[str, Truth]) -> Truth:
    return either(*truths.values()) if truths else None


def more_than_half(truths: dict[str, Truth]) -> Truth:
    return at_least(len(truths) // 2 + 1, list(truths.values())) if truths else None


def missing_of_members(
    members: dict[str, Answers],
    ages: dict[str, int | None],
    reads: tuple[str, ...],
    whom: Mapping[str, Of],
) -> Iterator[str]:
    for uid, m in members.items():
        if ages[uid] is None:
            yield f"members/{uid}/birth_date"
        for name in reads:
            asked = whom[name](m, ages[uid]) if name in whom else True
            if known(m, name) is None and asked is not False:
                yield f"members/{uid}/{name}"


# ---- the class


def basis_of(h: Answers) -> str | None:
    declared = known(h, "income_basis")
    if declared is not None:
        return str(declared)
    there = [basis for basis, value in VALUES.items() if known(h, value) is not None]
    return there[0] if len(there) == 1 else None


def class_of(h: Answers, said: Said, law: Law) -> tuple[str, set[str]]:
    """The class, and what the undecided class rules ask."""
    basis, members = basis_of(h), counted(h)
    if basis is None:
        return "unknown", {"income_basis"} | (set() if members else {"members"})
    if basis not in VALUES:
        return "unknown", set()
    value = known(h, VALUES[basis])
    if basis not in law.lines:
        return "unknown", set()
    if not members:
        return "unknown", {"members"} | ({VALUES[basis]} if value is None else set())
    area, livelihood = known(h, "area"), known(h, "livelihood")
    low, high = points(said)
    worlds = [
        law.class_rules(value, law.lines[basis][place], living, b2)
        for place, living, b2 in product(
            [area] if area else ["rural", "urban"],
            [livelihood] if livelihood else ["farm", "other"],
            range(low, high + 1, 10),
        )
    ]
    classes = {next((name for name, holds in world.items() if holds), "unknown") for world in worlds}
    ask = set[str]()
    for name in worlds[0]:
        truths = {world[name] for world in worlds}
        if truths in ({True}, {False}):
            continue
        ask |= set() if area else {"area"}
        ask |= set() if value is not None else {VALUES[basis]}
        ask |= {"livelihood"} if not livelihood and name in law.livelihood_in else set()
    return (classes.pop() if len(classes) == 1 else "unknown"), ask


def points(said: Said) -> tuple[int, int]:
    truths = list(said.values())
    return 10 * truths.count(True), 10 * (len(truths) - truths.count(False))


def distance(h: Answers, law: Law) -> dict[str, Any]:
    basis, area = basis_of(h), known(h, "area")
    if basis not in VALUES:
        return {"basis": basis, "line": None, "by": None}
    line = law.lines[basis][area][0] if area and basis in law.lines else None
    value = known(h, VALUES[basis])
    return {"basis": basis, "line": line, "by": None if value is None or line is None else value - line}


def opinion(h: Answers, on: str, law: Law = VN_2022) -> dict[str, Any]:
    """What `rasoat classify` must say of this household on the day `on`, without reasons."""
    day = date.fromisoformat(on)
    said, each, ask = run(h, day, (12, 31), law)
    code, more = class_of(h, said, law)
    early, early_each, _ = run(h, day, (1, 1), law)
    ask |= more
    for rule in law.of_members:
        if said[rule] != early[rule]:
            differing = (uid for uid in each[rule] if each[rule][uid] != early_each[rule][uid])
            ask |= {f"members/{uid}/birth_date" for uid in differing}
    low, high = points(said)
    out: dict[str, Any] = {
        "class": code,
        "b1": known(h, "b1_points") if basis_of(h) == "points" else None,
        "b2": low,
        "b2_max": high,
        "deprived": [rule for rule in law.deprivations if said[rule] is True],
        "unknown": [rule for rule in law.deprivations if said[rule] is None],
        "ask": sorted(ask),
        "distance": distance(h, law),
    }
    if class_of(h, early, law)[0] != code:
        out["year_only"] = True
    overridden = [rule for rule in law.deprivations if f"override/{rule}" in h]
    return out | ({"overridden": overridden} if overridden else {})
