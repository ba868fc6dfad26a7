"""One function rounds."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rollup.rates import plain, rate


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (0, 0, None),
        (5, 0, None),
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 800, "0.13"),  # 0.125: halves go up
        (3, 800, "0.38"),  # 0.375
        (1, 20_000, "0.01"),  # 0.005
        (1, 20_001, "0.00"),
        (15_722, 80_276, "19.58"),
        (7_385, 82_056, "9.00"),
        (20_281, 82_056, "24.72"),
        (9, 4, "225.00"),  # more forms than residents: shown, and a problem
    ],
)
def test_examples(part: int, whole: int, percent: str | None) -> None:
    assert plain(rate(part, whole)) == percent


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_halves_go_up_and_nothing_else_moves(part: int, whole: int) -> None:
    exact = Fraction(part * 100, whole)
    shown = rate(part, whole)
    assert shown is not None
    distance = Fraction(shown) - exact
    assert Fraction(-1, 200) < distance <= Fraction(1, 200)


def test_counts_stay_whole() -> None:
    assert plain(12) == 12
    assert plain(Decimal("3.50")) == "3.50"
    assert plain(None) is None
