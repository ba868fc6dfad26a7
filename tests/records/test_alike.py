"""Suspected duplicates: who is alike enough, who is not, and what stands in two households."""

import pytest

from desktop.actions.editions import load_edition
from desktop.records.across import across
from desktop.records.alike import Sign, suspects
from desktop.records.brief import Household, Person
from desktop.records.links import Decision, decided, ends_of, link_body, link_key, unfit_link
from desktop.records.model import form_key

NONE = ""
Known = tuple[str, str, str]  # name, birth, ID number
EDITION = load_edition("vn-2022")


def home(uid: str, *people: Known, code: str = "", village: str = "1") -> Household:
    """A household of people: name, birth, ID number; their uids are the household's and a number."""
    made = tuple(Person(f"{uid}{n}", *one) for n, one in enumerate(people, start=1))
    head = people[0][0] if people else ""
    return Household(form_key(uid, "r"), code, village, head, made)


def signs(*homes: Household) -> list[list[Sign]]:
    forward, backward = suspects(homes), suspects(reversed(homes))
    assert forward == backward, "the order of the households does not matter"
    return [[twins.sign for twins in one.twins] for one in forward]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Nông Văn Thử", "1980-05-02", NONE), ("Nông Văn Thử", "1980-05-02", NONE), [[Sign.SAME_DAY]]),
        (("Nông Văn Thử", "1980-05-02", NONE), ("nong van thu", "1980-05-02", NONE), [[Sign.SAME_DAY]]),
        (("Nông Văn Thử", "1980-05-02", NONE), ("Nông Văn Thư ", "1980-05-02", NONE), [[Sign.SAME_DAY]]),
        (("Nông Văn Thử", "1980-05-02", NONE), ("Lý A Páo", "1980-05-02", NONE), []),
        (("Nông Văn Thử", "1980-05-02", NONE), ("Nông Văn Thử", "1980-06-02", NONE), []),
        (("Nông Văn Thử", "1980", NONE), ("Nông Văn Thử", "1980-06-02", NONE), []),
        (("A", "1980", "001080000001"), ("B", "1955", "001080000001"), [[Sign.SAME_ID]]),
        (("A B C", "1980-05-02", "001080000001"), ("A B C", "1980-05-02", "001080000002"), []),
        (("", "1980-05-02", NONE), ("", "1980-05-02", NONE), []),
    ],
)
def test_two_people(one: Known, other: Known, expected: list[list[Sign]]) -> None:
    """One year alone says too little; two different ID numbers are two people."""
    assert signs(home("a", one), home("b", other)) == expected


def test_two_people_of_one_year_are_enough() -> None:
    couple = (("Nông Văn Thử", "1980", NONE), ("Hoàng Thị Mẫu", "1984", NONE))
    assert signs(home("a", *couple), home("b", *reversed(couple))) == [[Sign.SAME_YEAR, Sign.SAME_YEAR]]


def test_another_village_is_another_person() -> None:
    one = ("Nông Văn Thử", "1980-05-02", NONE)
    assert signs(home("a", one), home("b", one, village="2")) == []


def test_nobody_is_a_twin_of_the_own_household() -> None:
    one = ("Nông Văn Thử", "1980-05-02", "001080000001")
    assert signs(home("a", one, one)) == []


def codes(*homes: Household) -> list[tuple[str, str, str]]:
    found = across(EDITION, homes)
    assert across(EDITION, reversed(homes)) == found
    return [(one.found.code, one.key[0], one.found.path) for one in found]


def test_what_stands_in_two_households() -> None:
    """Each is named with the other; a person of the same uid is the same person."""
    one = home("a", ("A", "1980", "001080000001"), code="7")
    other = home("b", ("B", "1955", "001080000001"), code="7")
    assert codes(one, other) == [
        ("code_in_two_households", "a", "household_code"),
        ("code_in_two_households", "b", "household_code"),
        ("id_in_two_households", "a", "members/a1/id_number"),
        ("id_in_two_households", "b", "members/b1/id_number"),
    ]
    both = [Household(form_key(uid, "r"), "", "1", "A", one.people[:1]) for uid in ("a", "b")]
    assert [code for code, _, _ in codes(*both)][-2:] == ["member_in_two_households"] * 2
    assert codes(home("a", ("A", "1980", NONE)), home("b", ("A", "1980", NONE))) == []


def test_a_link_is_known_by_its_two_ends() -> None:
    assert link_key("x", "y") == link_key("y", "x")
    body = link_body("y", "x", Decision.SAME)
    assert (ends_of(body), decided(body)) == (("x", "y"), Decision.SAME)
    assert decided(link_body("x", "y", None)) is None


@pytest.mark.parametrize(
    ("key", "body", "said"),
    [
        (link_key("x", "y"), link_body("x", "y", Decision.DIFFERENT), ""),
        (link_key("x", "y"), link_body("x", "y", None), ""),
        (link_key("x", "z"), link_body("x", "y", Decision.SAME), "key"),
        (link_key("x", "y"), {}, "key"),
        (link_key("x", "y"), {"ends": ("x", "y"), "decision": "perhaps"}, "decision"),
        (link_key("x", "y"), {**link_body("x", "y", None), "more": 1}, "more"),
    ],
)
def test_which_links_fit(key: str, body: dict[str, object], said: str) -> None:
    assert said in unfit_link(key, body)  # type: ignore[arg-type]
    assert bool(said) is bool(unfit_link(key, body))  # type: ignore[arg-type]
