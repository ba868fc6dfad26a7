"""The message bar: what could not be done and what to do, above the screen and never in its way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import RasoatError
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label, sign


def sentences(error: RasoatError) -> tuple[str, str]:
    """What is wrong and what to do, in the language on the screen."""
    return _(error.title).format(**error.slots), _(error.hint).format(**error.slots)


class MessageBar(QFrame):
    """One trouble at a time; Esc or its button puts it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self._title = label("", "strong", wrap=True)
        self._hint = label("", wrap=True)
        self._close = button(_("Close"), self.dismiss, "bare")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.XL, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        row.addWidget(sign("trouble", "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_error(self, error: RasoatError) -> None:
        """Say what the world refused."""
        title, hint = sentences(error)
        self.show_words(title, hint)

    def show_words(self, title: str, hint: str) -> None:
        """Say a trouble in words that are ready."""
        self._title.setText(title)
        self._hint.setText(hint)
        self.setAccessibleName(f"{title} {hint}")
        self.show()

    def words(self) -> str:
        """What it says now; "" while it is away."""
        return "" if self.isHidden() else f"{self._title.text()} {self._hint.text()}"

    def dismiss(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc while its button has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
