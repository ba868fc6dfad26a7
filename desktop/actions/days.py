"""Read a day that a person or a script gave."""

from datetime import date

from desktop.errors import RasoatError
from desktop.i18n import N_


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
