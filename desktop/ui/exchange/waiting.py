"""The list of open clashes: the household, the field, and whether the class hangs on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.actions.clashes import ClashLine, ClashView
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
BLOCK = 32  # lines asked for at once
FIELD = Qt.ItemDataRole.UserRole
FLIPS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """The open clashes: all ids in their order, and how to ask for what is seen of them."""

    ids: tuple[str, ...]
    lines: Callable[[Sequence[str]], Sequence[ClashLine]]
    view: Callable[[str], ClashView | None]


class WaitingModel(QAbstractListModel):
    """Clashes in the order they were given; their words are asked for block by block, as they are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: Waiting | None = None
        self._lines: dict[str, ClashLine] = {}
        self._count = 0

    def show_waiting(self, waiting: Waiting) -> None:
        """Show other clashes."""
        self.beginResetModel()
        self._waiting, self._lines, self._count = waiting, {}, len(waiting.ids)
        self.endResetModel()

    def id(self, row: int) -> str:
        """The clash of a row; "" where there is none."""
        ids = self._waiting.ids if self._waiting else ()
        return ids[row] if 0 <= row < len(ids) else ""

    def row(self, clash_id: str) -> int:
        """Where a clash stands; the first row where it is gone."""
        ids = self._waiting.ids if self._waiting else ()
        return ids.index(clash_id) if clash_id in ids else 0

    def view(self, row: int) -> ClashView | None:
        """The clash of a row with all that decides it."""
        name = self.id(row)
        return self._waiting.view(name) if self._waiting and name else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """As many as there are."""
        return 0 if parent.isValid() else self._count

    def _line(self, row: int) -> ClashLine | None:
        name = self.id(row)
        if self._waiting and name and name not in self._lines:
            start = row - row % BLOCK
            found = self._waiting.lines(self._waiting.ids[start : start + BLOCK])
            self._lines |= {one.id: one for one in found}
        return self._lines.get(name)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Household and village; the field; does the class hang on it?"""
        line = self._line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return sentences.whose(line)
        if role == FIELD:
            return line.place
        if role == FLIPS:
            return line.flips
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            more = f". {_('changes the class')}" if line.flips else ""
            return f"{sentences.whose(line)}. {line.place}{more}"
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
