"""A list to choose one of: each has a name, a quiet line under it, and something short at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
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

CODE, ABOUT, ASIDE = (Qt.ItemDataRole.UserRole + n for n in range(3))
Index = QModelIndex | QPersistentModelIndex


class _TwoLines(QStyledItemDelegate):
    """Paints what the item holds, in the theme that is worn."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Name and aside on the first line, the quiet line below."""
        painter.save()
        rect = option.rect.adjusted(2, 1, -2, -1)  # type: ignore[attr-defined] # the stubs lack the fields
        self._ground(painter, option, rect)
        inside = rect.adjusted(theme.M, theme.S, -theme.M, -theme.S)
        first = QRect(inside.topLeft(), QSize(inside.width(), _height("base")))
        aside = self._aside(painter, first, str(index.data(ASIDE) or ""))
        first.setRight(first.right() - aside)
        self._line(painter, first, str(index.data()), "base", "text")
        second = QRect(inside.left(), first.bottom() + 1, inside.width(), _height("small"))
        self._line(painter, second, str(index.data(ABOUT) or ""), "small", "text_quiet")
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines and the room round them."""
        return QSize(0, _height("base") + _height("small") + 2 * theme.S + 3)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        state = option.state  # type: ignore[attr-defined] # the stubs lack the fields
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)

    def _aside(self, painter: QPainter, rect: QRect, text: str) -> int:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_quiet"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return painter.fontMetrics().horizontalAdvance(text) + theme.M if text else 0

    def _line(self, painter: QPainter, rect: QRect, text: str, size: str, tint: str) -> None:
        painter.setFont(theme.font(size, strong=tint == "text"))
        painter.setPen(theme.color(tint))
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


class ChoiceList(QListWidget):
    """Filled with `add`; `chosen` is the code of the current one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_TwoLines(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, code: str, name: str, about: str = "", aside: str = "") -> None:
        """One more; a screen reader hears all of it."""
        item = QListWidgetItem(name)
        item.setData(CODE, code)
        item.setData(ABOUT, about)
        item.setData(ASIDE, aside)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (name, about, aside))))
        item.setToolTip(about)
        self.addItem(item)

    def chosen(self) -> str:
        """The code of the current one; "" where there is none."""
        row = self.currentRow()
        return "" if row < 0 else str(self.item(row).data(CODE))

    def fit(self, most: int) -> None:
        """As high as what is in it, at most `most` rows."""
        rows = max(min(self.count(), most), 1)
        self.setFixedHeight(rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + theme.S)


def _height(size: str) -> int:
    return QFontMetrics(theme.font(size)).height()
