"""Cells as spreadsheets keep them: cleaned without guessing, and cleaning again changes nothing."""

from datetime import date, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editions.values import Unreadable
from desktop.records.lists.answers import Said, read_cell
from desktop.records.lists.cleaning import Cell, letters_of, text_of, tidy, whole_number, words_of
from desktop.records.lists.fields import ListWords


@given(st.text(max_size=60))
def test_tidying_again_changes_nothing_and_never_makes_longer(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert len(once) <= len(normalize("NFC", text))
    assert words_of(words_of(text)) == words_of(text)
    assert letters_of(letters_of(text)) == letters_of(text)


@given(st.text(max_size=30))
def test_a_number_is_never_made_of_other_digits(text: str) -> None:
    once = whole_number(text)
    assert whole_number(once) == once or not once.isdigit()
    assert [one for one in once if one.isdigit()] == [one for one in tidy(text) if one.isdigit()][
        : len(once)
    ] or (once == "" or not once.isdigit() or tidy(text).startswith(once[:1]))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.500.000", "1500000"),
        ("1 500 000", "1500000"),
        ("1\u00a0500\u00a0000", "1500000"),
        ("1,500,000", "1500000"),
        ("1500000.0", "1500000"),
        ("1500000,00", "1500000"),
        ("1.500.000 đ", "1500000"),
        ("1.500", "1500"),
        ("1,500", "1,500"),  # one and a half, or fifteen hundred
        ("1.50", "1.50"),
        ("khoảng 3", "khoảng 3"),
    ],
)
def test_numbers_kept_as_text(text: str, number: str) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (1985.0, "1985"),
        (31.5, "31.5"),
        (31.499999999999996, "31.5"),
        (float("nan"), ""),
        (True, "1"),
        (date(1980, 3, 5), "05/03/1980"),
        (datetime(1980, 3, 5, 0, 0), "05/03/1980"),  # noqa: DTZ001 - Excel knows no zone
        ("  Nguyễn\u00a0 Văn\n A\u200b ", "Nguyễn Văn A"),
        (normalize("NFD", "Nguyễn"), "Nguyễn"),
    ],
)
def test_cells_as_a_person_reads_them(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("05/03/1985", {"birth_date": "1985-03-05"}),
        ("5-3-1985", {"birth_date": "1985-03-05"}),
        ("05.03.1985", {"birth_date": "1985-03-05"}),
        ("05031985", {"birth_date": "1985-03-05"}),
        (5031985.0, {"birth_date": "1985-03-05"}),  # Excel took the zero
        ("1985-03-05", {"birth_date": "1985-03-05"}),
        (31111.0, {"birth_date": "1985-03-05"}),
        ("31111", {"birth_date": "1985-03-05"}),
        (date(1985, 3, 5), {"birth_date": "1985-03-05"}),
        (1985.0, {"birth_year": 1985}),
        ("1985", {"birth_year": 1985}),
        ("Năm 1985", {"birth_year": 1985}),
        ("5-3-85", "two_digit_year"),
        ("5/3/85", "two_digit_year"),
        ("31/02/1985", "no_such_day"),
        ("5031985", "not_a_date"),
        ("khoảng 1985", "not_a_date"),
        (85.0, "not_a_date"),
    ],
)
@pytest.mark.parametrize("field", ["birth_date", "birth_year"])
def test_days_and_years_in_all_their_shapes(
    words: ListWords, field: str, cell: Cell, answer: dict[str, object] | str
) -> None:
    read = read_cell(words, words.fields[field], cell)
    assert (read.code if isinstance(read, Unreadable) else dict(read.values)) == answer


@pytest.mark.parametrize(
    ("field", "cell", "answer"),
    [
        ("ethnicity", "H'mông", "08"),
        ("ethnicity", "H’Mông", "08"),
        ("ethnicity", "HMÔNG", "08"),
        ("ethnicity", "Mông", "08"),
        ("ethnicity", "mong", "08"),
        ("ethnicity", "08", "08"),
        ("ethnicity", 8.0, "08"),
        ("ethnicity", "Khơ me", "05"),
        ("ethnicity", "Sao Hoả", "no_such_code"),
        ("sex", "NỮ", "f"),
        ("sex", "1", "no_such_code"),  # every list numbers them as it likes
        ("relation", "Vợ (chồng)", "spouse"),
        ("relation", "Con gái", "child"),
        ("insured", "x", True),
        ("insured", "Không", False),
        ("insured", "3", "not_yes_no"),
        ("support_received=health", "x", ("health",)),
        ("support_received=health", "2 lần", "not_a_mark"),
        ("support_received", "Y tế; Nhà ở", ("health", "housing")),
        ("income_per_head", "1.500.000", 1_500_000),
        ("income_per_head", "1,500", "not_a_number"),
        ("floor_area_m2", "31,5 m2", 3150),
        ("floor_area_m2", 31.5, 3150),
        ("b1_points", 120.5, "not_a_number"),
        ("id_number", "006 080 000001", "006080000001"),
        ("id_number", 6080000001.0, "not_an_id_number"),
        ("id_number", 60800000011.0, "shortened_number"),
        ("name", "NGUYỄN  VĂN\u00a0A", "NGUYỄN VĂN A"),
        ("name", "Nguyễn Văn A 1985", "not_a_name"),
        ("remarks", "@refused", "@refused"),  # a text of a list is never a reason of ours
    ],
)
def test_answers_of_cells(words: ListWords, field: str, cell: Cell, answer: object) -> None:
    read = read_cell(words, words.fields[field], cell)
    found = read.code if isinstance(read, Unreadable) else next(iter(read.values.values()))
    assert found == answer
    assert isinstance(read, Unreadable) or type(found) is type(answer)


def test_an_empty_cell_says_nothing(words: ListWords) -> None:
    for one in words.fields.values():
        if one.question in words.edition.vocabulary:
            assert read_cell(words, one, "  ") == Said({})
