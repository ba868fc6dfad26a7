"""Figures and days as people here write them."""

from datetime import UTC, date, datetime

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui import words


@given(st.integers(-(10**15), 10**15))
def test_numbers_are_written_as_the_locale_does(value: int) -> None:
    assert words.number(value) == format_decimal(value, locale=words.LOCALE)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1, 8, "12,5 %"), (1, 3, "33,3 %"), (2, 3, "66,7 %"), (0, 5, "0,0 %"), (5, 5, "100,0 %"), (1, 0, "")],
)
def test_shares_have_one_decimal(part: int, whole: int, shown: str) -> None:
    assert words.per_cent(part, whole) == shown


def test_days_and_moments() -> None:
    when = datetime(2026, 10, 1, 14, 5, tzinfo=UTC)
    assert words.day(date(2026, 10, 1)) == "01/10/2026"
    assert words.moment(when) == when.astimezone().strftime("%d/%m/%Y %H:%M")
    assert words.moment_of(when.isoformat()) == words.moment(when)
    assert words.moment_of("yesterday") == "yesterday"
