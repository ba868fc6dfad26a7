"""The standards this program knows, where their rules come from, how sure that is; and its licences."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from desktop import __version__
from desktop.actions.reasons import CERTAINTY
from desktop.editions.model import Source
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.row_button import RowButton


def sources(edition: Edition) -> tuple[Source, ...]:
    """Every source its rules name, once, in their order."""
    named = [rule.source for rule in (*edition.deprivations, *edition.flags)]
    named += [basis.source for basis in edition.bases.values()]
    named += [rule.source for rule in edition.classes]
    return tuple(dict.fromkeys(named))


def standards(known: Sequence[Edition], language: str) -> Card:
    """Each with its sources; a source that must still be checked says so."""
    card = Card(_("Standards in this program"))
    for edition in known:
        version = _("version {n}").format(n=edition.version)
        card.add(label(f"{edition.title[language]} ({edition.id}, {version})", "strong", wrap=True))
        for source in sources(edition):
            sign, tint = ("warning", "warning") if source.to_be_checked else ("saved", "good")
            sure = _(CERTAINTY[source.certainty])
            if source.to_be_checked:
                sure = f"{sure}, {_('to be checked')}"
            row = RowButton(source.text, "", sign=sign, tint=tint, below=sure)
            row.setToolTip(source.text)
            card.body.addWidget(row)
        card.body.addSpacing(theme.S)
    return card


def about(licences_wanted: Callable[[], object]) -> Card:
    """Version, and the way to the licences of all parts."""
    card = Card(_("About"))
    version = _("Rà soát {version}, free software under the Apache License 2.0.").format(version=__version__)
    card.add(label(version, wrap=True))
    face = _("The face is Be Vietnam Pro, under the SIL Open Font License 1.1. Qt is used under the LGPL.")
    card.add(label(face, "quiet", wrap=True))
    card.add(button(_("Licences of all parts"), licences_wanted), Qt.AlignmentFlag.AlignLeft)
    return card
