"""What the roll-up shows while no household is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.nothing import Nothing


class NothingYet(QWidget):
    """One sentence, and the two ways households come."""

    enter_wanted = Signal()
    receive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._receive = button(_("Receive bundles"), self.receive_wanted.emit, "primary", "exchange")
        enter = button(_("Enter a household"), self.enter_wanted.emit, name="form")
        column = QVBoxLayout(self)
        column.addWidget(Nothing("rollup", _("There is nothing to add up yet"), "", self._receive, enter))

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self._receive
