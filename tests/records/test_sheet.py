"""A form laid out: what is taken over from before changes nothing, and what is still to be answered."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from desktop.actions.editions import load_edition
from desktop.records.check import check
from desktop.records.classify import classify_sheet
from desktop.records.model import Form, member_path
from desktop.records.outside import form_of
from desktop.records.rows import result_row
from desktop.records.sheet import lay_out, unanswered
from tests.records.examples import household, person
from tests.records.invented import Maker

EDITION = load_edition("vn-2022")
ON = "2026-10-01"


def changed(form: Form, other: Form, random: Random) -> Form:
    """The form with one answer of another one, or one taken away."""
    body, donor = form.body(), other.body()
    path = random.choice(sorted({*body, *donor, "members/1/removed"}))
    return form.with_answer(path, donor.get(path, "died" if path.endswith("removed") else None))


def test_taking_over_what_did_not_change_gives_the_same() -> None:
    """Answer after answer, as somebody types: each sheet builds on the one before."""
    maker, random = Maker(9, ON), Random(9)  # noqa: S311 - invented households
    for _ in range(40):
        form, other = form_of(EDITION, maker.household()), form_of(EDITION, maker.household())
        sheet = lay_out(EDITION, form, ON)
        for _ in range(12):
            form = changed(form, other, random)
            sheet = lay_out(EDITION, form, ON, before=sheet)
            fresh = lay_out(EDITION, form, ON)
            assert classify_sheet(sheet) == classify_sheet(fresh)
            assert check(sheet) == check(fresh)
            assert unanswered(sheet) == unanswered(fresh)


def test_a_brief_sheet_says_the_same_without_the_answers_behind_it_and_what_to_ask() -> None:
    maker = Maker(11, ON)
    for _ in range(200):
        form = form_of(EDITION, maker.household())
        full, brief = lay_out(EDITION, form, ON), lay_out(EDITION, form, ON, brief=True)
        one, other = classify_sheet(full), classify_sheet(brief)
        assert replace(other, reasons=(), ask=()) == replace(one, reasons=(), ask=())
        assert [(r.rule, r.holds, r.year_only) for r in other.reasons] == [
            (r.rule, r.holds, r.year_only) for r in one.reasons
        ]
        assert check(brief) == check(full)
        assert result_row(brief, other, (), 0, "r") == result_row(full, one, (), 0, "r")


def left(*members: dict[str, Any], **more: Any) -> tuple[str, ...]:
    return unanswered(lay_out(EDITION, form_of(EDITION, household(*members, **more)), ON))


def test_required_questions_without_answer_or_reason_are_left() -> None:
    base = set(left())
    assert {"unit", "village", member_path("1", "name")} <= base
    assert "water_source" not in base
    assert "income_per_head" not in base  # not asked: the basis is points
    assert set(left(water_source={"missing": "refused"})) == base
    no_roof = household()
    del no_roof["roof"]
    assert set(unanswered(lay_out(EDITION, form_of(EDITION, no_roof), ON))) == base | {"roof"}


@pytest.mark.parametrize(("birth", "asked"), [("2011-10-01", True), ("2011-10-02", False)])
def test_only_what_is_asked_is_left(birth: str, asked: bool) -> None:  # noqa: FBT001
    """Work is asked from fifteen on."""
    child = person(birth)
    del child["work"]
    assert (member_path("3", "work") in left(child)) is asked


def test_a_birth_year_stands_for_the_date() -> None:
    child = person("", birth_year=2012)
    del child["birth_date"]
    assert member_path("3", "birth_date") not in left(child)
    del child["birth_year"]
    assert member_path("3", "birth_date") in left(child)
