"""Write an edition as an XLSForm, for collectors that speak XForms."""

from pathlib import Path

from desktop import paths
from desktop.actions.days import read_day
from desktop.editions import xform
from desktop.editions.rules import Edition
from desktop.report import xlsform


def export_xlsform(edition: Edition, to: Path, date: str = "") -> None:
    """Write the form; `date` (YYYY-MM-DD) is the reference date that it starts with.

    A condition that XPath cannot say raises `RasoatError("beyond_subset", …)` that names it.
    """
    if date:
        read_day(date)
    words = xform.read_words((paths.resources() / xform.FILE).read_bytes())
    made = xform.survey(edition, words, date)
    xlsform.write(to, {"survey": made.survey, "choices": made.choices, "settings": made.settings})
