"""Problems of a form: each on both sides of its boundary, and each code of problems.toml is reached."""

from typing import Any

import pytest

from desktop.actions import words
from desktop.actions.editions import load_edition
from desktop.editions import answers
from desktop.editions.model import Kind, Question, Scope
from desktop.editions.values import Unreadable
from desktop.records.check import check, rejected
from desktop.records.model import Problem, Severity
from desktop.records.outside import form_of
from desktop.records.sheet import Sheet, lay_out
from tests.records.examples import household, person

EDITION = load_edition("vn-2022")
ON = "2026-10-01"


def sheet_of(*others: dict[str, Any], **more: Any) -> Sheet:
    """A sound household of two; the others come after them."""
    return lay_out(EDITION, form_of(EDITION, household(*others, **more)), ON)


def found(*others: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in check(sheet_of(*others, **more))]


def third(birth: str = "1990-05-05", **more: Any) -> list[dict[str, Any]]:
    return [person(birth, **more)]


def only_year(year: int, **more: Any) -> list[dict[str, Any]]:
    answers_ = person("", birth_year=year, **more)
    del answers_["birth_date"]
    return [answers_]


def test_a_sound_household_has_no_problem() -> None:
    assert found() == []
    assert found(*third()) == []


AT_RELATION = "members/3/relation"
AT_BIRTH, AT_YEAR, AT_ID = "members/3/birth_date", "members/3/birth_year", "members/3/id_number"
MEMBERS: list[tuple[list[dict[str, Any]], list[tuple[str, str]]]] = [
    (third("2026-10-01"), []),
    (third("2026-10-02"), [("born_later", AT_BIRTH)]),
    (only_year(2026), []),
    (only_year(2027), [("born_later", AT_YEAR)]),
    (third("1916-10-01"), []),  # 110 today
    (third("1915-10-02"), []),  # 111 tomorrow
    (third("1915-10-01"), [("very_old", AT_BIRTH)]),
    (third("1990-05-05", birth_year=1990), []),
    (third("1990-05-05", birth_year=1991), [("two_birth_years", AT_YEAR)]),
    (third("1990-05-05", birth_year={"missing": "blank"}), []),
    (third(id_number="006090000001"), []),  # a man (0) of 1990
    (third(id_number="006190000001"), [("id_sex_differs", AT_ID)]),
    (third(id_number="006190000001", sex="f"), []),
    (third(id_number="006190000001", sex={"missing": "illegible"}), []),
    (third(id_number="006091000001"), [("id_year_differs", AT_ID)]),
    (third(id_number="006290000001"), [("id_year_differs", AT_ID)]),  # a man of 2090
    (third("2020-05-05", id_number="006220000001"), []),
    (only_year(1990, id_number="006090000001"), []),
    (third(id_number="091234567"), []),  # the nine digits of an old card say nothing
    (third(id_number="không nhớ số"), []),  # twelve letters of a file, and no number
    (third(relation="head"), [("two_heads", "members/3/relation")]),
    ([{**one, "removed": "died"} for one in third("2026-10-02", relation="head")], []),
    (third(id_number="005090000001"), [("id_province_unknown", AT_ID)]),  # no province; the head is 40
    (third(id_number="100090000001"), []),  # a country
    (third("1986-10-01", relation="child"), [("child_older", AT_RELATION)]),  # as old as the head
    (third("1987-10-01", relation="child"), [("close_generations", AT_RELATION)]),
    (third("1998-10-01", relation="child"), [("close_generations", AT_RELATION)]),
    (third("1998-10-02", relation="child"), []),  # 13 years apart
    (third("1980-10-01", relation="grandchild"), [("child_older", AT_RELATION)]),
    (third("1986-10-01", relation="parent"), [("parent_younger", AT_RELATION)]),
    (third("1974-10-01", relation="parent"), [("close_generations", AT_RELATION)]),
    (third("1973-10-01", relation="parent"), []),
    (third("2000-10-01", relation="grandparent"), [("parent_younger", AT_RELATION)]),
    (third("2008-10-01", relation="spouse", sex="f"), []),  # 18 today
    (third("2008-10-02", relation="spouse", sex="f"), [("spouse_under_age", AT_RELATION)]),
    (third("2006-10-01", relation="spouse", sex="m"), []),  # 20 today
    (third("2006-10-02", relation="spouse", sex="m"), [("spouse_under_age", AT_RELATION)]),
    (third("1966-10-01", allowance="elderly"), []),
    (third("1966-10-02", allowance="elderly"), [("young_for_allowance", "members/3/allowance")]),
    (third(name="Lý A Páo") + third(name="LÝ A PÁO"), [("same_person", "members/4/name")]),
    (third(name="Lý A Páo") + third("1991-05-05", name="Lý A Páo"), []),
    (third(birth={"missing": "blank"}, relation="child"), []),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("members", "problems"), MEMBERS)
def test_problems_of_a_member(members: list[dict[str, Any]], problems: list[tuple[str, str]]) -> None:
    assert found(*members) == problems


def test_one_id_number_of_two_members() -> None:
    same = {"id_number": "006090000001"}
    twins = [*third(**same), *third(**same), *third(id_number="006090000002"), *third(**same)]
    named = [("same_id_number", "members/4/id_number"), ("same_id_number", "members/6/id_number")]
    assert found(*twins) == named


HOUSEHOLD: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"unit": "01906", "village": "01906-07"}, []),
    ({"unit": "01906", "village": "01907-07"}, [("village_elsewhere", "village")]),
    ({"unit": "0190", "village": "01906-07"}, [("village_elsewhere", "village")]),
    ({"unit": "01906"}, []),
    ({"floor_area_m2": 0}, [("no_floor", "floor_area_m2")]),
    ({"floor_area_m2": 0.01}, []),
    ({"floor_area_m2": {"missing": "blank"}}, []),
    ({"b1_points": -1}, [("points_below_zero", "b1_points")]),
    ({"b1_points": 0}, []),
    ({"override/water": True}, [("override_without_why", "override/water")]),
    ({"override/water": True, "override/water/why": "giếng cạn"}, []),
    ({"members": [person("1990-05-05")]}, [("no_head", "members/1/relation")]),
    ({"members": [{**person("1990-05-05"), "relation": "head"}]}, []),
    ({"members": [{"name": "Nông Văn Thử"}]}, []),  # not asked yet
    ({"members": []}, []),
    ({"members": [{**person("2011-10-02"), "relation": "head"}]}, [("young_head", "members/1/relation")]),
    ({"members": [{**person("2011-10-01"), "relation": "head"}]}, []),
    ({"override/water": False, "override/water/why": "đã xem"}, [("override_needless", "override/water")]),
    ({"b2_points": 0}, []),
    ({"b2_points": 10}, [("b2_differs", "b2_points")]),
    ({"b2_points": 10, "water_source": "other"}, []),
    ({"b2_points": 10, "water_source": {"missing": "blank"}}, []),  # it may be
    ({"b2_points": 20, "water_source": {"missing": "blank"}}, [("b2_differs", "b2_points")]),
    ({"b2_points": {"missing": "blank"}}, []),
    ({"class_on_paper": "near_poor"}, []),
    ({"class_on_paper": "poor"}, [("class_differs", "class_on_paper")]),
    ({"class_on_paper": "poor", "b1_points": {"missing": "blank"}}, []),  # the program knows no class
]


@pytest.mark.parametrize(("more", "problems"), HOUSEHOLD)
def test_problems_of_a_household(more: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert found(**more) == problems


TYPED = [
    (Kind.TEXT, "x" * 5_000),
    (Kind.TEXT, "@nothing"),
    (Kind.NAME, "N0ng"),
    (Kind.CODE, "moon"),
    (Kind.YES_NO, "maybe"),
    (Kind.INTEGER, "many"),
    (Kind.MONEY, "-1"),
    (Kind.MEASURE, "wide"),
    (Kind.DATE, "soon"),
    (Kind.DATE, "31/02/2026"),
    (Kind.YEAR, "26"),
    (Kind.ID_NUMBER, "12"),
    (Kind.PHONE, "12"),
    (Kind.UNIT, "Ba Bể"),
]


def typed(kind: Kind, text: str) -> Problem:
    """The problem of a text that is no answer."""
    options = EDITION.vocabulary["area"].options if kind is Kind.CODE else ()
    question = Question("area", kind, Scope.HOUSEHOLD, {"vi": "Khu vực", "en": "Area"}, options)
    unreadable = answers.parse(question, text)
    assert isinstance(unreadable, Unreadable)
    return rejected(sheet_of(), "area", unreadable)


BY_CARDS = {"no_card", "no_card_option", "card_total_differs", "card_without_decision"}  # actions/test_cards


def everything_wrong() -> list[Problem]:
    """One problem of each kind, at least."""
    sheets = [sheet_of(*members) for members, _ in MEMBERS] + [sheet_of(**more) for more, _ in HOUSEHOLD]
    twins = sheet_of(*third(id_number="006090000001"), *third(id_number="006090000001"))
    return [
        *(typed(kind, text) for kind, text in TYPED),
        *(problem for sheet in [*sheets, twins] for problem in check(sheet)),
    ]


IN_TWO_HOUSEHOLDS = {f"{what}_in_two_households" for what in ("code", "id", "member")}  # test_findings.py


def test_every_code_has_words_and_is_reached() -> None:
    reached = {problem.code for problem in everything_wrong()}
    assert reached | BY_CARDS | IN_TWO_HOUSEHOLDS == set(EDITION.problems)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_is_a_sentence_in_each_language(language: str) -> None:
    """Every slot of the words is filled, and nothing of the inside shows."""
    for problem in everything_wrong():
        title, hint = words.problem(EDITION, problem, language)
        for text in (title, hint):
            assert text
            assert not any(sign in text for sign in ("{", "}", "members/", "None")), text
        assert isinstance(problem.severity, Severity)
