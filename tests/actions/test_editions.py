"""Which standard the reviews of a year follow."""

import pytest

from desktop.actions import editions


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (2016, "vn-2016"),
        (2021, "vn-2016"),
        (2022, "vn-2022"),
        (2026, "vn-2022"),
        (2027, "vn-2027"),
        (2030, "vn-2027"),
        (2031, "vn-2027"),
    ],
)
def test_the_edition_in_force(year: int, edition: str) -> None:
    assert editions.in_force(year) == edition
