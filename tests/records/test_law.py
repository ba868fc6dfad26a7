"""The law by example, and by what must hold of every household."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest

from desktop.actions.editions import load_edition
from desktop.records.classify import classify
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out
from tests.records.examples import EXAMPLES, ON, Example, born, disagreements, household, person, poor
from tests.records.invented import Maker

EDITION = load_edition("vn-2022")


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.title for example in EXAMPLES])
def test_an_example_of_the_law(example: Example) -> None:
    assert disagreements(EDITION, example) == []


def test_with_all_relevant_questions_answered_no_rule_is_unknown() -> None:
    """Answers that are not asked are taken away first; those that are, are all there."""
    maker = Maker(7, ON)
    for _ in range(300):
        whole = maker.household(gaps=0)
        sheet = lay_out(EDITION, form_of(EDITION, whole), ON)
        counted = [member for member in whole.get("members", []) if "removed" not in member]
        for one, member in zip(sheet.people, counted, strict=True):
            for question in one.skipped:
                member.pop(question, None)
        result = classify(EDITION, form_of(EDITION, whole), ON)
        if sheet.people:
            assert (result.unknown, result.ask) == ((), ())
            assert result.code != "unknown"
            assert result.b2 == result.b2_max == 10 * len(result.deprived)


DAYS = ("10-01", "10-02")
SMALL = household(person(born(16, "10-02"), studying="primary", malnourished=True, insured=False))
COMPLETIONS: dict[str, tuple[Any, ...]] = {
    "area": ("rural", "urban"),
    "livelihood": ("farm", "other"),
    "b1_points": (0, 140, 141, 175, 176, 195, 196, 255, 256),
    "floor_area_m2": (0, 23.99, 24),
    "wall": ("durable", "nondurable"),
    "pillar": ("durable", "nondurable"),
    "water_source": ("tap", "other"),
    "latrine": ("septic", "other", "none"),
    "internet_used": (True, False),
    "media": ([], ["tv"]),
    "members/3/birth_date": tuple(born(n, day) for n in (3, 6, 12, 15, 16, 18, 31) for day in DAYS),
    "members/3/studying": ("none", "preschool", "primary", "lower_secondary", "higher"),
    "members/3/finished": ("none", "lower_secondary", "college"),
    "members/3/trained_on_job": (True, False),
    "members/3/work": ("self", "seeking", "no_contract"),
    "members/3/allowance": ("none", "elderly"),
    "members/3/malnourished": (True, False),
    "members/2/insured": (True, False),
}


def with_answer(base: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The household with one answer set; None takes it away."""
    changed = {**base, "members": [dict(member) for member in base["members"]]}
    into, name = changed, path
    if path.startswith("members/"):
        _, place, name = path.split("/")
        into = changed["members"][int(place) - 1]
    into.pop(name, None)
    if value is not None:
        into[name] = value
    return changed


def completions(base: dict[str, Any], paths: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for values in product(*(COMPLETIONS[path] for path in paths)):
        whole = base
        for path, value in zip(paths, values, strict=True):
            whole = with_answer(whole, path, value)
        yield whole


@pytest.mark.parametrize("base", [SMALL, poor(3, members=SMALL["members"]), poor(2, b1_points=150)])
def test_completing_what_is_missing_never_contradicts(base: dict[str, Any]) -> None:
    """Every pair of answers is taken away; whatever is said without them stays true however they turn out."""
    paths = [path for path in COMPLETIONS if len(base["members"]) >= 3 or not path.startswith("members/3")]
    for pair in combinations(paths, 2):
        partial = with_answer(with_answer(base, pair[0], None), pair[1], None)
        before = classify(EDITION, form_of(EDITION, partial), ON)
        seen = set[str]()
        for whole in completions(partial, pair):
            after = classify(EDITION, form_of(EDITION, whole), ON)
            seen.add(after.code)
            assert set(before.deprived) <= set(after.deprived), pair
            assert set(after.deprived) <= {*before.deprived, *before.unknown}, pair
            assert before.b2 <= after.b2 <= before.b2_max, pair
        if before.code != "unknown":
            assert seen == {before.code}, pair


@pytest.mark.parametrize(
    ("year", "answers", "differs", "code"),
    [
        (2010, {"malnourished": True}, "nutrition", "near_poor"),
        (2020, {"insured": False}, "insurance", "near_poor"),
        (2023, {"studying": "none"}, "schooling", "near_poor"),
    ],
)
def test_a_birth_year_alone_is_marked_where_the_day_decides(
    year: int, answers: dict[str, Any], differs: str, code: str
) -> None:
    """31 December is assumed; 1 January would say something else."""
    child = person("", birth_year=year, **answers)
    del child["birth_date"]
    result = classify(EDITION, form_of(EDITION, household(child)), ON)
    assert result.code == code
    assert not result.year_only
    assert [reason.rule for reason in result.reasons if reason.year_only] == [differs]
    assert result.ask == ("members/3/birth_date",)


def test_a_class_that_the_day_decides_is_marked() -> None:
    child = person("", birth_year=2020, insured=False)
    del child["birth_date"]
    result = classify(EDITION, form_of(EDITION, poor(2, members=[*household()["members"], child])), ON)
    assert (result.code, result.b2, result.year_only) == ("near_poor", 20, True)


@pytest.mark.parametrize(
    ("birth", "on", "holds"),
    [
        ({"birth_date": "2020-02-29"}, "2026-02-28", False),  # six on 1 March
        ({"birth_date": "2020-02-29"}, "2026-03-01", True),
        ({"birth_date": "2020-12-31", "birth_year": 1990}, "2026-12-30", False),  # the date wins
        ({"birth_year": 2026}, "2026-03-01", False),  # this year: a baby
        ({"birth_date": "2026-03-02"}, "2026-03-01", None),  # not born yet: no age
        ({"birth_date": {"missing": "illegible"}, "birth_year": 1990}, "2026-03-01", True),
        ({"birth_date": {"missing": "illegible"}}, "2026-03-01", None),
        ({}, "2026-03-01", None),
    ],
)
def test_ages_are_completed_years(birth: dict[str, Any], on: str, holds: bool | None) -> None:  # noqa: FBT001
    """Is the one without insurance six or over?"""
    child = {**person("", insured=False), "birth_date": None, **birth}
    if child["birth_date"] is None:
        del child["birth_date"]
    result = classify(EDITION, form_of(EDITION, household(child)), on)
    said = True if "insurance" in result.deprived else (None if "insurance" in result.unknown else False)
    assert said is holds


def test_an_override_decides_is_shown_and_is_counted() -> None:
    override = {"override/water": True, "override/water/why": "giếng cạn"}
    answers = {**override, "water_source": {"missing": "blank"}}
    result = classify(EDITION, form_of(EDITION, poor(2, **answers, latrine="septic")), ON)
    assert (result.deprived, result.unknown, result.ask) == (("water",), (), ())
    assert result.overridden == ("water",)
    because = next(reason.because for reason in result.reasons if reason.rule == "water")
    assert because == override


def test_reasons_rest_on_answers_with_their_source() -> None:
    result = classify(EDITION, form_of(EDITION, poor(3, b1_points=0)), ON)
    by_rule = {reason.rule: reason for reason in result.reasons}
    assert by_rule["water"].because == {"water_source": "other"}
    assert by_rule["class/poor"].because == {"b1_points": 0, "area": "rural", "b2": 30}
    assert all(reason.source.text for reason in result.reasons)


def test_a_score_card_that_is_not_here_is_no_rule() -> None:
    result = classify(EDITION, form_of(EDITION, poor(3, income_basis="card")), ON)
    assert (result.code, result.b1, result.distance.basis) == ("unknown", None, "card")
    assert [reason.rule for reason in result.reasons if reason.rule == "no_rule"] == ["no_rule"]
