"""How cells and headings of the grid look. A cell is a value; painting it changes nothing."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktop.ui import theme
from desktop.ui.widgets.editors.contract import State
from desktop.ui.widgets.editors.popup import area
from desktop.ui.widgets.paint import state_bar, state_sign

PAD, SIGN, HEADING, LINES = 8, 18, 78, 3
Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what its editor is given, what is painted, and how it stands."""

    text: str  # for the editor
    words: str  # what is painted
    number: str = ""  # the quiet number before the words
    reason: str = ""  # why there is no answer
    state: State = State.NOT_REACHED
    problem: str = ""
    wanted: bool = False  # a required answer that is not there yet
    right: bool = False  # figures stand at the right
    name: str = ""  # for a screen reader: whose answer to what
    description: str = ""
    is_invitation: bool = False  # the empty row at the foot


class CellPainter(QStyledItemDelegate):
    """Paints a `Cell`: the bar of its state, number, words, and the sign of what is wrong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar, words, sign."""
        cell = index.data(CELL)
        rect, marked = area(option)
        if not isinstance(cell, Cell):
            return
        painter.save()
        quiet = cell.state is State.SKIPPED
        painter.fillRect(rect, theme.color("accent_soft" if marked else "sunken" if quiet else "surface"))
        if not cell.is_invitation:
            state_bar(painter, rect.adjusted(0, 1, 0, -2), cell.state)
        self._words(painter, cell, rect)
        painter.restore()

    def _words(self, painter: QPainter, cell: Cell, rect: QRect) -> None:
        sign = QRect(rect.right() - theme.px(SIGN), rect.top(), theme.px(SIGN), rect.height())
        shows_sign = _shows_sign(cell, rect.width())
        inner = rect.adjusted(theme.px(PAD), 0, -theme.px(SIGN if shows_sign else PAD), 0)
        if shows_sign:
            state_sign(painter, sign if cell.words else rect, cell.state)
        if cell.number:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text_quiet"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, cell.number)
            inner.setLeft(inner.left() + theme.px(10 + 7 * len(cell.number)))
        quiet = cell.is_invitation or cell.state in (State.SKIPPED, State.MISSING)
        painter.setFont(theme.font("small" if cell.state is State.MISSING else "base"))
        painter.setPen(theme.color("text_quiet" if quiet else "text"))
        align = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(
            cell.words or cell.reason, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, align | Qt.AlignmentFlag.AlignVCenter, words)


def _shows_sign(cell: Cell, width: int) -> bool:
    """What is wrong always shows; how an answer stands to the last round, where the words leave room."""
    if cell.state in (State.CARRIED, State.CHANGED):
        words = QFontMetrics(theme.font("base")).horizontalAdvance(cell.words)
        number = theme.px(10 + 7 * len(cell.number)) if cell.number else 0
        return words + number + theme.px(PAD + SIGN) <= width
    return cell.state in (State.PROBLEM, State.CLASH) or (cell.state is State.SKIPPED and not cell.words)


class Heading(QHeaderView):
    """The number of the question as on paper, and its words under it, over as many lines as fit."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(True)

    def sizeHint(self) -> QSize:
        """Three lines of small text."""
        return QSize(super().sizeHint().width(), theme.px(HEADING))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Number, words, a line to the right."""
        painter.save()
        painter.fillRect(rect, theme.color("sunken"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        chosen = self._is_current(section)
        number = self.model().headerData(section, Qt.Orientation.Horizontal, CELL)
        words = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        inner = rect.adjusted(theme.px(PAD), theme.px(4), -theme.px(4), -theme.px(3))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text_quiet"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, str(number or ""))
        inner.setTop(inner.top() + painter.fontMetrics().height())
        painter.setFont(theme.font("small", strong=True))
        painter.setPen(theme.color("accent" if chosen else "text"))
        lines = wrapped(str(words or ""), painter.fontMetrics(), inner.width(), LINES)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, "\n".join(lines))
        painter.restore()

    def _is_current(self, section: int) -> bool:
        table: QWidget | None = self.parentWidget()
        return isinstance(table, QTableView) and table.currentIndex().column() == section


def wrapped(words: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Words over at most so many lines; what does not fit in the last one is cut with dots."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= width or not lines[-1] or len(lines) == most:
            lines[-1] = longer
        else:
            lines.append(word)
    return [metrics.elidedText(one, Qt.TextElideMode.ElideRight, width) for one in lines]
