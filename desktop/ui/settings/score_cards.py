"""The score cards that are here; taking one in: what its file holds, what is wrong, a decision."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.actions.cards import SENTENCES, CardImport, CardRow, place
from desktop.editions.card_check import CardFault
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.row_button import RowButton

SHORT, MOST_FAULTS = 8, 12  # letters of a hash that people compare; faults in sight


class ScoreCards(Card):
    """Says what is wanted; shows what it is told. `names` are the words of areas and regions."""

    read_wanted = Signal()
    template_wanted = Signal()
    take_wanted = Signal(bool)  # only the sound sheets
    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Score cards"))
        self._names: Mapping[str, str] = {}
        about = _(
            "Points come only from cards that an office imports. "
            "A form answered by card shows them item by item."
        )
        self.rows, self.faults = QVBoxLayout(), QVBoxLayout()
        self.found, self.done = label("", "strong", wrap=True), label("", "good", wrap=True)
        self.read = button(_("Read a score card…"), self.read_wanted.emit, "", "folder")
        self.template = button(_("Save an empty score card…"), self.template_wanted.emit, "link")
        self.take = button("", lambda: self.take_wanted.emit(self._partly), "primary")
        self.leave = button(_("Leave it"), self.leave_wanted.emit)
        self._partly = False
        self.add(label(about, "quiet", wrap=True))
        self.body.addLayout(self.rows)
        self.add(self.found)
        self.add_layout(self.faults)
        self.add(self.done)
        self.body.addSpacing(theme.S)
        for pair in ((self.take, self.leave), (self.read, self.template)):
            line = QHBoxLayout()
            line.setSpacing(theme.M)
            for part in pair:
                line.addWidget(part)
            line.addStretch(1)
            self.add_layout(line)
        self.show_found(None)
        self.done.hide()

    def show_cards(self, cards: Sequence[CardRow], names: Mapping[str, str]) -> None:
        """The cards that forms are scored by."""
        self._names = names
        empty(self.rows)
        for card in cards:
            parts = [_("{items} items, {options} options").format(items=card.items, options=card.options)]
            parts.append(_("check sum {hash}").format(hash=card.hash[:SHORT]))
            if card.boats_from:
                parts.append(_("boats by the card of {region}").format(region=names[card.boats_from]))
            parts += [card.decision] if card.decision else []
            self.rows.addWidget(self._row(card, "; ".join(parts)))
        if not cards:
            none = _("No score card yet: forms copy the total from paper, or give the income.")
            self.rows.addWidget(RowButton(none, "", sign="warning"))

    def show_found(self, found: CardImport | None) -> None:
        """What a file holds and what is wrong with it; None puts that away."""
        empty(self.faults)
        for part in (self.found, self.take, self.leave):
            part.setVisible(found is not None)
        if found is None:
            return
        self.done.hide()
        cards = "; ".join(self.name_of(card) for card in found.cards)
        said = _("This file holds: {cards}. Nothing is taken in yet.").format(cards=cards)
        self.found.setText(said if cards else _("No sheet of this file is sound. Nothing is taken in."))
        self._partly = bool(found.faults)
        self.take.setText(_("Take only the sound sheets in") if self._partly else _("Take these cards in"))
        self.take.setAccessibleName(self.take.text())
        self.take.setVisible(bool(found.cards))
        self._show_faults(found.faults)

    def show_done(self, text: str) -> None:
        """It worked: say so."""
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def name_of(self, card: CardRow) -> str:
        """What people call a card: its area, and its region."""
        return f"{self._names[card.area]}, {self._names.get(card.region, _('All regions'))}"

    def _row(self, card: CardRow, below: str) -> RowButton:
        aside = _("invented, for practice") if card.illustrative else ""
        sign, tint = ("warning", "warning") if card.illustrative else ("saved", "good")
        row = RowButton(self.name_of(card), "", sign=sign, tint=tint, aside=aside, below=below)
        row.setToolTip(card.hash)
        return row

    def _show_faults(self, faults: Sequence[CardFault]) -> None:
        if faults:
            count = ngettext("{n} place to correct", "{n} places to correct", len(faults))
            self.faults.addWidget(label(count.format(n=len(faults)), "problem"))
        for fault in faults[:MOST_FAULTS]:
            what = _(SENTENCES[fault.code]).format(found=fault.found, accepted=fault.accepted)
            said = _("{where}: {what}").format(where=place(fault), what=what)
            self.faults.addWidget(label(said, "small", wrap=True))
        if len(faults) > MOST_FAULTS:
            more = _("and {n} more").format(n=len(faults) - MOST_FAULTS)
            self.faults.addWidget(label(more, "small"))
