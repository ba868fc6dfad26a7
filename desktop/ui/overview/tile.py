"""One village or commune: its name, who reviews it, how far it is. Pressing it opens its households."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.actions.overview import PlaceCount
from desktop.i18n import _
from desktop.ui import theme, words
from desktop.ui.widgets.bars import draw_bar
from desktop.ui.widgets.paint import focus_ring

HEIGHT, BAR = 72, 6


class Tile(QAbstractButton):
    """Painted with the values of the theme."""

    def __init__(self, place: PlaceCount, then: Callable[[], object]) -> None:
        super().__init__()
        self._place = place
        self.setText(place.name or _("No village given"))
        told = _("{name}: {done} of {all} households finished").format(
            name=self.text(), done=words.number(place.finished), all=words.number(place.households)
        )
        mine = _("This computer") if place.mine else ""
        self._dealt = " · ".join(part for part in (mine, place.who) if part)
        self.setAccessibleName(", ".join(part for part in (told, self._dealt) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on: then())

    def sizeHint(self) -> QSize:
        """As wide as its column."""
        return QSize(theme.px(180), theme.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line")))
        painter.setBrush(theme.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS
        )
        inside = self.rect().adjusted(theme.M, theme.S, -theme.M, -theme.M)
        self._write(painter, inside)
        bar = QRectF(inside.left(), inside.bottom() - theme.px(BAR) + 1, inside.width(), theme.px(BAR))
        draw_bar(painter, bar, self._place.finished, self._place.households)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def _write(self, painter: QPainter, inside: QRect) -> None:
        painter.setFont(theme.font("base"))
        painter.setPen(theme.color("text_quiet"))
        line = painter.fontMetrics()
        dealt = line.elidedText(self._dealt, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside.adjusted(0, line.height(), 0, 0), Qt.AlignmentFlag.AlignTop, dealt)
        figures = f"{words.number(self._place.finished)} / {words.number(self._place.households)}"
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(inside, top | Qt.AlignmentFlag.AlignRight, figures)
        room = inside.width() - painter.fontMetrics().horizontalAdvance(figures) - theme.S
        painter.setFont(theme.font("base", strong=True))
        painter.setPen(theme.color("text"))
        short = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, top | Qt.AlignmentFlag.AlignLeft, short)
