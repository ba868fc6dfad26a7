"""Small drawings that widgets share: the focus ring, the bar and sign of a state, the mark of a class."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.ui import theme
from desktop.ui.widgets.editors.contract import State

BAR = 3  # pixels of the bar at a field's left edge
_BACK = [QPointF(4, 0), QPointF(-4, 0), QPointF(-1, -3), QPointF(-4, 0), QPointF(-1, 3)]  # from before
_TRIANGLE = [QPointF(0, -3.6), QPointF(3.8, 3), QPointF(-3.8, 3)]
_SIGNS = {State.MISSING: "–", State.PROBLEM: "!", State.SKIPPED: "/", State.CLASH: "≠"}


def state_color(state: State) -> QColor:
    """The colour of a state; its sign says the same."""
    return theme.color(f"state_{state.value}")


def focus_ring(painter: QPainter, rect: QRect) -> None:
    """Two pixels of accent round what has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)


def state_bar(painter: QPainter, rect: QRect, state: State) -> None:
    """The thin bar at the left edge of a field; what is not reached has none but a faint one."""
    color = theme.color("line") if state in (State.NOT_REACHED, State.SKIPPED) else state_color(state)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(rect.left(), rect.top(), BAR, rect.height()), 1.5, 1.5)


def state_sign(painter: QPainter, rect: QRect, state: State, *, wanted: bool = False) -> None:
    """The sign of a state in the middle of `rect`: a tick, a dash, an arrow back, a triangle for a change …

    What is not reached has none, but a small ring where an answer is `wanted`.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(state_color(state), 1.6 * theme.scale(), c=Qt.PenCapStyle.RoundCap))
    middle, by = QRectF(rect).center(), theme.scale()
    if state is State.ANSWERED:
        corners = [QPointF(-4, 0), QPointF(-1, 3.2), QPointF(4.2, -3.6)]
        painter.drawPolyline([middle + corner * by for corner in corners])
    elif state is State.CARRIED:
        painter.drawPolyline([middle + corner * by for corner in _BACK])
    elif state is State.CHANGED:
        painter.drawPolygon([middle + corner * by for corner in _TRIANGLE])
    elif state is State.NOT_REACHED and wanted:
        painter.drawEllipse(middle, 2.6 * by, 2.6 * by)
    elif state in _SIGNS:
        painter.setFont(theme.font("small", strong=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _SIGNS[state])


def class_sign(painter: QPainter, rect: QRect, side: str) -> None:
    """The mark of a class in the middle of `rect`: a full, half or empty square, a dot, a question mark."""
    color = theme.color(theme.SIDES[side].color)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = min(rect.width(), rect.height())
    box = QRectF(0, 0, size, size)
    box.moveCenter(QRectF(rect).center())
    painter.setPen(QPen(color, max(1.4, size / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1, 1, -1, -1)
    if side == "unknown":
        painter.setFont(theme.font("base", strong=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, theme.SIDES[side].sign)
    elif side == "not_poor":
        painter.setBrush(color)
        painter.drawEllipse(box.center(), size / 6, size / 6)
    else:
        painter.drawRoundedRect(inner, 2, 2)
        filled = {"poor": inner, "near_poor": inner.adjusted(0, 0, -inner.width() / 2, 0)}.get(side)
        if filled is not None:
            painter.fillRect(filled, color)


def figures(painter: QPainter, rect: QRect, text: str) -> None:
    """Digits at the right of `rect`, all of one width, so that numbers stand under each other in a column.

    The face has no figures of equal width of its own.
    """
    each = painter.fontMetrics().horizontalAdvance("0")
    right = rect.right()
    for letter in reversed(text):
        wide = each if letter.isdigit() else painter.fontMetrics().horizontalAdvance(letter)
        box = QRect(right - wide + 1, rect.top(), wide, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        right -= wide
