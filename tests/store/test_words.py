"""The words that search compares.

Nguyễn Thị Đào     -> nguyen thi dao
Y-Ban              -> yban y ban
006 123 456 789    -> 006 123 456 789
"""

import pytest

from desktop.store import words
from tests.store.made import household


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Nguyễn Đào", '"nguyen"* AND "dao"*'),
        ("  y-ban ", '"yban"*'),
        ('a" OR "b', '"a"* AND "or"* AND "b"*'),
        ("* - ( )", ""),
        ("", ""),
    ],
)
def test_what_is_typed_is_only_ever_words(typed: str, query: str) -> None:
    assert words.query(typed) == query


def test_a_household_is_found_by_everything_that_names_it() -> None:
    row = household(1, head="Y-Ban Ê", names="Y-Ban Ê, Đào", code="HO-7", phone="0912", id_numbers="006 007")
    assert words.of_row(row) == "yban y ban e dao ho7 ho 7 0912 006 007"
