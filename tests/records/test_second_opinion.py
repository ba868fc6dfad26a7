"""Invented households get the same answer from the program and from a second, simple implementation.

5,000 of every edition in each run; 100,000 of each before a release.
"""

import json
from typing import Any

import pytest

from desktop.actions.editions import available, load_edition, load_folder
from desktop.editions.rules import Edition
from desktop.records.classify import classify
from desktop.records.outside import form_of, write_result
from tests.records.invented import Maker
from tests.records.second_opinion import Law, opinion
from tests.records.second_opinion_laws import LAWS, LOCAL
from tests.rules.sources import ROOT

LOCAL_FOLDER = ROOT / "tests" / "data" / "editions" / "vn-2022-example"
DATES = {
    "vn-2016": ("2016-10-01", "2020-02-29", "2021-12-31", "2017-01-01"),
    "vn-2022": ("2026-10-01", "2024-02-29", "2026-12-31", "2026-01-01"),
    "vn-2027": ("2027-10-01", "2028-02-29", "2030-12-31", "2027-01-01"),
    "local": ("2026-10-01", "2024-02-29", "2026-12-31", "2026-01-01"),
}
CLASSES = {
    "vn-2016": {"poor_income", "poor_deprivation", "near_poor", "medium", "not_poor", "unknown"},
    "vn-2022": {"poor", "near_poor", "medium", "not_poor", "unknown"},
    "vn-2027": {"poor", "near_poor", "not_poor", "unknown"},
    "local": {"poor", "near_poor", "medium", "not_poor", "unknown"},
}
RUNS = [(name, on) for name, dates in DATES.items() for on in dates]
EACH, EACH_BEFORE_A_RELEASE = 1_250, 25_000


def law(name: str) -> tuple[Edition, Law]:
    if name == "local":
        return load_folder(LOCAL_FOLDER), LOCAL
    return load_edition(name), LAWS[name]


def first_opinion(edition: Edition, household: dict[str, Any], on: str) -> dict[str, Any]:
    result = write_result(edition, classify(edition, form_of(edition, household), on))
    del result["reasons"]
    return result


def agree(name: str, on: str, many: int, seed: int) -> None:
    edition, second = law(name)
    maker = Maker(seed, on, name)
    for _ in range(many):
        household = maker.household()
        assert first_opinion(edition, household, on) == opinion(household, on, second), json.dumps(household)


@pytest.mark.parametrize(("name", "on"), RUNS)
def test_both_agree(name: str, on: str) -> None:
    agree(name, on, EACH, int(on.replace("-", "")))


@pytest.mark.release
@pytest.mark.parametrize(("name", "on"), RUNS)
def test_both_agree_about_many_more(name: str, on: str) -> None:
    agree(name, on, EACH_BEFORE_A_RELEASE, 7)


def test_every_edition_has_its_second_opinion() -> None:
    assert tuple(LAWS) == available()


@pytest.mark.parametrize("name", DATES)
def test_the_invented_households_are_varied(name: str) -> None:
    """A generator that never comes near a rule proves nothing."""
    on, (edition, second) = DATES[name][0], law(name)
    maker = Maker(1, on, name)
    answers = [opinion(maker.household(), on, second) for _ in range(5_000)]
    classes = [answer["class"] for answer in answers]
    assert CLASSES[name] == set(classes)
    assert all(classes.count(code) > 30 for code in set(classes)), {c: classes.count(c) for c in set(classes)}
    for rule in (one.id for one in edition.deprivations):
        assert any(rule in answer["deprived"] for answer in answers)
        assert any(rule in answer["unknown"] for answer in answers)
    assert any("year_only" in answer for answer in answers)
    assert any("overridden" in answer for answer in answers)
