"""A small file as a QR code and as text: for whoever has a telephone and no stick. Knows no action."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QLabel

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label


class CodeCard(Card):
    """Away until there is something to photograph."""

    def __init__(self) -> None:
        super().__init__(_("Without a stick"))
        self.body.setSpacing(theme.S)
        self._text = ""
        self._picture = QLabel()
        self._picture.setAccessibleName(_("QR code of the file"))
        self.copy = button(_("Copy its text"), self._copy)
        about = _(
            "Photograph the code with a telephone, or copy the text, and send it on: it is pasted there."
        )
        self.add(label(about, "quiet", wrap=True))
        self.add(self._picture, Qt.AlignmentFlag.AlignLeft)
        self.add(self.copy, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_code(self, picture: bytes, text: str) -> None:
        """Show a file; no picture where it is too long for one, no text = nothing to show."""
        self._text = text
        found = QPixmap()
        found.loadFromData(picture)
        if not found.isNull():  # exactly half: every module stays a square
            found = found.scaled(found.width() // 2, found.height() // 2)
        self._picture.setPixmap(found)
        self._picture.setVisible(not found.isNull())
        self.setVisible(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
