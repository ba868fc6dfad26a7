"""Every kind of answer: what is shown is read back the same, and odd input is named, never kept."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.actions.editions import load_edition
from desktop.editions.answers import READERS, fits, from_file, parse, show, to_file
from desktop.editions.model import Kind, Option, Question, Scope
from desktop.editions.values import LARGEST_TEXT, Missing, Unreadable, Value, clean

OPTIONS = (
    Option("tv", {"vi": "Ti vi", "en": "Television"}, "1"),
    Option("radio", {"vi": "Đài", "en": "Radio"}, "2"),
    Option("none", {"vi": "Không có", "en": "None"}),
)


def question(kind: Kind) -> Question:
    options = OPTIONS if kind in (Kind.CODE, Kind.CODES) else ()
    return Question("asked", kind, Scope.HOUSEHOLD, {"vi": "Câu", "en": "It"}, options)


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=60).map(clean).filter(bool)
NAMES = (
    st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẶỆỮỸĐ '’.-()"), max_size=40)
    .map(clean)
    .filter(bool)
)
CODES = [option.code for option in OPTIONS]
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.NAME: NAMES,
    Kind.CODE: st.sampled_from(CODES),
    Kind.CODES: st.sets(st.sampled_from(CODES)).map(lambda codes: tuple(sorted(codes))),
    Kind.YES_NO: st.booleans(),
    Kind.INTEGER: st.integers(-(10**15) + 1, 10**15 - 1),
    Kind.MONEY: st.integers(0, 10**15 - 1),
    Kind.MEASURE: st.integers(0, 10**11 - 1),
    Kind.DATE: st.dates().map(date.isoformat),
    Kind.YEAR: st.integers(1900, 2099),
    Kind.ID_NUMBER: st.from_regex(r"[0-9]{9}([0-9]{3})?", fullmatch=True),
    Kind.PHONE: st.from_regex(r"\+?[0-9]{8,15}", fullmatch=True),
    Kind.UNIT: st.from_regex(r"[0-9]{2,5}(-[0-9]{2,3})?", fullmatch=True),
}


def test_every_kind_is_here() -> None:
    assert set(VALUES) == set(Kind) == set(READERS)


@pytest.mark.parametrize("kind", Kind)
def test_what_is_shown_is_read_back(kind: Kind) -> None:
    asked = question(kind)

    @settings(deadline=None)
    @given(st.one_of(VALUES[kind], st.sampled_from(Missing)))
    def check(value: Value) -> None:
        assert parse(asked, show(asked, value)) == value
        assert from_file(asked, to_file(asked, value)) == value
        assert fits(asked, value)

    check()


@pytest.mark.parametrize("kind", Kind)
def test_whatever_is_typed_is_read_or_named(kind: Kind) -> None:
    """And what is read is shown and read back the same: nothing is kept that could not be typed again."""
    asked = question(kind)

    @settings(deadline=None)
    @given(st.text(LETTERS, max_size=30))
    def check(text: str) -> None:
        found = parse(asked, text)
        if isinstance(found, Unreadable):
            assert found.code in load_edition("vn-2022").problems
        elif found != "":
            assert parse(asked, show(asked, found)) == found
            assert fits(asked, found)

    check()


WRONG: tuple[object, ...] = (
    *(None, True, 1.5, -(10**20), 10**20, "x", "\x00"),
    *([], [1], {}, {"missing": 1}, {"missing": "blank", "more": 1}),
)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("thing", WRONG, ids=repr)
def test_a_thing_of_a_file_is_read_or_named(kind: Kind, thing: object) -> None:
    asked = question(kind)
    try:
        value, error = from_file(asked, thing), ""
    except ValueError as raised:
        value, error = Missing.BLANK, str(raised)
    assert fits(asked, value)
    assert not error or re.fullmatch("(found|unknown code) .{1,80}, accepted is .{1,80}", error)


def read(kind: Kind, text: str) -> object:
    """The value, or the code of the problem."""
    found = parse(question(kind), text)
    return f"! {found.code}" if isinstance(found, Unreadable) else found


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (Kind.TEXT, "  thôn   Nà\tNgần ", "thôn Nà Ngần"),
        (Kind.TEXT, "Nga\u0300n", "Ngàn"),  # marks apart become one letter
        (Kind.TEXT, "x" * LARGEST_TEXT, "x" * LARGEST_TEXT),
        (Kind.TEXT, "x" * (LARGEST_TEXT + 1), "! too_long"),
        (Kind.TEXT, "@refused", Missing.REFUSED),
        (Kind.TEXT, "@@refused", "@refused"),
        (Kind.TEXT, "@nothing", "! no_such_reason"),
        (Kind.TEXT, "@", "! no_such_reason"),
        (Kind.TEXT, "[]", "[]"),
        (Kind.NAME, "Lò Thị  Y'Brăm", "Lò Thị Y'Brăm"),
        (Kind.NAME, "Nông Văn 2", "! not_a_name"),
        (Kind.NAME, "x" * (LARGEST_TEXT + 1), "! too_long"),
        (Kind.CODE, "tv", "tv"),
        (Kind.CODE, "1", "tv"),
        (Kind.CODE, "ti VI", "tv"),
        (Kind.CODE, "đài", "radio"),
        (Kind.CODE, "3", "! no_such_code"),
        (Kind.CODE, "@@", "! no_such_code"),
        (Kind.CODES, "2, tv", ("radio", "tv")),
        (Kind.CODES, "1;1", ("tv",)),
        (Kind.CODES, "[]", ()),
        (Kind.CODES, "tv, moon", "! no_such_code"),
        (Kind.YES_NO, "X", True),
        (Kind.YES_NO, "Có", True),
        (Kind.YES_NO, "không", False),
        (Kind.YES_NO, "0", False),
        (Kind.YES_NO, "3", "! not_yes_no"),
        (Kind.INTEGER, "-12", -12),
        (Kind.INTEGER, "1.500.000", 1_500_000),
        (Kind.INTEGER, "1 500 000", 1_500_000),
        (Kind.INTEGER, "1.50", "! not_a_number"),
        (Kind.INTEGER, "12a", "! not_a_number"),
        (Kind.INTEGER, "9" * 15, 10**15 - 1),
        (Kind.INTEGER, "9" * 16, "! not_a_number"),
        (Kind.INTEGER, "1" + ".000" * 5, "! not_a_number"),
        (Kind.INTEGER, "٣", 3),  # digits of any script are digits
        (Kind.INTEGER, "³", "! not_a_number"),
        (Kind.MONEY, "1.500.000", 1_500_000),
        (Kind.MONEY, "-1", "! negative"),
        (Kind.MONEY, "1,5", "! not_a_number"),
        (Kind.MEASURE, "31,5", 3150),
        (Kind.MEASURE, "31.5", 3150),
        (Kind.MEASURE, "0,05", 5),
        (Kind.MEASURE, "31,555", "! not_a_measure"),
        (Kind.MEASURE, "1.000", "! not_a_measure"),  # a thousand, or one? asked again
        (Kind.MEASURE, "-3", "! not_a_measure"),
        (Kind.DATE, "05092001", "2001-09-05"),
        (Kind.DATE, "5/9/2001", "2001-09-05"),
        (Kind.DATE, "5.9.2001", "2001-09-05"),
        (Kind.DATE, "2001-9-5", "2001-09-05"),
        (Kind.DATE, "29/02/2023", "! no_such_day"),
        (Kind.DATE, "31/04/2023", "! no_such_day"),
        (Kind.DATE, "00/00/0000", "! no_such_day"),
        (Kind.DATE, "5/9/01", "! not_a_date"),
        (Kind.YEAR, "1987", 1987),
        (Kind.YEAR, "87", "! not_a_year"),
        (Kind.YEAR, "1899", "! not_a_year"),
        (Kind.YEAR, "2100", "! not_a_year"),
        (Kind.ID_NUMBER, "006 195 001 234", "006195001234"),
        (Kind.ID_NUMBER, "091.234.567", "091234567"),
        (Kind.ID_NUMBER, "0061950012", "! not_an_id_number"),
        (Kind.ID_NUMBER, "٠٠٦١٩٥٠٠١٢٣٤", "! not_an_id_number"),
        (Kind.PHONE, "0912 345 678", "0912345678"),
        (Kind.PHONE, "+84 (912) 345-678", "+84912345678"),
        (Kind.PHONE, "1234567", "! not_a_phone"),
        (Kind.PHONE, "09123x5678", "! not_a_phone"),
        (Kind.UNIT, "01906-07", "01906-07"),
        (Kind.UNIT, "1906a", "! not_a_unit"),
    ],
)
def test_odd_input(kind: Kind, text: str, found: object) -> None:
    assert read(kind, text) == found


def test_an_option_without_a_number_is_not_chosen_by_nothing() -> None:
    assert read(Kind.CODE, "") == "! no_such_code"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.MONEY, -1),
        (Kind.YEAR, 26),
        (Kind.INTEGER, 10**15),
        (Kind.INTEGER, True),
        (Kind.TEXT, ""),
        (Kind.TEXT, "x" * (LARGEST_TEXT + 1)),
        (Kind.TEXT, "two  spaces"),
        (Kind.TEXT, "Nga\u0300n"),
        (Kind.CODE, "moon"),
        (Kind.CODES, ("tv", "moon")),
        (Kind.CODES, ("tv", "radio")),  # not sorted
        (Kind.CODES, "tv"),
        (Kind.DATE, "2026-02-30"),
        (Kind.MEASURE, -1),
        (Kind.YES_NO, 1),
    ],
)
def test_a_kept_value_that_nobody_could_have_answered_does_not_fit(kind: Kind, value: Value) -> None:
    assert not fits(question(kind), value)
