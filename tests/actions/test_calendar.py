"""The days of a round as the law sets them (facts 2.6)."""

from datetime import date

import pytest

from desktop.actions.calendar import dates
from desktop.records.rounds import PERIODIC, REGULAR, Round


def days(day: str, kind: str) -> dict[str, str]:
    year = int(day[:4])
    found = dates(Round("r", "vn-2022", year, day, kind), date(year, 1, 1))
    assert [due.day for due in found] == sorted(due.day for due in found)
    return {due.id: due.day.isoformat() for due in found}


def test_the_periodic_review() -> None:
    assert days("2026-10-01", PERIODIC) == {
        "begins": "2026-09-01",
        "preliminary": "2026-11-15",
        "ends": "2026-12-14",
        "official": "2026-12-20",
    }


@pytest.mark.parametrize(
    ("day", "begins", "recognised", "report"),
    [
        ("2026-03-15", "2026-03-15", "2026-03-30", "2026-04-05"),
        ("2026-01-15", "2026-01-15", "2026-01-30", "2026-02-05"),
        ("2026-02-15", "2026-02-15", "2026-03-02", "2026-03-05"),
        ("2026-09-15", "2026-09-15", "2026-09-30", None),  # reported from February to September only
        ("2026-12-15", "2026-12-15", "2026-12-30", None),
    ],
)
def test_a_review_during_the_year(day: str, begins: str, recognised: str, report: str | None) -> None:
    wanted = {"monthly": begins, "recognised": recognised}
    assert days(day, REGULAR) == wanted | ({"monthly_report": report} if report else {})
