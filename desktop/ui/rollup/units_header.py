"""The frozen column at the left: units, indented by their level, the total in bold."""

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QHeaderView, QTableView, QWidget

from desktop.ui import theme
from desktop.ui.widgets.labels import label

DEPTH = Qt.ItemDataRole.UserRole + 10  # steps below the unit of the whole table
STRONG = Qt.ItemDataRole.UserRole + 11
QUIET = Qt.ItemDataRole.UserRole + 12  # words behind the name, such as which line this is
OPEN = Qt.ItemDataRole.UserRole + 13  # does the unit go on in the next row?
INDENT, PAD, BETWEEN = 14, 10, 8
NARROWEST, WIDEST = 160, 300


class UnitsHeader(QHeaderView):
    """A vertical header stays where it is when the table is moved sideways: it is the frozen column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(theme.px(theme.ROW))

    def sizeHint(self) -> QSize:
        """As wide as the longest name, within reason."""
        wide = max((self._width(row) for row in range(self.count())), default=0)
        return QSize(max(theme.px(NARROWEST), min(wide, theme.px(WIDEST))), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Below the last unit there is only paper."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect().adjusted(0, self.length(), 0, 0), theme.color("surface"))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        """The name, and a line under it."""
        painter.save()
        painter.fillRect(rect, theme.color("sunken"))
        painter.setPen(QPen(theme.color("line"), 1))
        if not self._of(row, OPEN):
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inside = rect.adjusted(self._left(row), 0, -theme.px(PAD), 0)
        quiet = str(self._of(row, QUIET) or "")
        if quiet:
            inside = _write_right(painter, inside, quiet)
        painter.setFont(theme.font(strong=bool(self._of(row, STRONG))))
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(self._name(row), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _width(self, row: int) -> int:
        strong = QFontMetrics(theme.font(strong=bool(self._of(row, STRONG))))
        quiet = str(self._of(row, QUIET) or "")
        small = QFontMetrics(theme.font("small"))
        behind = small.horizontalAdvance(quiet) + theme.px(BETWEEN) if quiet else 0
        return self._left(row) + strong.horizontalAdvance(self._name(row)) + behind + 2 * theme.px(PAD)

    def _left(self, row: int) -> int:
        depth = self._of(row, DEPTH)
        return theme.px(PAD) + theme.px(INDENT) * (depth if isinstance(depth, int) else 0)

    def _name(self, row: int) -> str:
        return str(self._of(row, Qt.ItemDataRole.DisplayRole) or "")

    def _of(self, row: int, role: int) -> object:
        model = self.model()
        return model.headerData(row, Qt.Orientation.Vertical, role)


class Corner(QObject):
    """Words in the corner of a table, above the frozen column."""

    def __init__(self, table: QTableView, text: str) -> None:
        super().__init__(table)
        button = table.findChild(QAbstractButton)
        if button is None:
            return
        button.setEnabled(False)
        row = QHBoxLayout(button)
        row.setContentsMargins(theme.px(PAD), 0, theme.px(PAD), theme.XS)
        row.addWidget(label(text, "small"), 0, Qt.AlignmentFlag.AlignBottom)


def _write_right(painter: QPainter, rect: QRect, text: str) -> QRect:
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text_quiet"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return rect.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(text) - theme.px(BETWEEN), 0)
