"""Households as files outside write them: what is written is read back the same."""

from typing import Any

import pytest

from desktop.actions.editions import load_edition
from desktop.editions.values import Missing, Value
from desktop.records.model import Form, FormKey
from desktop.records.outside import form_of, read_household, write_household
from tests.records.examples import household, person
from tests.records.invented import Maker

EDITION = load_edition("vn-2022")
ON = "2026-10-01"


def test_what_is_written_is_read_back() -> None:
    maker = Maker(5, ON)
    for _ in range(200):
        form = form_of(EDITION, maker.household())
        written = write_household(EDITION, form)
        assert form_of(EDITION, written) == form
        assert write_household(EDITION, form_of(EDITION, written)) == written


BODY: dict[str, Value] = {
    "address": "thôn Nà Ngần",
    "floor_area_m2": 3150,
    "media": ("radio", "tv"),
    "causes": (),
    "merit": Missing.REFUSED,
    "override/water": True,
    "override/water/why": "giếng cạn",
    "deleted": "ghi nhầm",
    "members/b7/position": 2,
    "members/b7/name": "Hoàng Thị Mẫu",
    "members/b7/removed": "moved",
    "members/a1/position": 1,
    "members/a1/birth_year": 1962,
    "members/a1/insured": False,
}


def test_every_kind_of_path_is_written_and_read() -> None:
    form = Form.from_body(FormKey(""), BODY)
    written = write_household(EDITION, form)
    assert written["floor_area_m2"] == 31.5
    assert written["media"] == ["radio", "tv"]
    assert written["merit"] == {"missing": "refused"}
    members = written["members"]
    assert isinstance(members, list)
    assert [member["uid"] for member in members] == ["a1", "b7"]
    assert form_of(EDITION, written).body() == BODY


def test_members_without_a_uid_are_called_by_their_place() -> None:
    body = read_household(EDITION, {"members": [{"sex": "m"}, {"uid": "x", "sex": "f"}, {}]})
    assert body == {
        "members/1/position": 1,
        "members/1/sex": "m",
        "members/x/position": 2,
        "members/x/sex": "f",
        "members/3/position": 3,
    }


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"house_grade": "solid", "phone_used": True}, {}),  # of the vocabulary, not asked here
        ({"address": "", "remarks": "", "head_phone": ""}, {}),  # an empty text is no answer
        ({"uid": "a", "result": {"class": "poor"}}, {}),
        ({"address": "  thôn \n Nà  Ngần "}, {"address": "thôn Nà Ngần"}),
        ({"address": "Nga\u0300n"}, {"address": "Ngàn"}),
        ({"media": ["tv", "radio", "tv"]}, {"media": ("radio", "tv")}),
        ({"floor_area_m2": 31.50}, {"floor_area_m2": 3150}),
        ({"floor_area_m2": 0.1}, {"floor_area_m2": 10}),
    ],
)
def test_what_is_kept_of_a_file(written: dict[str, Any], kept: dict[str, Value]) -> None:
    assert read_household(EDITION, written) == kept


def test_a_member_who_left_is_kept_and_not_counted() -> None:
    form = form_of(EDITION, household({**person("1990-01-01"), "removed": "split"}))
    assert (len(form.everyone), len(form.members)) == (3, 2)
