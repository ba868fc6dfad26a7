"""The cards of the overview: a heading and what stands under it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.actions.calendar import Due
from desktop.actions.overview import ClassCount, Overview
from desktop.i18n import _, ngettext
from desktop.store.results import CLASHES, ERRORS, UNFINISHED, WARNINGS, Filter
from desktop.store.summary import Counts
from desktop.ui import theme, words
from desktop.ui.widgets.bars import MixBar, PartBar
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.row_button import RowButton

Go = Callable[[Filter], object]
SOON = 14  # days


def how_far(counts: Counts) -> Card:
    """How many households are in, how many of them are finished."""
    card = Card(_("How far we are"))
    figures = QWidget()
    row = QHBoxLayout(figures)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.S)
    row.addWidget(label(words.number(counts.finished), "display"))
    of = _("of {n} households finished").format(n=words.number(counts.households))
    row.addWidget(label(of, "quiet", wrap=True), 1)
    bar = PartBar()
    bar.show_part(counts.finished, counts.households, of)
    share = words.per_cent(counts.finished, counts.households)
    persons = ngettext("{n} person", "{n} persons", counts.persons).format(n=words.number(counts.persons))
    for part in (figures, bar, label(f"{share} · {persons}", "quiet", wrap=True)):
        card.add(part)
        card.body.addSpacing(theme.S)
    card.body.addStretch(1)
    return card


def needs_me(counts: Counts, go: Go, problems: Callable[[], object]) -> Card:
    """What somebody must look at, the gravest first; each line opens those households.

    `problems` opens every problem by itself.
    """
    card = Card(_("What needs you"))
    lines = (
        (_("Households that clash"), counts.clashes, "clash", "state_clash", Filter(only=CLASHES)),
        (_("Households with errors"), counts.errors, "trouble", "danger", Filter(only=ERRORS)),
        (_("Households not finished"), counts.unfinished, "unfinished", "accent", Filter(status=UNFINISHED)),
        (_("Households with warnings"), counts.warnings, "warning", "warning", Filter(only=WARNINGS)),
    )
    open_ones = [line for line in lines if line[1]]
    for text, count, sign, tint, wanted in open_ones:
        card.body.addWidget(RowButton(text, words.number(count), partial(go, wanted), sign=sign, tint=tint))
    if counts.errors or counts.warnings:
        card.body.addWidget(RowButton(_("All open problems, one by one"), "", problems, sign="next"))
    if not open_ones:
        card.add(label(_("Nothing: every household is finished."), wrap=True))
    card.body.addStretch(1)
    return card


def due(dates: Sequence[Due], language: str) -> Card:
    """The days of the law that are still to come, and the last that is past."""
    card = Card(_("What is due"))
    past, coming = [one for one in dates if one.days < 0], [one for one in dates if one.days >= 0]
    for one in [*past[-1:], *coming] if len(coming) < len(dates) else coming:
        tint = "text_quiet" if one.days < 0 or one.days > SOON else "warning"
        sign = "saved" if one.days < 0 else "calendar"
        row = RowButton(
            one.label[language], days_left(one.days), sign=sign, tint=tint, below=words.day(one.day)
        )
        row.setToolTip(one.source.text)
        card.body.addWidget(row)
    card.body.addStretch(1)
    return card


def days_left(days: int) -> str:
    """How far a day is away, in a word or two."""
    if days < 0:
        return ""
    if days == 0:
        return _("today")
    return ngettext("{n} day", "{n} days", days).format(n=words.number(days))


def mix(classes: Sequence[ClassCount], go: Go) -> Card:
    """How the households divide among the classes so far."""
    card = Card(_("Classes so far"))
    whole = sum(one.households for one in classes)
    bar = MixBar()
    told = ", ".join(f"{one.label} {words.number(one.households)}" for one in classes)
    bar.show_parts([(theme.SIDES[one.side].color, one.households) for one in classes], told)
    card.add(bar)
    card.body.addSpacing(theme.S)
    for one in classes:
        share = words.per_cent(one.households, whole)
        count, opens = words.number(one.households), partial(go, Filter(class_=one.code))
        card.body.addWidget(RowButton(one.label, count, opens, side=one.side, aside=share))
    card.body.addStretch(1)
    return card


def safe(seen: Overview, to_exchange: Callable[[], object], to_settings: Callable[[], object]) -> Card:
    """When the last copy was made and the last bundle came or went."""
    card = Card(_("Copies and bundles"))
    made = words.moment(seen.last_backup) if seen.last_backup else _("none yet")
    tint = "good" if seen.last_backup else "warning"
    card.body.addWidget(RowButton(_("Last backup"), "", to_settings, sign="backup", tint=tint, aside=made))
    bundle = seen.last_bundle
    if bundle is None:
        text, when = _("Last bundle"), _("none yet")
    else:
        text = _("Last bundle received") if bundle.direction == "in" else _("Last bundle sent")
        when = words.moment_of(bundle.when)
    card.body.addWidget(RowButton(text, "", to_exchange, sign="bundle", aside=when))
    card.body.addStretch(1)
    return card
