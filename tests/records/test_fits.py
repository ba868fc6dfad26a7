"""What a bundle may bring: each path of a form on both sides of what fits."""

import pytest

from desktop.actions.editions import load_edition
from desktop.editions.values import Missing, Value
from desktop.records.fits import unfit
from desktop.records.revision import Revision

EDITION = load_edition("vn-2022")
KEY = "7f@vn-2022/2026/periodic"


def form(path: str, value: Value, *, version: int = EDITION.version, key: str = KEY) -> str:
    body = {path: value}
    return unfit(EDITION, Revision("form", key, body, frozenset(body), edition=EDITION.id, version=version))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("area", "rural"),
        ("area", Missing.REFUSED),
        ("floor_area_m2", 3150),
        ("media", ()),
        ("media", ("radio", "tv")),
        ("house_grade", "solid"),  # of the vocabulary, not asked here
        ("deleted", "ghi nhầm"),
        ("override/water", True),
        ("override/water/why", "giếng cạn"),
        ("members/a1/sex", "f"),
        ("members/a1/position", 1),
        ("members/a1/removed", "died"),
        ("members/a1/birth_date", "1990-02-28"),
    ],
)
def test_an_answer_fits(path: str, value: Value) -> None:
    assert form(path, value) == ""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("area", "town"),
        ("area", 1),
        ("floor_area_m2", -1),
        ("floor_area_m2", True),
        ("income_per_head", -1),
        ("media", "tv"),
        ("media", ("tv", "wifi")),
        ("sex", "f"),  # asked of members
        ("members/a1/area", "rural"),  # asked of the household
        ("members//sex", "f"),
        ("members/a1", "f"),
        ("members/a1/position", "1"),
        ("members/a1/position", True),
        ("members/a1/removed", "lost"),
        ("members/a1/removed", Missing.BLANK),
        ("members/a1/birth_date", "1990-02-30"),
        ("members/a1/birth_year", 90),
        ("deleted", True),
        ("override/water", "yes"),
        ("override/water/why", True),
        ("override/well", True),
        ("colour", "red"),
        ("address", "x" * 5_000),
    ],
)
def test_an_answer_does_not_fit(path: str, value: Value) -> None:
    assert form(path, value)


def test_paths_of_a_newer_edition_are_kept_and_known_ones_still_checked() -> None:
    newer = EDITION.version + 1
    assert form("colour", "red", version=newer) == ""
    assert form("override/well", True, version=newer) == ""
    assert form("area", "town", version=newer)


@pytest.mark.parametrize("key", ["", "7f", "@round", "7f@"])
def test_a_form_is_of_a_household_in_a_round(key: str) -> None:
    assert form("area", "rural", key=key)


@pytest.mark.parametrize(
    ("kind", "body", "fine"),
    [
        ("unit_total", {"households": 3, "source": "typed"}, True),
        ("unit_total", {"households": True}, False),
        ("unit_total", {"households": "3"}, False),
        ("unit_total", {"cows": 3}, False),
        ("unit", {"name": "Nà Ngần", "deleted": "gộp"}, True),
        ("round", {"year": 2026, "date": "2026-10-01"}, True),
        ("round", {"year": "2026"}, False),
        ("withdrawal", {"revisions": ("a",), "withdrawn": True}, True),
        ("withdrawal", {"revisions": "a"}, False),
        ("weather", {"rain": True}, True),  # unknown kinds are kept and passed on
    ],
)
def test_records_of_other_kinds(kind: str, body: dict[str, Value], fine: bool) -> None:  # noqa: FBT001
    assert (unfit(EDITION, Revision(kind, "key", body, frozenset(body))) == "") is fine
