"""Two painted bars: how much of a whole is done, and how a whole is made up."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme

THICK, GAP = 12, 2


def draw_bar(painter: QPainter, rect: QRectF, part: int, whole: int, tint: str = "accent") -> None:
    """A rounded bar, filled as far as `part` of `whole`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_by = rect.height() / 2
    shape = QPainterPath()
    shape.addRoundedRect(rect, round_by, round_by)
    painter.fillPath(shape, theme.color("track"))
    if whole and part:
        painter.setClipPath(shape)
        painter.fillRect(
            QRectF(rect.left(), rect.top(), rect.width() * part / whole, rect.height()), theme.color(tint)
        )
        painter.setClipping(False)


class _Bar(QWidget):
    """As wide as there is room, as thick as the text size asks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(THICK))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class PartBar(_Bar):
    """How much is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part, self._whole = 0, 0

    def show_part(self, part: int, whole: int, words: str) -> None:
        """`words` say the same to who does not see it."""
        self._part, self._whole = part, whole
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One bar."""
        painter = QPainter(self)
        draw_bar(painter, QRectF(self.rect()), self._part, self._whole)
        painter.end()


class MixBar(_Bar):
    """Parts beside each other with a gap between; the list below says which is which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, int]] = []

    def show_parts(self, parts: Sequence[tuple[str, int]], words: str) -> None:
        """`parts`: (name of a colour, how many)."""
        self._parts = [part for part in parts if part[1]]
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The parts, each at least as wide as it is seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = sum(count for _tint, count in self._parts)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setClipPath(shape)
        if not whole:
            painter.fillRect(self.rect(), theme.color("track"))
        room, left = self.width() - GAP * (len(self._parts) - 1), 0.0
        for tint, count in self._parts:
            wide = max(room * count / whole, 2.0)
            painter.fillRect(QRectF(left, 0, wide, self.height()), theme.color(tint))
            left += wide + GAP
        painter.end()
