"""The days of a round, as the law sets them, and how far away they are. Shown only: they decide nothing."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desktop import paths
from desktop.editions.model import Certainty, Source, Words
from desktop.records.rounds import Round


@dataclass(frozen=True, slots=True)
class Due:
    """One day of the calendar; `days` from today on, below 0 when it is past."""

    id: str
    label: Words
    day: date
    days: int
    source: Source


def dates(the_round: Round, today: date) -> tuple[Due, ...]:
    """The days of a round, in their order."""
    month = date.fromisoformat(the_round.date).month
    made = (
        _due(row, date(the_round.year, row["month"] or month, row["day"]), today)
        for row in _rows()
        if row["kind"] == the_round.kind
    )
    return tuple(sorted(made, key=lambda due: due.day))


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    text = (paths.resources() / "calendar.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["date"])


def _due(row: dict[str, Any], day: date, today: date) -> Due:
    source = row["source"]
    return Due(
        row["id"],
        row["label"],
        day,
        (day - today).days,
        Source(source["text"], source["facts"], Certainty(source["certainty"])),
    )
