"""A line above the sheet: why what looks odd here is right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label


class RemarkBar(QFrame):
    """Away until a warning is to be confirmed; Return confirms, Esc leaves it open."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._says, self.line = label("", wrap=True), QLineEdit()
        self.line.setPlaceholderText(_("Why is it right?"))
        self.line.setAccessibleName(_("Why is it right?"))
        self.line.returnPressed.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        row.addWidget(self._says, 1)
        row.addWidget(self.line, 1)
        row.addWidget(button(_("Confirm"), self._give, "primary"))
        self.hide()

    def ask(self, says: str) -> None:
        """Show the warning, and a line for the remark."""
        self._says.setText(says)
        self.line.clear()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        text = self.line.text().strip()
        if text:
            self.hide()
            self.given.emit(text)
