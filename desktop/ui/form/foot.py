"""One quiet line at the foot of the form: the guidance of the question, else what the keys do."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme


class FootLine(QWidget):
    """Always one line tall, so that nothing above it moves; what does not fit is in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Say this."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setToolTip(text)
            self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """One line of small text with air."""
        return QSize(theme.px(200), QFontMetrics(theme.font("small")).height() + 2 * theme.XS)

    def minimumSizeHint(self) -> QSize:
        """As tall, however narrow."""
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, cut with dots where they do not fit."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_quiet"))
        inner = self.rect().adjusted(theme.XL, 0, -theme.XL, 0)
        words = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
