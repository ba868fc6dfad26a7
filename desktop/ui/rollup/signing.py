"""Signing the tables: what it means, what is still open, what changed since; then the signature."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.rollup.remarks import Remark
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number

MOST_CORRECTIONS = 12


class SigningPanel(QWidget):
    """Asks once more before tables are signed; knows no action."""

    signed = Signal()
    left = Signal()
    followed = Signal(str)  # where a remark leads

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = button(_("Sign these tables"), self.signed.emit, "primary")
        self.back = button(_("Back to the tables"), self.left.emit)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, theme.M, theme.S, theme.M)
        self._column.setSpacing(theme.M)
        row = QHBoxLayout()
        row.addWidget(self.sign)
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.M)
        column.addWidget(scrolled(content), 1)
        column.addLayout(row)

    def show_state(self, before: str, still: Sequence[Remark], changed: Mapping[str, Sequence[str]]) -> None:
        """`before`: the last signature in words; `still`: what is open; `changed`: corrections by table."""
        empty(self._column)
        card = Card(_("What signing means"))
        for text in (before, *self._meaning()):
            card.add(label(text, wrap=True))
        self._column.addWidget(card)
        if still:
            self._column.addWidget(self._open(still))
        if changed:
            self._column.addWidget(self._corrections(changed))
        self._column.addStretch(1)
        self.sign.setEnabled(not still)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins: the safe way out."""
        return self.back

    def _meaning(self) -> tuple[str, ...]:
        return (
            _("Every table is kept as it is now, with a hash and with what it rests on."),
            _("Work goes on; what is different later is shown as a correction, before and after."),
            _("A signature cannot be taken back. Signing again makes the next version."),
        )

    def _open(self, still: Sequence[Remark]) -> Card:
        card = Card(_("First settle"))
        for remark in still:
            card.body.addWidget(self._line(remark))
        return card

    def _line(self, remark: Remark) -> QWidget:
        if not remark.leads_to:
            return label(remark.text, wrap=True)
        return button(remark.text, lambda: self.followed.emit(remark.leads_to), "remark")

    def _corrections(self, changed: Mapping[str, Sequence[str]]) -> Card:
        card = Card(_("What changed since the last signature"))
        said = [f"{table}: {text}" for table, texts in changed.items() for text in texts]
        for text in said[:MOST_CORRECTIONS]:
            card.add(label(text, wrap=True))
        if more := max(0, len(said) - MOST_CORRECTIONS):
            card.add(label(ngettext("and {n} more", "and {n} more", more).format(n=number(more)), "quiet"))
        return card
