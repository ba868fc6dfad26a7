"""How the list of households looks: names bold, matched letters underlined, classes with their mark."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.records.fold import fold
from desktop.records.rows import HouseholdRow
from desktop.ui import theme
from desktop.ui.households import model
from desktop.ui.households.says import Says
from desktop.ui.widgets.editors.popup import area
from desktop.ui.widgets.paint import class_sign, figures

PAD, SIGN = 8, 14
Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {  # the name takes what these leave
    model.CODE: 136,
    model.VILLAGE: 124,
    model.PERSONS: 98,
    model.CLASS: 214,
    model.B1: 54,
    model.B2: 50,
    model.STATUS: 114,
    model.PROBLEMS: 132,
}
NARROWEST_NAME = 200
_RIGHT = (model.PERSONS, model.B1, model.B2)
_QUIET = (model.CODE, model.VILLAGE)


class HouseholdTable(QTableView):
    """One row a household; Return opens it."""

    opened = Signal(int)  # row

    def __init__(self, says: Says, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painter = HouseholdPainter(says, self)
        self.setItemDelegate(self.painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(theme.ROW))
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens; all else walks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what the other columns leave."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give every column its width at this size of text."""
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
        rest = self.viewport().width() - sum(map(theme.px, _WIDTHS.values()))
        self.setColumnWidth(model.NAME, max(theme.px(NARROWEST_NAME), rest))


class HouseholdPainter(QStyledItemDelegate):
    """Paints one household cell by cell."""

    def __init__(self, says: Says, parent: QWidget) -> None:
        super().__init__(parent)
        self._says = says
        self._sought: tuple[str, ...] = ()

    def set_sought(self, text: str) -> None:
        """The words that were searched, to underline where they begin."""
        self._sought = tuple(fold(text).split())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line, words."""
        row = index.data(model.ROW)
        rect, marked = area(option)
        painter.save()
        painter.fillRect(rect, theme.color("accent_soft" if marked else "surface"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if isinstance(row, HouseholdRow):
            self._words(painter, row, index.column(), rect)
        painter.restore()

    def _words(self, painter: QPainter, row: HouseholdRow, column: int, rect: QRect) -> None:
        inner = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
        strong = column == model.NAME or (column == model.CLASS and self._says.side(row) != "unknown")
        font = theme.font(strong=strong)
        painter.setFont(font)
        if column == model.CLASS:
            sign = QRect(inner.left(), inner.top(), theme.px(SIGN), inner.height())
            class_sign(painter, sign, self._says.side(row))
            painter.setFont(font)
            inner.setLeft(sign.right() + theme.px(6))
        painter.setPen(theme.color(self._ink(column, row)))
        if column in _RIGHT:
            figures(painter, inner, self._says(row, column))
            return
        text = painter.fontMetrics().elidedText(
            self._says(row, column), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        if column in (model.NAME, model.CODE):
            self._underline(painter, text, inner)
        if column == model.NAME:
            inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(text))
            if not self._found_member(painter, row, inner):
                self._quiet(painter, self._says.moved(row), inner)

    def _ink(self, column: int, row: HouseholdRow) -> str:
        if column == model.CLASS:
            return theme.SIDES[self._says.side(row)].color
        if column == model.STATUS:
            return "text_quiet" if row.unanswered else "good"
        if column == model.PROBLEMS:
            return "danger" if row.errors or row.clashes else "warning"
        return "text_quiet" if column in _QUIET else "text"

    def _found_member(self, painter: QPainter, row: HouseholdRow, rect: QRect) -> bool:
        """The person who was found, where it is not the head; is there one?"""
        if not self._sought or len(matches(row.head, self._sought)) >= len(self._sought):
            return False
        best = max(row.names.split(", "), key=lambda name: len(matches(name, self._sought)))
        if best == row.head or not matches(best, self._sought):
            return False
        self._underline(painter, self._quiet(painter, best, rect), rect)
        return True

    @staticmethod
    def _quiet(painter: QPainter, text: str, rect: QRect) -> str:
        """Small words behind the name, as far as there is room; what was painted."""
        if not text:
            return ""
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_quiet"))
        words = painter.fontMetrics().elidedText(f"  ·  {text}", Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        return words

    def _underline(self, painter: QPainter, text: str, rect: QRect) -> None:
        metrics = QFontMetrics(painter.font())
        painter.setPen(QPen(theme.color("accent"), 1.5))
        below = rect.center().y() + metrics.ascent() // 2 + 2
        for start, end in matches(text, self._sought):
            left = rect.left() + metrics.horizontalAdvance(text[:start])
            painter.drawLine(left, below, left + metrics.horizontalAdvance(text[start:end]), below)


def matches(text: str, sought: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where in `text` the sought words begin a word: pairs of start and end."""
    folded = fold(text)
    if len(folded) != len(text):
        return []
    starts = [place for place in range(len(folded)) if place == 0 or not folded[place - 1].isalnum()]
    return [
        (start, start + len(word)) for start in starts for word in sought if folded.startswith(word, start)
    ]
