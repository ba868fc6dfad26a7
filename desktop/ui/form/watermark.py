"""Words across the sheet of a household that counts nowhere: they lie over it and take no clicks."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui import theme

TURN, GAP, PALE = -24, 260, 0.13


class Watermark(QWidget):
    """Away until it is given words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_text(self, text: str) -> None:
        """The words; none puts them away."""
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.raise_()
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words again and again, slanting, pale."""
        super().paintEvent(event)
        painter = QPainter(self)
        color = theme.color("warning")
        color.setAlphaF(PALE)
        painter.setPen(color)
        painter.setFont(theme.font("title"))
        step = theme.px(GAP)
        for top in range(0, self.height() + step, step):
            painter.save()
            painter.translate(theme.px(24), top + step / 2)
            painter.rotate(TURN)
            room = QRect(0, 0, 2 * self.width(), theme.px(48))
            painter.drawText(room, 0, f"{self._text}      {self._text}")
            painter.restore()
        painter.end()
