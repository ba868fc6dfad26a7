"""Invented households make sense: ties, ages, names, numbers, answers, classes, places."""

from collections import Counter
from collections.abc import Callable

import pytest

from desktop.actions import units
from desktop.editions.units import commune_of
from desktop.practice.households import shares
from desktop.records.check import check
from desktop.records.classify import classify
from desktop.records.model import Form, Member
from desktop.records.sheet import age_on, lay_out, unanswered
from tests.practice.plans import DATE, drawn, edition, order, peoples, plan

MANY = 400


@pytest.fixture(scope="module")
def households() -> list[Form]:
    return drawn(MANY, seed=11)


def _age(member: Member) -> int:
    found = age_on(edition().roles, member.answers, DATE)
    assert found is not None
    return found


def _tied(form: Form, relation: str) -> list[Member]:
    return [member for member in form.members if member.answers[edition().roles.relation] == relation]


def _answers(households: list[Form], question: str, fits: Callable[[int], bool]) -> Counter[object]:
    return Counter(m.answers.get(question) for form in households for m in form.members if fits(_age(m)))


def test_nothing_is_odd_and_nothing_required_is_open(households: list[Form]) -> None:
    for form in households:
        sheet = lay_out(edition(), form, DATE)
        assert check(sheet) == ()
        assert unanswered(sheet) == ()


def test_one_head_who_is_grown_up_and_at_most_one_spouse(households: list[Form]) -> None:
    for form in households:
        (head,) = _tied(form, "head")
        assert head == form.members[0]
        assert _age(head) >= 18
        spouses = _tied(form, "spouse")
        assert len(spouses) <= 1
        assert all(spouse.answers["sex"] != head.answers["sex"] for spouse in spouses)


@pytest.mark.parametrize(
    ("elder", "younger"), [("parent", "head"), ("head", "child"), ("head", "grandchild")]
)
def test_generations_are_apart(households: list[Form], elder: str, younger: str) -> None:
    gap = 30 if younger == "grandchild" else 16
    pairs = [
        _age(old) - _age(young)
        for form in households
        for old in _tied(form, elder)
        for young in _tied(form, younger)
    ]
    assert pairs
    assert min(pairs) >= gap


def test_children_carry_the_name_of_the_house_and_no_two_share_a_given_name(households: list[Form]) -> None:
    for form in households:
        names = [str(member.answers["name"]).split() for member in form.members]
        assert all(len(name) >= 2 for name in names)
        children = {str(child.answers["name"]).split()[0] for child in _tied(form, "child")}
        assert len(children) <= 1
        (head,) = _tied(form, "head")
        if head.answers["sex"] == "m" and children:
            assert children == {str(head.answers["name"]).split()[0]}
    given = [tuple(sorted(str(m.answers["name"]).split()[-1] for m in form.members)) for form in households]
    assert sum(len(set(names)) < len(names) for names in given) <= MANY // 100


def test_names_are_those_of_their_people(households: list[Form]) -> None:
    families = {people.code: set(people.families) for people in peoples().people}
    seen = set()
    for form in households:
        for member in form.members:
            code = str(member.answers["ethnicity"])
            seen.add(code)
            assert str(member.answers["name"]).split()[0] in families[code]
    assert {"01", "02", "07", "08", "09"} <= seen


def test_id_numbers_are_each_ones_own_and_of_a_province(households: list[Form]) -> None:
    numbers = [
        m.answers["id_number"] for form in households for m in form.members if "id_number" in m.answers
    ]
    assert len(numbers) == len(set(numbers)) > MANY
    provinces = {"006", *plan().born_elsewhere.provinces}
    assert {str(number)[:3] for number in numbers} <= provinces


def test_answers_hang_together_with_age(households: list[Form]) -> None:
    assert set(_answers(households, "studying", lambda age: age > 30 or age < 3)) == {None}
    assert set(_answers(households, "malnourished", lambda age: age >= 16)) == {None}
    assert set(_answers(households, "work", lambda age: age < 15)) == {None}
    assert "higher" not in _answers(households, "studying", lambda age: age < 18)
    assert "elderly" not in _answers(households, "allowance", lambda age: age < 60)


def test_who_studies_does_not_work(households: list[Form]) -> None:
    for form in households:
        for member in form.members:
            if member.answers.get("studying", "none") != "none" and "work" in member.answers:
                assert member.answers["work"] == "not_in_labour"


def test_income_stands_on_the_side_of_the_line_that_the_class_says(households: list[Form]) -> None:
    for form in households:
        found = classify(edition(), form, DATE)
        assert found.distance.by is not None
        assert (found.distance.by <= 0) == (found.code in ("poor", "near_poor"))


@pytest.mark.parametrize(("poor", "near_poor"), [(0, 0), (40, 0), (0, 40), (13, 7)])
def test_exactly_so_many_of_a_class_spread_over_the_file(poor: int, near_poor: int) -> None:
    codes = [
        classify(edition(), form, DATE).code for form in drawn(40, seed=3, poor=poor, near_poor=near_poor)
    ]
    assert (codes.count("poor"), codes.count("near_poor")) == (poor, near_poor)
    if 0 < poor < 40:
        first, second = codes[:20].count("poor"), codes[20:].count("poor")
        assert abs(first - second) < poor


def test_shares_of_the_classes_add_up_to_the_households() -> None:
    for number in (0, 1, 7, 100, 4103):
        assert sum(shares(edition(), plan(), order(number)).values()) == number
        assert sum(shares(edition(), plan(), order(number, poor=number // 3)).values()) == number


def test_places_are_in_the_unit_and_villages_in_their_commune(households: list[Form]) -> None:
    inside = {unit.code for unit in units.load("2020").communes("06")}
    communes = Counter(str(form.household["unit"]) for form in households)
    assert set(communes) == inside
    assert max(communes.values()) <= 4 * min(communes.values())
    codes = [str(form.household["household_code"]) for form in households]
    assert len(set(codes)) == len(codes)
    assert all(commune_of(str(form.household["village"])) == form.household["unit"] for form in households)


def test_a_small_commune_has_villages_too() -> None:
    forms = drawn(20, unit="01858")
    assert {form.household["unit"] for form in forms} == {"01858"}
    assert len({form.household["village"] for form in forms}) == plan().fewest_villages


def test_another_seed_gives_other_people_and_the_same_seed_the_same() -> None:
    assert drawn(6, seed=4) == drawn(6, seed=4)
    keys = [{form.key for form in drawn(6, seed=seed)} for seed in (4, 5)]
    assert not keys[0] & keys[1]


def test_area_follows_the_plan(households: list[Form]) -> None:
    list_of_2020 = units.load("2020")
    for form in households:
        unit = list_of_2020.get(str(form.household["unit"]))
        assert unit is not None
        assert form.household["area"] == plan().area.kinds.get(unit.kind, plan().area.others)
