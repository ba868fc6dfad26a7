"""The list of open clashes: the household, the field, and whether the class hangs on it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.actions.clashes import ClashView
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FIELD = Qt.ItemDataRole.UserRole
FLIPS = Qt.ItemDataRole.UserRole + 1


class WaitingModel(QAbstractListModel):
    """Clashes in the order they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[ClashView, ...] = ()

    def show_views(self, views: Sequence[ClashView]) -> None:
        """Show other clashes."""
        self.beginResetModel()
        self._views = tuple(views)
        self.endResetModel()

    def view(self, row: int) -> ClashView | None:
        """The clash of a row."""
        return self._views[row] if 0 <= row < len(self._views) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """As many as there are."""
        return 0 if parent.isValid() else len(self._views)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Household and village; the field; does the class hang on it?"""
        view = self.view(index.row()) if index.isValid() else None
        if view is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return sentences.whose(view)
        if role == FIELD:
            return view.place
        if role == FLIPS:
            return view.flips
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            more = f". {_('changes the class')}" if view.flips else ""
            return f"{sentences.whose(view)}. {view.place}{more}"
        return None


class WaitingLines(QStyledItemDelegate):
    """Two lines a clash, and a word where the class hangs on it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - all alike
        """Two lines and air."""
        return QSize(0, QFontMetrics(theme.font()).height() * 2 + 2 * theme.S)

    def displayText(self, value: object, locale: object) -> str:  # noqa: ARG002 - the words are painted here
        """The style paints the ground only."""
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground by the style, the words by hand."""
        super().paint(painter, option, index)
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stubs of Qt leave this field out
        inside = rect.adjusted(theme.M, theme.S, -theme.M, -theme.S)
        half = inside.height() // 2
        upper, lower = inside.adjusted(0, 0, 0, -half), inside.adjusted(0, half, 0, 0)
        painter.save()
        _write(painter, upper, str(index.data()), "text", strong=True)
        if index.data(FLIPS):
            lower = _write_right(painter, lower, _("changes the class"))
        _write(painter, lower, str(index.data(FIELD)), "text_quiet", strong=False)
        painter.restore()


def _write(painter: QPainter, rect: QRect, text: str, color: str, *, strong: bool) -> None:
    painter.setFont(theme.font(strong=strong))
    painter.setPen(theme.color(color))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)


def _write_right(painter: QPainter, rect: QRect, text: str) -> QRect:
    """Write at the right end; returns what is left of the line."""
    painter.setFont(theme.font("small", strong=True))
    painter.setPen(theme.color("state_clash"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    return rect.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(text) - theme.M, 0)
