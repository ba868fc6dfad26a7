"""The list of choices that opens under a line while something is typed. It never takes the focus."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.widgets.editors.choices import Choice

ROWS_SHOWN, PAD = 9, 8
CHOICE, ROLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.DisplayRole
Index = QModelIndex | QPersistentModelIndex


class Popup(QListWidget):
    """Floats over the window of its line; closed it is hidden."""

    picked = Signal(str)  # the code of the choice that was clicked

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(CHOICE).code))

    def show_under(self, line: QWidget, choices: Sequence[Choice], at: str = "") -> None:
        """Open under `line` (or above it, where there is no room) with the choice `at` marked, or none."""
        self.clear()
        for choice in choices:
            item = QListWidgetItem(f"{choice.number} {choice.label}".strip())
            item.setData(CHOICE, choice)
            self.addItem(item)
        if not choices:
            self.hide()
            return
        codes = [choice.code for choice in choices]
        self.setCurrentRow(codes.index(at) if at in codes else -1)
        self._place(line)
        self.show()
        self.raise_()

    def current(self) -> Choice | None:
        """The marked choice, while it is open."""
        item = self.currentItem() if self.isVisible() else None
        found = item.data(CHOICE) if item else None
        return found if isinstance(found, Choice) else None

    def walk(self, step: int) -> None:
        """Mark the next or the previous choice."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + step)))

    def _place(self, line: QWidget) -> None:
        window = self._over
        rows = min(self.count(), ROWS_SHOWN)
        tall = rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + 4
        wide = max(line.width(), self.sizeHintForColumn(0) + theme.px(28))
        below = line.mapTo(window, QPoint(0, line.height() + 2))
        above = line.mapTo(window, QPoint(0, -2 - tall))
        top = below.y() if below.y() + tall <= window.height() or above.y() < 0 else above.y()
        left = max(0, min(below.x(), window.width() - wide - 4))
        self.setGeometry(left, top, wide, tall)


def area(option: QStyleOptionViewItem) -> tuple[QRect, bool]:
    """Where an item is painted, and whether it is marked; the stubs of Qt leave these fields out."""
    rect: QRect = option.rect  # type: ignore[attr-defined]
    return rect, bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]


class _Row(QStyledItemDelegate):
    """A row of the list: the number in a quiet column, then the words."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        choice = index.data(CHOICE)
        words = QFontMetrics(theme.font()).horizontalAdvance(choice.label)
        return QSize(words + self._gutter() + 2 * theme.px(PAD), theme.px(theme.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(CHOICE)
        rect, marked = area(option)
        if marked:
            painter.fillRect(rect, theme.color("accent_soft"))
        inner = rect.adjusted(theme.px(PAD), 0, -theme.px(PAD), 0)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, choice.number)
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        painter.drawText(inner.adjusted(self._gutter(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, choice.label)

    def _gutter(self) -> int:
        return theme.px(26)
