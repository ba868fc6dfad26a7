"""5,000 invented households get the same answer from the program and from a second, simple implementation."""

import json
from typing import Any

import pytest

from desktop.actions.editions import load_edition
from desktop.records.classify import classify
from desktop.records.outside import form_of, write_result
from tests.records.invented import Maker
from tests.records.second_opinion import opinion

DATES = ("2026-10-01", "2024-02-29", "2026-12-31", "2026-01-01")
EACH = 1_250


def first_opinion(household: dict[str, Any], on: str) -> dict[str, Any]:
    edition = load_edition("vn-2022")
    result = write_result(edition, classify(edition, form_of(edition, household), on))
    del result["reasons"]
    return result


@pytest.mark.parametrize("on", DATES)
def test_both_agree(on: str) -> None:
    maker = Maker(int(on.replace("-", "")), on)
    for _ in range(EACH):
        household = maker.household()
        assert first_opinion(household, on) == opinion(household, on), json.dumps(household)


def test_the_invented_households_are_varied() -> None:
    """A generator that never comes near a rule proves nothing."""
    maker = Maker(1, DATES[0])
    answers = [opinion(maker.household(), DATES[0]) for _ in range(1_500)]
    classes = [answer["class"] for answer in answers]
    assert {"poor", "near_poor", "medium", "not_poor", "unknown"} == set(classes)
    assert all(classes.count(code) > 30 for code in set(classes)), {c: classes.count(c) for c in set(classes)}
    for rule in answers[0]["unknown"] + answers[0]["deprived"]:
        assert any(rule in answer["deprived"] for answer in answers)
        assert any(rule in answer["unknown"] for answer in answers)
    assert any("year_only" in answer for answer in answers)
    assert any("overridden" in answer for answer in answers)
