"""What is odd across households."""

from itertools import permutations

import pytest

from desktop.editions.model import Roles
from desktop.editions.values import Value
from desktop.records.findings import Finding, FindingCode, findings
from desktop.records.model import Form, form_key

NAMES = tuple(Roles.__dataclass_fields__)
ROLES = Roles(**{name: f"{name}_question" for name in NAMES} | {"head": "the_head"})
ROUND, ON = "vn-2022/2026/periodic", "2026-10-01"


def form(uid: str, *people: dict[str, Value], round_key: str = ROUND, **household: Value) -> Form:
    """`people`: role -> value, with `uid`."""
    body: dict[str, Value] = dict(household)
    for place, person in enumerate(people):
        member = person.get("uid", f"{uid}{place}")
        for role, value in person.items():
            name = role if role == "removed" else getattr(ROLES, role, role)
            body[f"members/{member}/{name}"] = value
    return Form.from_body(form_key(uid, round_key), body)


HEAD: dict[str, Value] = {"relation": "the_head"}


def codes(*forms: Form) -> list[FindingCode]:
    return [finding.code for finding in findings(forms, ROLES, ON, frozenset({"issued"}))]


def test_a_sound_household_has_none() -> None:
    assert codes(form("a", {**HEAD, "birth_date": "1980-02-29", "issued": "2021-05-05"})) == []


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (form("a"), FindingCode.NO_HEAD),
        (form("a", {"relation": "child"}), FindingCode.NO_HEAD),
        (form("a", {**HEAD, "removed": "died"}, {"relation": "child"}), FindingCode.NO_HEAD),
        (form("a", HEAD, HEAD), FindingCode.TWO_HEADS),
        (form("a", {**HEAD, "birth_date": "1981-02-29"}), FindingCode.IMPOSSIBLE_DATE),
        (form("a", {**HEAD, "birth_date": "2026-10-02"}), FindingCode.IMPOSSIBLE_DATE),
        (form("a", {**HEAD, "birth_date": "20010101"}), FindingCode.IMPOSSIBLE_DATE),
        (form("a", {**HEAD, "birth_year": 2027}), FindingCode.IMPOSSIBLE_DATE),
        (form("a", {**HEAD, "issued": "2021-13-01"}), FindingCode.IMPOSSIBLE_DATE),
        (form("a", HEAD, issued="2021-06-31"), FindingCode.IMPOSSIBLE_DATE),
    ],
)
def test_one_household(found: Form, wanted: FindingCode) -> None:
    assert codes(found) == [wanted]


def test_a_deleted_household_has_none() -> None:
    assert codes(form("a", deleted="twice")) == []


def test_one_id_number_in_two_households_names_both_whatever_the_order() -> None:
    number: dict[str, Value] = {"id_number": "001301000001"}
    forms = [form("a", {**HEAD, **number}), form("b", HEAD, number), form("c", HEAD)]
    places = (
        (form_key("a", ROUND), "members/a0/id_number_question"),
        (form_key("b", ROUND), "members/b1/id_number_question"),
    )
    for order in permutations(forms):
        assert findings(order, ROLES, ON) == (Finding(FindingCode.ID_TWICE, places),)


def test_one_member_in_two_households() -> None:
    twice: dict[str, Value] = {**HEAD, "uid": "m"}
    assert codes(form("a", twice), form("b", twice)) == [FindingCode.MEMBER_TWICE]


def test_removed_members_other_rounds_and_one_household_are_no_finding() -> None:
    person: dict[str, Value] = {**HEAD, "uid": "m", "id_number": "001301000001"}
    gone: dict[str, Value] = {**person, "relation": "child", "removed": "moved"}
    assert codes(form("a", person), form("b", HEAD, gone)) == []
    assert codes(form("a", person), form("b", person, round_key="vn-2022/2027/periodic")) == []
