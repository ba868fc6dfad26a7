"""Search folds what people leave out; lists stand in the order of a Vietnamese dictionary."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.fold import fold, vietnamese_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("ĐẶNG VĂN ƯỚC", "dang van uoc"),
        ("Nguye\u0302\u0303n", "nguyen"),
        ("Ksor H'Bia", "ksor h'bia"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


ORDERED = (
    "1",
    "a",
    "à",
    "ả",
    "ã",
    "á",
    "ạ",
    "ăn",
    "ân",
    "ba bể",
    "bà",
    "bà ba",
    "bac",
    "Dương",
    "dưỡng",
    "đá",
    "e",
    "Ê",
    "Nguyên Văn B",
    "Nguyễn An",
    "Nguyễn Văn A",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "y",
)


@pytest.mark.parametrize(("before", "after"), list(pairwise(ORDERED)))
def test_vietnamese_order(before: str, after: str) -> None:
    assert vietnamese_key(before) < vietnamese_key(after)
    assert vietnamese_key(before).encode() < vietnamese_key(after).encode()


def test_case_and_composition_do_not_matter() -> None:
    assert vietnamese_key("NGUYỄN  an") == vietnamese_key("nguye\u0302\u0303n An")
