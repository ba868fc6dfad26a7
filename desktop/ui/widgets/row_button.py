"""A line to press: a sign, words, a figure at the right. Something opens when it is pressed."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.widgets.icons import pixmap
from desktop.ui.widgets.paint import class_sign, focus_ring

SIGN, HEIGHT, BELOW = 20, 32, 16


class RowButton(QAbstractButton):
    """Painted with the values of the theme; `sign` is an icon, or the side of a class."""

    def __init__(
        self,
        text: str,
        figure: str,
        then: Callable[[], object] | None = None,
        *,
        sign: str = "",
        side: str = "",
        tint: str = "text_quiet",
        aside: str = "",
        below: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._figure, self._aside, self._below = figure, aside, below
        self._sign, self._side, self._tint = sign, side, tint
        self.setText(text)
        self.setAccessibleName(" ".join(filter(None, (text, figure, aside, below))))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._high())
        if then is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _on: then())
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """One line, as wide as there is room."""
        words = QFontMetrics(theme.font("base")).horizontalAdvance(self.text())
        return QSize(words + self._right() + theme.px(SIGN) + 3 * theme.S, self._high())

    def minimumSizeHint(self) -> QSize:
        """Words that do not fit are cut; the figure never is."""
        return QSize(self._right() + theme.px(6 * SIGN), self._high())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground under the mouse, sign, words, figure, ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        inside = self.rect().adjusted(theme.S, 0, -theme.S, 0)
        inside.setLeft(self._draw_sign(painter, inside))
        inside.setRight(self._draw_figures(painter, inside))
        if self._below:
            half = inside.height() // 2
            self._write(painter, inside.adjusted(0, 0, 0, -half), self.text(), "base", "text")
            self._write(painter, inside.adjusted(0, half, 0, -2), self._below, "small", "text_quiet")
        else:
            self._write(painter, inside, self.text(), "base", "text")
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def _write(self, painter: QPainter, rect: QRect, text: str, size: str, tint: str) -> None:
        painter.setPen(theme.color(tint))
        painter.setFont(theme.font(size))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)

    def _high(self) -> int:
        return theme.px(HEIGHT + BELOW if self._below else HEIGHT)

    def _draw_sign(self, painter: QPainter, inside: QRect) -> int:
        if not self._sign and not self._side:
            return inside.left()
        size = theme.px(SIGN)
        box = QRect(inside.left(), inside.center().y() - size // 2 + 1, size, size)
        if self._side:
            class_sign(painter, box.adjusted(3, 3, -3, -3), self._side)
        else:
            painter.drawPixmap(box, pixmap(self._sign, self._tint, size=SIGN))
        return box.right() + theme.S

    def _draw_figures(self, painter: QPainter, inside: QRect) -> int:
        """The quiet aside in a column of its own at the far right, so that figures stand under each other."""
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_quiet"))
        painter.drawText(inside, right, self._aside)
        figure = inside.adjusted(0, 0, -self._aside_width(), 0)
        painter.setFont(theme.font("large", strong=True))
        painter.setPen(theme.color("text"))
        painter.drawText(figure, right, self._figure)
        return figure.right() - painter.fontMetrics().horizontalAdvance(self._figure) - theme.S

    def _aside_width(self) -> int:
        if not self._aside:
            return 0
        widest = QFontMetrics(theme.font("small")).horizontalAdvance("100,0 %")
        return max(widest, QFontMetrics(theme.font("small")).horizontalAdvance(self._aside)) + theme.M

    def _right(self) -> int:
        figure = QFontMetrics(theme.font("large", strong=True)).horizontalAdvance(self._figure)
        return figure + self._aside_width() + theme.S
