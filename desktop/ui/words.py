"""Figures, days and rounds as people here write them; the shapes follow the language on the screen."""

from datetime import date, datetime

from desktop.i18n import _
from desktop.records.rounds import PERIODIC, Round

LOCALE = "vi"  # one way to write numbers and days, in every language: these are the office's papers


def number(value: int) -> str:
    """`1.234.567`. By hand: loading the data of a locale would take half as long as opening the window."""
    return f"{value:,}".replace(",", ".")


def per_cent(part: int, whole: int) -> str:
    """`12,5 %`, half up; nothing where there is no whole."""
    if not whole:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{number(tenths // 10)},{tenths % 10} %"


def day(when: date) -> str:
    """`01/10/2026`."""
    return when.strftime("%d/%m/%Y")


def moment(when: datetime) -> str:
    """`01/10/2026 14:05`, by the clock of this computer."""
    return when.astimezone().strftime("%d/%m/%Y %H:%M")


def moment_of(iso: str) -> str:
    """The same of a moment kept as text (ISO 8601); text that is none stays as it is."""
    try:
        return moment(datetime.fromisoformat(iso))
    except ValueError:
        return iso


def round_words(the_round: Round) -> str:
    """`Periodic review 2026`; of a review during the year its month too."""
    if the_round.kind == PERIODIC:
        return _("Periodic review {year}").format(year=the_round.year)
    month = date.fromisoformat(the_round.date).month
    return _("Review of month {month}, {year}").format(month=month, year=the_round.year)


def closed_words(the_round: Round) -> str:
    """`closed on 20/12/2026`; "" while it is open."""
    return _("closed on {day}").format(day=closed_day(the_round)) if the_round.closed else ""


def closed_day(the_round: Round) -> str:
    """The day it was closed, as people write days; "" while it is open."""
    return day(date.fromisoformat(the_round.closed)) if the_round.closed else ""
