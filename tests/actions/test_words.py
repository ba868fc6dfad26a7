"""Codes in, words out: answers, places and reasons as people read them."""

import pytest

from desktop.actions import words
from desktop.actions.editions import load_edition
from desktop.editions.values import Missing, Value
from desktop.records.check import check
from desktop.records.classify import classify
from desktop.records.model import Form
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out
from tests.worlds import DATE, EDITION, household

edition = load_edition(EDITION)


def _form(**more: object) -> Form:
    return form_of(edition, {**household(), **more})


@pytest.mark.parametrize(
    ("path", "value", "vi", "en"),
    [
        ("area", "rural", "Nông thôn", "Rural"),
        ("media", ("radio", "tv"), "Đài, Ti vi", None),
        ("media", (), "không có", "none"),
        ("floor_area_m2", 3150, "31,5", "31,5"),
        ("internet_used", True, "có", "yes"),
        ("internet_used", False, "không", "no"),
        ("members/1/birth_date", "1980-05-02", "02/05/1980", "02/05/1980"),
        ("water_source", Missing.REFUSED, "không trả lời", "refused"),
        ("remarks", None, "—", "—"),
        ("members/1/removed", "moved", "moved", "moved"),
        ("area", "lunar", "lunar", "lunar"),
    ],
)
def test_answers(path: str, value: Value | None, vi: str, en: str | None) -> None:
    said = words.answer(edition, path, value, "vi")
    assert sorted(said.split(", ")) == sorted(vi.split(", "))
    if en is not None:
        assert words.answer(edition, path, value, "en") == en


def test_places_name_the_question_and_the_person() -> None:
    form = _form()
    assert words.place(edition, form, "members/1/insured", "vi").endswith("– Nông Văn Thử")
    assert words.place(edition, form, "area", "en") == "Area"
    assert words.place(edition, form, "override/water/why", "en") == "Water"


def test_a_household_is_called_by_its_head_or_its_code() -> None:
    assert words.title(edition, _form()) == "Nông Văn Thử"
    assert words.title(edition, _form(members=[])) == "0001"


def test_a_reason_names_the_answers_it_rests_on() -> None:
    form = _form()
    reasons = {reason.rule: reason for reason in classify(edition, form, DATE).reasons}
    said = words.because(edition, form, reasons["water"], "vi")
    assert said == "Nguồn nước sinh hoạt: Nguồn khác"
    assert words.rule_label(edition, "class/poor", "vi") == "Hộ nghèo"
    assert words.rule_label(edition, "water", "en") == "Water"


def test_every_problem_of_a_form_is_a_sentence_in_both_languages() -> None:
    form = _form(village="00001-01", floor_area_m2=0, members=[{"name": "Nông Văn Thử", "relation": "child"}])
    found = check(lay_out(edition, form, DATE))
    assert len(found) == 3
    for problem in found:
        for language in ("vi", "en"):
            title, hint = words.problem(edition, problem, language)
            assert title
            assert hint
            assert "{" not in title + hint
