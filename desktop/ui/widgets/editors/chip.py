"""One answer with its number, as printed on paper: it lights when chosen."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.ui import theme
from desktop.ui.widgets.editors.choices import Choice

PAD, BETWEEN, TALL = 8, 6, 28


class Chip(QToolButton):
    """A small button; the row around it owns the focus and the keys."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice = choice
        self._pointed = False
        self._measured, self._size = 0.0, QSize()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCheckable(True)
        self.rename(choice)

    def rename(self, choice: Choice) -> None:
        """Stand for another choice."""
        self.choice, self._measured = choice, 0.0
        self.setAccessibleName(choice.label)
        self.updateGeometry()
        self.update()

    def set_pointed(self, pointed: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Is this the answer that Space would choose?"""
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def sizeHint(self) -> QSize:
        """Number, label and air, at the text size that is worn; measured once for each size."""
        if self._measured != theme.scale():
            self._measured = theme.scale()
            label = QFontMetrics(theme.font(strong=True)).horizontalAdvance(self.choice.label)
            self._size = QSize(label + self._number_width() + 2 * theme.px(PAD), theme.px(TALL))
        return self._size

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """A light frame; filled with the accent when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        if not self.choice.code:
            return
        chosen, off = self.isChecked(), not self.isEnabled()
        edge = "line" if off else "accent" if chosen or self._pointed else "edge"
        fill = "sunken" if off else "accent" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.color(edge), 2 if self._pointed and not chosen else 1))
        painter.setBrush(theme.color("text_off" if off and chosen else fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_words(self, painter: QPainter) -> None:
        chosen, off = self.isChecked(), not self.isEnabled()
        words = self.rect().adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("on_accent" if chosen else "text_off" if off else "text_quiet"))
        painter.drawText(words, middle, self.choice.number)
        painter.setFont(theme.font(strong=chosen))
        painter.setPen(theme.color("on_accent" if chosen else "text_quiet" if off else "text"))
        label = QRect(words).adjusted(self._number_width(), 0, theme.px(PAD), 0)
        painter.drawText(label, middle, self.choice.label)

    def _number_width(self) -> int:
        if not self.choice.number:
            return 0
        return QFontMetrics(theme.font("small")).horizontalAdvance(self.choice.number) + theme.px(BETWEEN)
