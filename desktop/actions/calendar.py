"""The days of a round, as the law sets them, and how far away they are. Shown only: they decide nothing."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from desktop import paths
from desktop.actions import holidays
from desktop.actions.days import working_days
from desktop.editions.model import Certainty, Source, Words
from desktop.records.rounds import Round

ENTERED, SETTLED, SIGNED = "entered", "settled", "signed"


@dataclass(frozen=True, slots=True)
class Due:
    """One day of the calendar; `days` from today on, below 0 when it is past."""

    id: str
    label: Words
    day: date
    days: int
    source: Source
    needs: str = ""  # what must be done by then: ENTERED, SETTLED, SIGNED


def dates(the_round: Round, today: date) -> tuple[Due, ...]:
    """The days of a round, in their order."""
    rows = (row for row in _rows() if row["kind"] == the_round.kind)
    days = ((row, _day(row, the_round)) for row in rows)
    made = (_due(row, day, today) for row, day in days if day is not None)
    return tuple(sorted(made, key=lambda due: due.day))


def terms(begun: date) -> tuple[Due, ...]:
    """When the terms in working days end that begin on a day; `days` counts from that day."""
    off = holidays.of_year(begun.year).days | holidays.of_year(begun.year + 1).days
    ends = ((row, working_days(begun, row["working_days"], off)) for row in _rows("term"))
    return tuple(_due(row, end, begun) for row, end in ends)


def _day(row: dict[str, Any], the_round: Round) -> date | None:
    """When it is in this round; None where it is not due in that month of the year."""
    review = date.fromisoformat(the_round.date)
    year, month = the_round.year, row["month"] or review.month
    if "months_later" in row:
        later = review.month + row["months_later"]
        year, month = review.year + (later - 1) // 12, (later - 1) % 12 + 1
    if month not in row.get("only_in", (month,)):
        return None
    return date(year, month, row["day"]) + timedelta(days=row.get("days_later", 0))


@cache
def _rows(name: str = "date") -> tuple[dict[str, Any], ...]:
    text = (paths.resources() / "calendar.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[name])


def _due(row: dict[str, Any], day: date, today: date) -> Due:
    return Due(
        row["id"],
        row["label"],
        day,
        (day - today).days,
        _source(row["source"]),
        row.get("needs", ""),
    )


def _source(thing: dict[str, str]) -> Source:
    return Source(thing["text"], thing["facts"], Certainty(thing["certainty"]))
