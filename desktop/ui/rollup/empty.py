"""What the roll-up shows while no household is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label, sign


class NothingYet(QWidget):
    """One sentence, and the two ways households come."""

    enter_wanted = Signal()
    receive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._receive = button(_("Receive bundles"), self.receive_wanted.emit, "primary", "exchange")
        enter = button(_("Enter a household"), self.enter_wanted.emit, name="form")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.M)
        buttons.addStretch()
        buttons.addWidget(self._receive)
        buttons.addWidget(enter)
        buttons.addStretch()
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(theme.S)
        column.addStretch(2)
        column.addWidget(sign("rollup", "text_quiet", size=40), 0, middle)
        words = label(_("There is nothing to add up yet"), "title", wrap=True)
        words.setAlignment(middle)
        column.addWidget(words)
        column.addSpacing(theme.S)
        column.addLayout(buttons)
        column.addStretch(3)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._receive
