"""A line of words that never takes a second: what does not fit is told by its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme


class OneLine(QWidget):
    """Words in one of the sizes of the theme."""

    def __init__(
        self, size: str, tint: str = "text", *, strong: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size, self._tint, self._strong, self._text = size, tint, strong, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show other words."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def text(self) -> str:
        """All it says, shown or not."""
        return self._text

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(0, QFontMetrics(theme.font(self._size, strong=self._strong)).height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """What fits, and three dots."""
        painter = QPainter(self)
        painter.setFont(theme.font(self._size, strong=self._strong))
        painter.setPen(theme.color(self._tint))
        short = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, short)
        painter.end()
