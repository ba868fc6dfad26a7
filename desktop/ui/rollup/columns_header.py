"""The frozen head of an official table: groups, titles, numbers of columns with their formulas."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui import theme

GROUP = Qt.ItemDataRole.UserRole + 20  # the words over several columns; "" = none
NUMBER = Qt.ItemDataRole.UserRole + 21  # `4 = 3/1×100`
PAD = 6
LINES, FEW_LINES = 99, 2
BREAK = "\u200b"  # a formula may go on in the next line behind its equals sign
WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class ColumnsHeader(QHeaderView):
    """Neighbours of one group share their upper line; the last line is the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._most_lines = LINES  # of a head
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.sectionResized.connect(lambda *_: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """High enough for the longest words at the widths of now."""
        return QSize(
            super().sizeHint().width(), self._group_height() + self._title_height() + self._number_height()
        )

    def fold(self, *, folded: bool) -> None:
        """Few lines a head where room is short: the tooltip and the line of the cell have the whole."""
        lines = FEW_LINES if folded else LINES
        if lines != self._most_lines:
            self._most_lines = lines
            self.updateGeometry()
            self.viewport().update()

    def needs(self, column: int) -> int:
        """How wide the longest word of a head is: words wrap, they are not cut."""
        strong, plain = QFontMetrics(theme.font("small", strong=True)), QFontMetrics(theme.font("small"))
        words = max(map(strong.horizontalAdvance, self._text(column).split()), default=0)
        numbers = max(map(plain.horizontalAdvance, self._text(column, NUMBER).split(BREAK)), default=0)
        return max(words, numbers) + 2 * PAD + 2

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Three bands, one under the other."""
        painter.save()
        painter.fillRect(rect, theme.color("sunken"))
        high = self._group_height() if self._text(column, GROUP) else 0
        if high:
            self._paint_group(painter, rect, column, high)
        low = self._number_height()
        title = rect.adjusted(PAD, high, -PAD, -low)
        self._write(painter, title, self._text(column), theme.font("small", strong=True), "text")
        number = QRect(rect.left() + 1, rect.bottom() - low, rect.width() - 2, low)
        self._write(painter, number, self._text(column, NUMBER), theme.font("small"), "text_quiet")
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.right(), rect.top() + high, rect.right(), rect.bottom())
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, column: int, high: int) -> None:
        """The part of the group's words that falls on this column: every part paints the whole."""
        first, last = self._neighbours(column)
        left = rect.left() - self.sectionPosition(column) + self.sectionPosition(first)
        right = left + sum(self.sectionSize(one) for one in range(first, last + 1))
        band = QRect(left, rect.top(), right - left, high)
        painter.setClipRect(rect)
        words = band.adjusted(PAD, 0, -PAD, 0)
        self._write(painter, words, self._text(column, GROUP), theme.font("small", strong=True), "text")
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.left(), band.bottom(), rect.right(), band.bottom())
        painter.drawLine(band.right(), band.top(), band.right(), band.bottom())

    def _neighbours(self, column: int) -> tuple[int, int]:
        group, first, last = self._text(column, GROUP), column, column
        while first > 0 and self._text(first - 1, GROUP) == group:
            first -= 1
        while last + 1 < self.count() and self._text(last + 1, GROUP) == group:
            last += 1
        return first, last

    def _group_height(self) -> int:
        firsts = [column for column in range(self.count()) if self._text(column, GROUP)]
        return max(
            (self._height(self._text(one, GROUP), self._group_width(one)) for one in firsts), default=0
        )

    def _group_width(self, column: int) -> int:
        first, last = self._neighbours(column)
        return sum(self.sectionSize(one) for one in range(first, last + 1))

    def _title_height(self) -> int:
        each = (self._height(self._text(one), self.sectionSize(one)) for one in range(self.count()))
        return max(each, default=0)

    def _number_height(self) -> int:
        numbered = [one for one in range(self.count()) if self._text(one, NUMBER)]
        each = (self._height(self._text(one, NUMBER), self.sectionSize(one)) - PAD for one in numbered)
        return max(each, default=0)

    def _height(self, text: str, wide: int) -> int:
        room = QRect(0, 0, max(wide - 2 * PAD, 1), 1000)
        metrics = QFontMetrics(theme.font("small", strong=True))
        whole = metrics.boundingRect(room, WRAPPED, text).height()
        return min(whole, self._most_lines * metrics.lineSpacing()) + 2 * PAD

    def _text(self, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> str:
        text = str(self.model().headerData(column, Qt.Orientation.Horizontal, role) or "")
        return text.replace("=", f"={BREAK}") if role == NUMBER else text

    @staticmethod
    def _write(painter: QPainter, rect: QRect, text: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.color(color))
        painter.drawText(rect, WRAPPED, _shortened(QFontMetrics(font), rect, text))


def _shortened(metrics: QFontMetrics, rect: QRect, text: str) -> str:
    """As many words as there is room for."""
    room = QRect(0, 0, max(rect.width(), 1), 1000)
    words, shown = text.split(" "), text
    while len(words) > 1 and metrics.boundingRect(room, WRAPPED, shown).height() > rect.height() + PAD:
        words.pop()
        shown = " ".join(words) + "…"
    return shown
