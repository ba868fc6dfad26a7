"""A number on the scale it stands on, with the lines of the law marked."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.records.scale import Scale
from desktop.ui import theme
from desktop.ui.form.shown import grouped
from desktop.ui.widgets.labels import label

BAR = 6


class ScaleBar(QWidget):
    """A number, large, and under it the scale it stands on with the lines of the law marked."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._scale: Scale | None = None
        self._title, self._unit = label(title, "quiet", wrap=True), label("", "small", wrap=True)
        self._value, self._drawn = label("–", "title"), _Drawn()
        words, top = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._unit)
        top.setSpacing(theme.S)
        top.addLayout(words, 1)
        top.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._drawn)

    def show_scale(self, title: str, scale: Scale | None, unit: str, side: str) -> None:
        """The number, its unit, and the colour of the class on the mark."""
        self._title.setText(title)
        value = "–" if scale is None or scale.value is None else grouped(str(scale.value))
        if scale and scale.value is not None and scale.possible not in (None, scale.value):
            value = f"{value}–{scale.possible}"
        self._value.setText(value)
        self._unit.setText(unit)
        self._drawn.show_scale(scale, side)
        self.setAccessibleName(f"{title}: {value} {unit}")


class _Drawn(QWidget):
    """The line itself: what is certain filled, what is possible pale, the lines of the law as ticks."""

    def __init__(self) -> None:
        super().__init__()
        self._scale: Scale | None = None
        self._color = "text_quiet"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(BAR + 22))

    def show_scale(self, scale: Scale | None, side: str) -> None:
        color = theme.SIDES[side].color
        if (scale, color) != (self._scale, self._color):
            self._scale, self._color = scale, color
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, theme.px(4), self.width(), theme.px(BAR))
        self._fill(painter, bar, 1.0, theme.color("line"))
        if self._scale:
            possible, certain = self._scale.possible or 0, self._scale.value or 0
            pale = theme.color(self._color)
            pale.setAlphaF(0.35)
            self._fill(painter, bar, possible / self._scale.top, pale)
            self._fill(painter, bar, certain / self._scale.top, theme.color(self._color))
            self._ticks(painter, bar, self._scale)
        painter.end()

    def _fill(self, painter: QPainter, bar: QRectF, part: float, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        filled = QRectF(bar.left(), bar.top(), bar.width() * min(part, 1.0), bar.height())
        if filled.width() > 0:
            painter.drawRoundedRect(filled, bar.height() / 2, bar.height() / 2)

    def _ticks(self, painter: QPainter, bar: QRectF, scale: Scale) -> None:
        painter.setFont(theme.font("small"))
        free = 0.0  # where the next words may begin
        for line in scale.lines:
            x = bar.left() + bar.width() * line / scale.top
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4))
            painter.setPen(theme.color("text_quiet"))
            words = grouped(str(line))
            wide = painter.fontMetrics().horizontalAdvance(words) + 4
            left = min(max(x - wide / 2, free), self.width() - wide)
            free = left + wide + theme.XS
            room = QRectF(left, bar.bottom() + 2, wide, self.height() - bar.bottom() - 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
