"""Draws a chart with any painter: on the screen, into a picture. What is drawn is told by its height."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPicture

from desktop.actions.charts import Bar, Chart, Part
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.charts.hatching import fill
from desktop.ui.widgets.figures import figure

NAMES = 0.3  # of the width: what the names of bars take
BAR = 18
STEP = 10  # per cent: the longest bar is rounded up to a whole one
INCH, POINT = 96, 72  # pixels and points of an inch: a picture is as large everywhere as on the screen
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Drawing:
    """One chart in a width; colours by the names of `theme`."""

    def __init__(self, painter: QPainter, chart: Chart, width: float, colors: Mapping[str, str]) -> None:
        self._painter, self._chart, self._width, self._colors = painter, chart, width, colors
        self._by = theme.scale()
        self._left, self._top = width * NAMES, theme.L * self._by
        self._whole, self._is_single = whole(chart), len(chart.series) == 1

    def draw(self) -> float:
        """Draw it, and say how high it is."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.L * self._by
        room = self._width - 2 * edge
        self._top += self._words(edge, self._top, room, self._chart.title, "large", strong=True)
        self._top += self._words(edge, self._top, room, self._chart.place, "base", color="text_quiet")
        self._legend(edge, room)
        self._scale()
        for bar in self._chart.bars:
            self._bar(bar, edge)
        return self._top + edge

    def _legend(self, edge: float, room: float) -> None:
        if self._is_single:
            return
        self._top += theme.S * self._by
        size = theme.L * self._by
        for place, one in enumerate(self._chart.series):
            self._fill(QRectF(edge, self._top + 2 * self._by, size, size), place)
            beside = edge + size + theme.S * self._by
            self._top += self._words(beside, self._top, room - (beside - edge), one.name)
            self._top += theme.XS * self._by

    def _scale(self) -> None:
        """0 at the left of all bars, the whole at the right."""
        self._top += theme.S * self._by
        left, right = self._span()
        last = _per_cent(self._whole)
        high = self._words(left, self._top, right - left, "0 %", "small", color="text_quiet")
        wide = QFontMetricsF(_font("small")).horizontalAdvance(last) + 1
        self._words(right - wide, self._top, wide, last, "small", color="text_quiet")
        self._top += high + theme.XS * self._by

    def _bar(self, bar: Bar, edge: float) -> None:
        names = self._left - edge - theme.M * self._by
        name = self._words(edge, self._top, names, bar.name, strong=not self._is_single)
        if bar.is_provisional:
            said = _("Provisional")
            name += self._words(edge, self._top + name, names, said, "small", color="text_quiet")
        left, right = self._span()
        self._parts(bar, QRectF(left, self._top + 2 * self._by, right - left, BAR * self._by))
        if self._is_single:
            beside = right + theme.M * self._by
            high = self._words(beside, self._top, self._figures(), words(bar.parts[0]))
        else:
            below = self._top + (BAR + theme.S) * self._by
            high = below - self._top + self._under(bar, left, below, right - left)
        self._top += max(name, high, (BAR + 4) * self._by) + theme.M * self._by

    def _parts(self, bar: Bar, box: QRectF) -> None:
        """The parts one after the other, on a thin line that is the whole."""
        self._painter.setPen(QPen(QColor(self._colors["edge"]), self._by))
        self._painter.drawLine(box.bottomLeft(), box.bottomRight())
        at = box.left()
        for place, part in enumerate(bar.parts):
            wide = box.width() * float(part.rate or 0) / self._whole
            if wide:
                fill(
                    self._painter,
                    QRectF(at, box.top(), wide, box.height()),
                    place,
                    self._ink(place),
                    self._by,
                )
            at += wide

    def _under(self, bar: Bar, left: float, top: float, room: float) -> float:
        """The figures of all parts, each with its pattern; on as many lines as they need."""
        size, metrics = theme.M * self._by, QFontMetricsF(_font("small"))
        at, down = 0.0, 0.0
        for place, part in enumerate(bar.parts):
            said = words(part)
            wide = size + theme.S * self._by + metrics.horizontalAdvance(said) + 2
            if at and at + wide > room:
                at, down = 0.0, down + metrics.height() + theme.XS * self._by
            self._fill(QRectF(left + at, top + down + 2 * self._by, size, size), place)
            beside = left + at + size + theme.S * self._by
            self._words(beside, top + down, wide, said, "small")
            at += wide + theme.L * self._by
        return down + metrics.height()

    def _fill(self, box: QRectF, place: int) -> None:
        fill(self._painter, box, place, self._ink(place), self._by)

    def _ink(self, place: int) -> QColor:
        mark = theme.SIDES.get(self._chart.series[place].side)
        return QColor(self._colors[mark.color if mark else "accent"])

    def _span(self) -> tuple[float, float]:
        """Where bars begin and the whole ends."""
        right = self._width - theme.L * self._by
        if self._is_single:
            right -= self._figures() + theme.M * self._by
        return self._left, right

    def _figures(self) -> float:
        """The width of the longest figures of a chart with one series."""
        metrics = QFontMetricsF(_font("base"))
        return (
            max((metrics.horizontalAdvance(words(bar.parts[0])) for bar in self._chart.bars), default=0) + 2
        )

    def _words(
        self,
        left: float,
        top: float,
        room: float,
        text: str,
        size: str = "base",
        *,
        strong: bool = False,
        color: str = "text",
    ) -> float:
        """Words on as many lines as they need; says how high they are."""
        font = _font(size, strong=strong)
        high = QFontMetricsF(font).boundingRect(QRectF(0, 0, room, 10_000), WRAPPED, text).height()
        self._painter.setFont(font)
        self._painter.setPen(QColor(self._colors[color]))
        self._painter.drawText(QRectF(QPointF(left, top), QSizeF(room, high + 1)), WRAPPED, text)
        return high


def height(chart: Chart, width: float) -> float:
    """How high a chart is in a width."""
    picture = QPicture()
    painter = QPainter(picture)
    high = Drawing(painter, chart, width, theme.tokens(theme.worn())).draw()
    painter.end()
    return high


def whole(chart: Chart) -> int:
    """The rate at the right end of the scale: the longest bar, rounded up."""
    longest = max((sum(Decimal(part.rate or 0) for part in bar.parts) for bar in chart.bars), default=0)
    return max(-(-int(longest * 100) // (STEP * 100)), 1) * STEP


def words(part: Part) -> str:
    """Both figures of a part: `12 (4,50 %)`; a rate of nothing is a dash."""
    return f"{figure(part.count)} ({f'{figure(part.rate)} %' if part.rate is not None else '–'})"


def described(chart: Chart) -> str:
    """The chart for who does not see it: every figure, bar by bar."""
    said = [f"{chart.title}. {chart.place}."]
    for bar in chart.bars:
        names = [f"{one.name}: " if len(chart.series) > 1 else "" for one in chart.series]
        parts = "; ".join(name + words(part) for name, part in zip(names, bar.parts, strict=True))
        provisional = f" ({_('Provisional')})" if bar.is_provisional else ""
        said.append(f"{bar.name}{provisional}: {parts}.")
    return "\n".join(said)


def _font(size: str, *, strong: bool = False) -> QFont:
    made = theme.font(size, strong=strong)
    made.setPixelSize(round(made.pointSizeF() * INCH / POINT))
    return made


def _per_cent(value: int) -> str:
    return f"{value} %"
