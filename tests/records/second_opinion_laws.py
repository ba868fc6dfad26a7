"""Second opinions on the other editions: what differs from `vn-2022`, written from the design alone."""

from dataclasses import replace

from tests.records import second_opinion as base
from tests.records.second_opinion import (
    VN_2022,
    Answers,
    Law,
    Truth,
    between,
    both,
    either,
    known,
    no,
    one_of,
)

# ---- vn-2016


def _asked_to_study(m: Answers, age: int | None) -> Truth:
    return either(between(age, 3, 30), _young(m))


def _young(m: Answers) -> Truth:
    year: int | None = m["_born"]
    return None if year is None else year >= 1986


def _adult_education(m: Answers, age: int | None) -> Truth:
    little = one_of(known(m, "finished"), "none", "primary")
    return both(between(age, 15, 999), _young(m), little, one_of(known(m, "studying"), "none"))


def _schooling(m: Answers, age: int | None) -> Truth:
    return both(between(age, 5, 14), one_of(known(m, "studying"), "none"))


def _household_rule(h: Answers, rule: str, members: int) -> Truth:
    if rule == "health_access":
        return one_of(known(h, "unable_to_see_doctor"), True)
    if rule == "housing_quality":
        return one_of(known(h, "house_grade"), "less_solid", "simple")
    if rule == "telecom":
        return both(no(known(h, "phone_used")), no(known(h, "internet_used")))
    if rule == "media":
        owned = known(h, "media")
        nothing = None if owned is None else not {"tv", "radio", "computer"} & set(owned)
        return both(nothing, no(known(h, "loudspeaker_heard")))
    return base.household_rule(h, rule, members)


def _class_rules(value: int | None, lines: tuple[int, ...], _living: str, b2: int) -> dict[str, Truth]:
    def over(line: int) -> Truth:
        return None if value is None else value > line

    low, high, *more = lines
    between_lines = both(over(low), no(over(high)))
    rules = {
        "poor_income": no(over(low)),
        "poor_deprivation": both(between_lines, b2 >= 30),
        "near_poor": both(between_lines, b2 < 30),
    }
    if not more:
        return rules | {"not_poor": over(high)}
    return rules | {"medium": both(over(high), no(over(more[0]))), "not_poor": over(more[0])}


VN_2016 = Law(
    deprivations=(
        "health_access",
        "insurance",
        "adult_education",
        "schooling",
        "housing_quality",
        "housing_area",
        "water",
        "latrine",
        "telecom",
        "media",
    ),
    of_members={
        "insurance": base.OF_MEMBERS["insurance"],
        "adult_education": (_adult_education, ("studying", "finished")),
        "schooling": (_schooling, ("studying",)),
    },
    of_household={
        "health_access": ("unable_to_see_doctor",),
        "housing_quality": ("house_grade",),
        "housing_area": ("floor_area_m2",),
        "water": ("water_source",),
        "latrine": ("latrine",),
        "telecom": ("phone_used", "internet_used"),
        "media": ("media", "loudspeaker_heard"),
    },
    household_rule=_household_rule,
    asked={"studying": _asked_to_study, "finished": base.ASKED["finished"]},
    lines={
        "points": {"rural": (120, 150), "urban": (140, 175)},
        "amount": {"rural": (700_000, 1_000_000, 1_500_000), "urban": (900_000, 1_300_000, 1_950_000)},
    },
    class_rules=_class_rules,
    livelihood_in=(),
)


# ---- vn-2027


def _waste(h: Answers, rule: str, members: int) -> Truth:
    return no(known(h, "waste_treated")) if rule == "waste" else base.household_rule(h, rule, members)


def _one_line(value: int | None, lines: tuple[int, ...], _living: str, b2: int) -> dict[str, Truth]:
    under = None if value is None else value <= lines[0]
    return {"poor": both(under, b2 >= 30), "near_poor": both(under, b2 < 30), "not_poor": no(under)}


VN_2027 = replace(
    VN_2022,
    deprivations=(*base.DEPRIVATIONS[:11], "waste"),
    of_household={**base.OF_HOUSEHOLD, "waste": ("waste_treated",)},
    household_rule=_waste,
    lines={"amount": {"rural": (2_200_000,), "urban": (2_800_000,)}},
    class_rules=_one_line,
    livelihood_in=(),
)


# ---- the local standard of tests/data: higher lines, less floor, one material is enough


def _local_household(h: Answers, rule: str, members: int) -> Truth:
    if rule == "housing_area":
        floor = known(h, "floor_area_m2")
        return None if floor is None or not members else round(floor * 100) < 1000 * members
    if rule == "water":
        source = one_of(known(h, "water_source"), "other")
        return either(source, no(known(h, "water_all_year")))
    return base.household_rule(h, rule, members)


LOCAL = replace(
    VN_2022,
    household_rule=_local_household,
    of_household={**base.OF_HOUSEHOLD, "water": ("water_source", "water_all_year")},
    lines={
        "points": VN_2022.lines["points"],
        "amount": {"rural": (1_800_000, 2_700_000), "urban": (2_400_000, 3_600_000)},
    },
)
LAWS = {"vn-2016": VN_2016, "vn-2022": VN_2022, "vn-2027": VN_2027}
