"""One line of text: why something is done that others will ask about."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import Field, line_edit


class ReasonSheet(QWidget):
    """Asks why; a reason is owed."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.why = Field(_("Why?"), line_edit())
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addWidget(button(_("Keep"), self._give, "primary"))
        row.addWidget(button(_("Leave it"), self.left.emit))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.M, theme.S, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.why)
        column.addLayout(row)
        self.setFocusProxy(self.why)
        self.why.line().returnPressed.connect(self._give)

    def _give(self) -> None:
        text = self.why.line().text().strip()
        self.why.set_problem("" if text else _("Something is missing here."))
        if text:
            self.given.emit(text)
        else:
            self.why.setFocus()
