"""A line above the sheet: what cells copied from a spreadsheet would do, before anything is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label


class PasteBar(QFrame):
    """Away until something is pasted into the grid; Return writes it, Esc leaves everything as it is."""

    given = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._says, self._refused = label("", "strong", wrap=True), label("", "problem", wrap=True)
        self.write = button(_("Write them (Return)"), self._give, "primary")
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._says)
        column.addWidget(self._refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        row.addLayout(column, 1)
        row.addWidget(self.write)
        row.addWidget(button(_("Leave it (Esc)"), self._leave))
        self.hide()

    def ask(self, says: str, refused: str) -> None:
        """Show what would be written, and what cannot be."""
        self._says.setText(says)
        self._refused.setText(refused)
        self._refused.setVisible(bool(refused))
        self.show()
        self.write.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """All it says."""
        return "\n".join(filter(None, (self._says.text(), self._refused.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        self.hide()
        self.given.emit()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
