"""The law by example: one small household a line, on both sides of every boundary. Expected by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.editions.rules import Edition
from desktop.records.check import check
from desktop.records.classify import CLASS, classify_sheet, judge
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out

ON = "2026-10-01"
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A household and what must be said of it: "rule:<id>", "flag:<id>", "skipped:<path>", "class" …"""

    title: str
    household: Answers
    expect: Mapping[str, Any]


def said(edition: Edition, household: Answers) -> dict[str, Any]:
    """All that an example can expect, as the program says it."""
    sheet = lay_out(edition, form_of(edition, household), ON)
    result = classify_sheet(sheet)
    rules = {f"rule:{rule.id}": rule.id in result.deprived for rule in edition.deprivations}
    unknown = {f"rule:{rule}": None for rule in result.unknown}
    flags = {f"flag:{one.rule.id}": one.holds for one in judge(sheet, edition.flags)}
    skipped = sheet.skipped | {person.path(name) for person in sheet.people for name in person.skipped}
    found = {problem.code for problem in check(sheet)}
    return {
        **rules,
        **unknown,
        **flags,
        **{f"skipped:{path}": True for path in skipped},
        **{f"problem:{code}": True for code in found},
        "class": result.code,
        "classes": sum(r.holds is True for r in result.reasons if r.rule.startswith(CLASS)),
        "b2": result.b2,
        "line": result.distance.line,
        "by": result.distance.by,
        "ask": list(result.ask),
    }


def disagreements(edition: Edition, example: Example) -> list[str]:
    """Where the program says something else than the example; a class that is given rests on one rule."""
    found = said(edition, example.household)
    wanted = dict(example.expect)
    if found["class"] != "unknown":
        wanted["classes"] = 1
    return [
        f"{example.title}: {key} is {found.get(key, False)}, not {value}"
        for key, value in wanted.items()
        if found.get(key, False) != value
    ]


# ---- people


def born(years: int, day: str = "10-01") -> str:
    """The birth date of one who is `years` old today; on "10-02" it is tomorrow, and a year is missing."""
    return f"{2026 - years}-{day}"


def person(birth: str, **more: Any) -> Answers:
    """Somebody without any deprivation, whatever the age."""
    return {
        "birth_date": birth,
        "ethnicity": "01",
        "sex": "m",
        "relation": "other",
        "insured": True,
        "studying": "higher",
        "finished": "college",
        "trained_on_job": False,
        "work": "self",
        "allowance": "none",
        "malnourished": False,
        **more,
    }


def household(*members: Answers, **more: Any) -> Answers:
    """A household without any deprivation, two grown-ups first."""
    head = person(born(40), relation="head")
    return {
        "area": "rural",
        "livelihood": "farm",
        "income_basis": "points",
        "b1_points": 100,
        "floor_area_m2": 100,
        "wall": "durable",
        "pillar": "durable",
        "roof": "durable",
        "water_source": "tap",
        "latrine": "septic",
        "internet_used": True,
        "media": ["tv"],
        "merit": False,
        "no_labour_capacity": False,
        "local_minority": False,
        "policy_household": False,
        "members": [head, person(born(38), relation="spouse"), *members],
        **more,
    }


def poor(n: int, **more: Any) -> Answers:
    """A household with exactly `n` deprivations."""
    bad: list[Answers] = [
        {"water_source": "other"},
        {"latrine": "none"},
        {"internet_used": False},
        {"media": []},
    ]
    answers: Answers = {}
    for one in bad[:n]:
        answers |= one
    return household(**{**answers, **more})


# ---- deprivations of members: of the third one here


def _rule_of_one(rule: str, title: str, birth: str, holds: bool | None, **answers: Any) -> Example:  # noqa: FBT001
    return Example(f"{rule}: {title}", household(person(birth, **answers)), {f"rule:{rule}": holds})


def employment() -> Iterator[Example]:
    for work, holds in (
        ("seeking", True),
        ("no_contract", True),
        ("contract", False),
        ("self", False),
        ("not_in_labour", False),
    ):
        yield _rule_of_one("employment", work, born(30), holds, work=work)
    yield _rule_of_one("employment", "15 today", born(15), True, work="seeking")
    yield _rule_of_one("employment", "15 tomorrow", born(15, "10-02"), False, work="seeking")
    yield _rule_of_one("employment", "a grown-up refuses", born(40), None, work={"missing": "refused"})
    yield _rule_of_one("employment", "work of a child not asked", born(9), False, work={"missing": "blank"})


def dependants() -> Iterator[Example]:
    rule = "rule:dependants"
    child, grown = person(born(16, "10-02")), person(born(16))
    old, disabled = person(born(80), allowance="elderly"), person(born(50), allowance="disabled")
    unsure = person(born(50), allowance={"missing": "unknown"})
    yield Example("dependants: one of three", household(child), {rule: False})
    yield Example("dependants: exactly half", household(child, old), {rule: False})
    yield Example("dependants: three of five", household(child, old, disabled), {rule: True})
    yield Example("dependants: two of five, one is 16 today", household(grown, old, disabled), {rule: False})
    yield Example("dependants: no allowance is none", household(person(born(80)), child, old), {rule: False})
    yield Example("dependants: half for certain, one possible", household(child, old, unsure), {rule: None})
    yield Example("dependants: decided without the unsure one", household(child, unsure), {rule: False})
    both = household(child, old, disabled, unsure)
    yield Example("dependants: half for certain, one possible, six", both, {rule: None})


def nutrition() -> Iterator[Example]:
    yield _rule_of_one("nutrition", "16 tomorrow", born(16, "10-02"), True, malnourished=True)
    yield _rule_of_one("nutrition", "16 today", born(16), False, malnourished=True)
    yield _rule_of_one("nutrition", "well fed", born(3), False, malnourished=False)
    yield _rule_of_one("nutrition", "newborn", ON, True, malnourished=True)


def insurance() -> Iterator[Example]:
    yield _rule_of_one("insurance", "6 today", born(6), True, insured=False)
    yield _rule_of_one("insurance", "6 tomorrow", born(6, "10-02"), False, insured=False)
    yield _rule_of_one("insurance", "insured", born(50), False, insured=True)
    yield _rule_of_one("insurance", "old", born(90), True, insured=False)


def adult_education() -> Iterator[Example]:
    idle: Answers = {"studying": "none", "trained_on_job": False}
    for title, birth, finished, holds in (
        ("15, nothing", born(16, "10-02"), "none", False),
        ("16 today, nothing", born(16), "none", True),
        ("16 today, primary", born(16), "primary", True),
        ("17, nothing", born(18, "10-02"), "none", True),
        ("17, primary", born(18, "10-02"), "primary", True),
        ("17, lower secondary", born(18, "10-02"), "lower_secondary", False),
        ("18 today, nothing", born(18), "none", True),
        ("18 today, primary", born(18), "primary", True),
        ("18 today, lower secondary", born(18), "lower_secondary", True),
        ("18 today, upper secondary", born(18), "upper_secondary", False),
        ("18 today, vocational", born(18), "vocational", False),
        ("18 today, college", born(18), "college", False),
        ("30 until tomorrow", born(31, "10-02"), "lower_secondary", True),
        ("31 today", born(31), "lower_secondary", False),
    ):
        yield _rule_of_one("adult_education", title, birth, holds, finished=finished, **idle)
    for title, change in (("studying", {"studying": "vocational"}), ("trained", {"trained_on_job": True})):
        yield _rule_of_one("adult_education", title, born(20), False, finished="none", **{**idle, **change})


def schooling() -> Iterator[Example]:
    for title, birth, level, holds in (
        ("3 tomorrow", born(3, "10-02"), "none", False),
        ("3 today, at home", born(3), "none", True),
        ("3 today, preschool", born(3), "preschool", False),
        ("5, at home", born(6, "10-02"), "none", True),
        ("5, preschool", born(6, "10-02"), "preschool", False),
        ("5, primary already", born(6, "10-02"), "primary", False),
        ("6 today, at home", born(6), "none", True),
        ("6 today, preschool", born(6), "preschool", True),
        ("6 today, primary", born(6), "primary", False),
        ("11, preschool", born(12, "10-02"), "preschool", True),
        ("11, primary", born(12, "10-02"), "primary", False),
        ("12 today, at home", born(12), "none", True),
        ("12 today, preschool", born(12), "preschool", True),
        ("12 today, primary", born(12), "primary", True),
        ("12 today, lower secondary", born(12), "lower_secondary", False),
        ("12 today, upper secondary already", born(12), "upper_secondary", False),
        ("15, primary", born(16, "10-02"), "primary", True),
        ("16 today, primary", born(16), "primary", False),
        ("16 today, not studying", born(16), "none", False),
    ):
        yield _rule_of_one("schooling", title, birth, holds, studying=level)


# ---- deprivations of the household


def housing() -> Iterator[Example]:
    parts = ("wall", "pillar", "roof")
    for bad in range(8):
        names = [part for place, part in enumerate(parts) if bad & 1 << place]
        bad_parts = dict.fromkeys(names, "nondurable")
        title = f"housing: {', '.join(names) or 'nothing'} not durable"
        yield Example(title, household(**bad_parts), {"rule:housing_quality": len(names) >= 2})
    for part in parts:  # the third is not known: two decide it, one does not
        rest = [one for one in parts if one != part]
        for n, holds in ((0, False), (1, None), (2, True)):
            answers: Answers = {part: {"missing": "illegible"}, **dict.fromkeys(rest[:n], "nondurable")}
            expect = {"rule:housing_quality": holds}
            yield Example(f"housing: {part} illegible, {n} bad", household(**answers), expect)
    sizes = ((2, 15.99, True), (2, 16, False), (2, 16.01, False), (2, 0, True))
    for n, area, small in (*sizes, (3, 23.99, True), (3, 24, False), (3, 24.5, False)):
        example = household(*[person(born(20))] * (n - 2), floor_area_m2=area)
        yield Example(f"housing: {area} for {n}", example, {"rule:housing_area": small})
    third = person(born(20))
    gone = household({**third, "removed": "moved"}, floor_area_m2=16)
    yield Example("housing: one moved away", gone, {"rule:housing_area": False})


def services() -> Iterator[Example]:
    clean = ("tap", "drilled_well", "protected_well", "protected_spring", "rain", "bottled")
    for source in (*clean, "other"):
        yield Example(f"water: {source}", household(water_source=source), {"rule:water": source == "other"})
    for latrine in ("septic", "pour_flush", "vip", "double_vault", "other", "none"):
        bad = latrine in ("other", "none")
        yield Example(f"latrine: {latrine}", household(latrine=latrine), {"rule:latrine": bad})
    for used in (True, False):
        yield Example(f"internet: {used}", household(internet_used=used), {"rule:internet": not used})
    for media in ([], ["tv"], ["radio"], ["smartphone"], ["computer", "laptop", "tablet", "telephone"]):
        yield Example(f"media: {media}", household(media=media), {"rule:media": not media})


# ---- classes

_LINES = {  # basis and area -> the value's question, the line, the line of medium households
    ("points", "rural"): ("b1_points", 140, 195),
    ("points", "urban"): ("b1_points", 175, 255),
    ("amount", "rural"): ("income_per_head", 1_500_000, 2_250_000),
    ("amount", "urban"): ("income_per_head", 2_000_000, 3_000_000),
}


def classes() -> Iterator[Example]:
    for (basis, area), (question, line, medium) in _LINES.items():
        for value, living, n, code in (
            (line - 1, "farm", 3, "poor"),
            (line, "farm", 3, "poor"),
            (line, "other", 3, "poor"),
            (line, "farm", 2, "near_poor"),
            (line, "farm", 4, "poor"),
            (line, "other", 0, "near_poor"),
            (line + 1, "farm", 3, "medium"),
            (line + 1, "farm", 0, "medium"),
            (line + 1, "other", 3, "not_poor"),
            (medium, "farm", 3, "medium"),
            (medium, "other", 3, "not_poor"),
            (medium + 1, "farm", 3, "not_poor"),
            (medium + 1, "other", 0, "not_poor"),
        ):
            answers = {"income_basis": basis, "area": area, "livelihood": living, question: value}
            more = {"class": code, "b2": 10 * n, "line": line, "by": value - line}
            other = "b1_points" if question != "b1_points" else "income_per_head"
            example = {key: one for key, one in poor(n, **answers).items() if key != other}
            yield Example(f"class: {basis}, {area}, {value}, {living}, {n} deprivations", example, more)


def unsure_classes() -> Iterator[Example]:
    gap = {"missing": "refused"}
    for title, example, code, ask in (
        ("area does not matter", poor(3, area=gap, b1_points=140), "poor", []),
        ("area matters", poor(3, area=gap, b1_points=141), "unknown", ["area"]),
        ("livelihood matters", poor(3, livelihood=gap, b1_points=141), "unknown", ["livelihood"]),
        ("livelihood does not matter", poor(3, livelihood=gap, b1_points=140), "poor", []),
        ("above the medium band", poor(3, livelihood=gap, b1_points=196), "not_poor", []),
        ("B2 from 20 to 30", poor(2, media=gap), "unknown", ["media"]),
        ("B2 from 30 to 40", poor(3, media=gap), "poor", ["media"]),
        ("no points", poor(3, b1_points=gap), "unknown", ["b1_points"]),
        ("no members", poor(3, members=[]), "unknown", ["members"]),
        ("by a score card that is not here", poor(3, income_basis="card"), "unknown", []),
        (
            "two values, no basis",
            poor(3, income_basis=gap, income_per_head=1),
            "unknown",
            ["income_basis"],
        ),
        ("the basis is the value that is there", poor(3, income_basis=gap), "poor", []),
    ):
        yield Example(f"class: {title}", example, {"class": code, "ask": ask})


# ---- facts for the tables, and of whom what is asked


def flags() -> Iterator[Example]:
    tay, woman = person(born(40), relation="head", ethnicity="02"), person(born(40), relation="head", sex="f")
    kinh = person(born(38), ethnicity="01")
    tay_spouse = person(born(38), ethnicity="02", sex="f", relation="spouse")
    for title, members, minority, female in (
        ("a Tày head", [tay, kinh], True, False),
        ("a Tày spouse", [kinh | {"relation": "head"}, tay_spouse], False, False),
        ("a woman as head", [woman, kinh], False, True),
    ):
        example = household(members=members)
        yield Example(f"flags: {title}", example, {"flag:is_minority": minority, "flag:female_head": female})
    for question, flag in (
        ("merit", "has_merit"),
        ("no_labour_capacity", "lacks_labour"),
        ("local_minority", "is_local_minority"),
        ("policy_household", "is_policy"),
    ):
        for yes in (True, False):
            yield Example(f"flags: {question} {yes}", household(**{question: yes}), {f"flag:{flag}": yes})


def asked() -> Iterator[Example]:
    for question, first, last in (
        ("studying", 3, 30),
        ("finished", 15, None),
        ("trained_on_job", 16, 30),
        ("work", 15, None),
        ("malnourished", None, 15),
        ("insured", None, None),
        ("allowance", None, None),
    ):
        path = f"skipped:members/3/{question}"
        if first is not None:
            yield Example(f"asked: {question}, {first} today", household(person(born(first))), {path: False})
            early = household(person(born(first, "10-02")))
            yield Example(f"asked: {question}, {first} tomorrow", early, {path: True})
        if last is not None:
            late = household(person(born(last + 1, "10-02")))
            yield Example(f"asked: {question}, {last} until tomorrow", late, {path: False})
            yield Example(f"asked: {question}, {last + 1}", household(person(born(last + 1))), {path: True})
        if first is None and last is None:
            yield Example(f"asked: {question}, of the newborn", household(person(ON)), {path: False})
    yield Example("asked: age unknown", household(person("2026-10-02")), {"skipped:members/3/work": False})
    for basis, skipped in (("points", "income_per_head"), ("amount", "b1_points")):
        other = {"points": "b1_points", "amount": "income_per_head"}[basis]
        expect = {f"skipped:{skipped}": True, f"skipped:{other}": False}
        yield Example(f"asked: by {basis}", household(income_basis=basis), expect)
    for yes in (True, False):
        expect = {"skipped:exit_year": not yes, "skipped:mentor": not yes}
        yield Example(f"asked: leaving {yes}", household(exit_registered=yes), expect)


def odd() -> Iterator[Example]:
    for area in (0, 0.01):
        yield Example(f"odd: floor of {area}", household(floor_area_m2=area), {"problem:no_floor": area == 0})
    for points in (-1, 0, 1):
        found = {"problem:points_below_zero": points < 0}
        yield Example(f"odd: {points} points", household(b1_points=points), found)
    unused = household(income_basis="amount", b1_points=-1, income_per_head=1)
    yield Example("odd: points that do not count", unused, {"problem:points_below_zero": False})


EXAMPLES = tuple(
    example
    for group in (
        employment,
        dependants,
        nutrition,
        insurance,
        adult_education,
        schooling,
        housing,
        services,
        classes,
        unsure_classes,
        flags,
        asked,
        odd,
    )
    for example in group()
)
