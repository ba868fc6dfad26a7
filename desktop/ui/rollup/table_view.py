"""The table on the screen: frozen heads, hatched provisional figures, a ring round the cell of now."""

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.rollup.columns_header import ColumnsHeader
from desktop.ui.rollup.table_model import PROVISIONAL, FiguresModel
from desktop.ui.rollup.units_header import Corner, UnitsHeader
from desktop.ui.widgets.paint import focus_ring

Index = QModelIndex | QPersistentModelIndex
NARROWEST, COMFORTABLE, AIR, HATCH = 56, 92, 24, 7


class FiguresView(QTableView):
    """Return, or a second click, opens the households behind a cell."""

    opened = Signal(QModelIndex)
    pointed = Signal(QModelIndex)  # under the keyboard, or under the mouse

    def __init__(self, model: FiguresModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = ColumnsHeader(self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(UnitsHeader(self))
        self._corner = Corner(self, _("Unit"))
        self.setModel(model)
        self.setItemDelegate(FigureCells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.entered.connect(self.pointed)
        self.doubleClicked.connect(self.opened)
        self.selectionModel().currentChanged.connect(self.pointed)

    def fold(self, *, folded: bool) -> None:
        """Is room short? Figures come before the words of heads."""
        self._heads.fold(folded=folded)
        self.updateGeometries()

    def fit(self) -> None:
        """Every figure whole; what room is left is shared out."""
        model = self.model()
        if not model.columnCount():
            return
        widths = [self._needs(column) for column in range(model.columnCount())]
        room = self.viewport().width()
        if sum(widths) > room:  # it is moved sideways anyway: heads need not be narrow and high
            widths = [max(wide, theme.px(COMFORTABLE)) for wide in widths]
        spare = max(0, room - sum(widths)) // len(widths)
        self._heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide + spare)
        self.updateGeometries()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self.fit()

    def _needs(self, column: int) -> int:
        model, strong = self.model(), QFontMetrics(theme.font(strong=True))
        texts = (str(model.index(row, column).data() or "") for row in range(model.rowCount()))
        figures = max((strong.horizontalAdvance(text) for text in texts), default=0) + theme.px(AIR)
        return max(theme.px(NARROWEST), figures, self._heads.needs(column))


class FigureCells(QStyledItemDelegate):
    """A quiet hatch behind what is not settled."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The hatch under the figure, the ring over it."""
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stubs of Qt leave these fields out
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        if index.data(PROVISIONAL):
            hatch(painter, rect)
        super().paint(painter, option, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            focus_ring(painter, rect)
            painter.restore()


def hatch(painter: QPainter, rect: QRect) -> None:
    """Say without a word that a figure is provisional."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, theme.color("warning_soft"))
    painter.setPen(QPen(theme.color("surface"), 2))
    first = rect.left() - rect.height() - (rect.left() - rect.height()) % HATCH
    lines = [
        QLineF(left, rect.bottom() + 1, left + rect.height(), rect.top())
        for left in range(first, rect.right() + 1, HATCH)
    ]
    painter.drawLines(lines)
    painter.restore()
