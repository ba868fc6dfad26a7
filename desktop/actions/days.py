"""Days: read one that a person or a script gave; count working days."""

from collections.abc import Collection
from datetime import date, timedelta

from desktop.errors import RasoatError
from desktop.i18n import N_

SATURDAY = 5


def read_day(text: str) -> date:
    """The day YYYY-MM-DD; raises `RasoatError("no_such_day", …)` for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _no_day(text) from error
    if day.isoformat() != text:
        raise _no_day(text)
    return day


def _no_day(text: str) -> RasoatError:
    return RasoatError(
        "no_such_day",
        N_("“{text}” is not a day."),
        N_("Write year, month and day, such as 2026-10-01."),
        text=text,
    )


def working_days(after: date, count: int, off: Collection[date] = ()) -> date:
    """The working day that is so many behind `after`: Monday to Friday, none of `off`."""
    day = after
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in off
    return day
