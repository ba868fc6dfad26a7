"""The card of what comes next: late first, village by village, with what holds it up."""

from collections.abc import Callable, Sequence
from functools import partial

from desktop.actions.next_steps import ERRORS, NOTHING, UNFINISHED, UNSIGNED, Step
from desktop.i18n import _, ngettext
from desktop.ui import words
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.row_button import RowButton

MOST = 5  # lines; the calendar of the command line names all


def next_card(steps: Sequence[Step], language: str, then: Callable[[Step], object]) -> Card:
    """Each line opens what it is about."""
    card = Card(_("What comes next"))
    for one in steps[:MOST]:
        row = RowButton(
            one.name,
            "",
            partial(then, one),
            sign="trouble" if one.late else "calendar",
            tint="danger" if one.late else "text_quiet",
            aside=_("late") if one.late else "",
            below=why(one),
        )
        row.setToolTip(f"{one.due.label[language]}, {words.day(one.due.day)}")
        card.body.addWidget(row)
    if (rest := len(steps) - MOST) > 0:
        more = ngettext("and {n} place more", "and {n} places more", rest)
        card.add(label(more.format(n=words.number(rest)), "quiet"))
    if not steps:
        card.add(label(_("Nothing waits for the days of this round."), "quiet", wrap=True))
    card.body.addStretch(1)
    return card


def why(one: Step) -> str:
    """What holds it up: `12/11 · 3 households not finished`."""
    said = {
        UNFINISHED: ngettext(
            "{n} household not finished", "{n} households not finished", one.why.get(UNFINISHED, 0)
        ),
        ERRORS: ngettext("{n} household with errors", "{n} households with errors", one.why.get(ERRORS, 0)),
        NOTHING: _("nothing entered yet"),
        UNSIGNED: _("the tables are not signed yet"),
    }
    parts = (said[name].format(n=words.number(n)) for name, n in one.why.items())
    return " · ".join((words.day(one.due.day), *parts))
