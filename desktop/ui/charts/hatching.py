"""What tells parts of bars apart without colour: full, or lines in one of three directions.

Lines end at the edge by arithmetic, not by clipping: a picture in SVG knows no clipping.
"""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

GAP = 6.0  # between two lines
SLOPES = (1, 0, -1)  # of the second, third and fourth pattern: rising, upright, falling
PATTERNS = 1 + len(SLOPES)


def fill(painter: QPainter, box: QRectF, pattern: int, ink: QColor, by: float) -> None:
    """Fill a box with a pattern by its place, inside a line of the same colour."""
    place = pattern % PATTERNS
    painter.setPen(QPen(ink, by))
    painter.setBrush(ink if place == 0 else Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    if place:
        painter.setPen(QPen(ink, 1.4 * by))
        painter.drawLines(list(lines(box, SLOPES[place - 1], GAP * by)))


def lines(box: QRectF, slope: int, gap: float) -> Iterator[QLineF]:
    """The lines of a pattern, from edge to edge of a box."""
    reach = box.height() * abs(slope)
    at = gap - reach
    while at < box.width():
        left, right = max(at, 0.0), min(at + reach, box.width())
        below, above = (left - at, right - at) if slope else (0.0, box.height())
        if slope < 0:
            below, above = box.height() - below, box.height() - above
        yield QLineF(box.left() + left, box.bottom() - below, box.left() + right, box.bottom() - above)
        at += gap
