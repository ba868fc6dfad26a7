"""What was done, in one sentence, with what can be done next."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.labels import label, sign


class Note(QFrame):
    """Away until it has something to say."""

    def __init__(self, *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        self._text = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        row.setSpacing(theme.M)
        row.addWidget(sign("saved", "good"))
        row.addWidget(self._text, 1)
        for one in buttons:
            row.addWidget(one)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; nothing puts the note away."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self._text.text()
