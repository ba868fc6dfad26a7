"""A real table that is keyed like paper: one row a person, the first column and the heading stay in sight.

No widget per cell: cells are painted, and one editor per column moves to the cell under the cursor. It is
always open there, so that an input method composes in a real line from the first letter on.
"""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.ui import theme
from desktop.ui.widgets.editors.contract import Editor
from desktop.ui.widgets.grid_paint import CELL, HEADING, Cell, CellPainter, Heading, Index
from desktop.ui.widgets.paint import BAR

ROWS_SHOWN, ROW = 10, 34


class Grid(QTableView):
    """Shows a model whose cells are `Cell` values; says what is given and where the keyer goes."""

    given = Signal(int, int, str)  # row, column, text
    moved = Signal(int, int, int)  # row, column, step: Return and Tab; the owner knows the route
    pasted = Signal(int, int, str)  # row, column, several cells as text
    entered = Signal(int, int)  # the cursor came to this cell

    def __init__(self, make_editor: Callable[[int, QWidget], Editor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_editor = make_editor
        self._editors: dict[int, Editor] = {}
        self._open: tuple[Editor, int, int] | None = None  # the editor, its row and column
        self._dress(self)
        self.setHorizontalHeader(Heading(self))
        self.frozen = _Frozen(self)
        self._dress(self.frozen)
        self.frozen.pressed.connect(lambda index: self.go(index.row(), index.column()))
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self._place())

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Both halves look at one model and one cursor."""
        super().setModel(model)
        self.frozen.setModel(model)
        self.frozen.setSelectionModel(self.selectionModel())
        if model is not None:
            model.modelReset.connect(self._fit)
            model.rowsInserted.connect(self._fit)
            model.rowsRemoved.connect(self._fit)
            model.dataChanged.connect(lambda *_range: self._show_value())
        self._fit()

    def set_widths(self, widths: list[int]) -> None:
        """How wide the columns are at the plain text size; the first one is frozen."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.px(width))
            self.frozen.setColumnHidden(column, column > 0)
        self.frozen.setColumnWidth(0, theme.px(widths[0]))
        self._fit()

    def go(self, row: int, column: int, text: str = "") -> None:
        """Put the cursor on a cell and open it; `text` begins to be typed."""
        index = self.model().index(row, column)
        self.setCurrentIndex(index)
        self._reveal(index)
        self._open_editor(index, text)

    def editor(self) -> Editor | None:
        """The editor that is open now."""
        return self._open[0] if self._open else None

    def editors(self) -> tuple[Editor, ...]:
        """All that were made so far: one a column at most."""
        return tuple(self._editors.values())

    def close_editor(self) -> None:
        """Give what is typed and put the editor away."""
        if not self._open:
            return
        editor = self._open[0]
        editor.commit()
        self._open = None
        self.clearSelection()
        editor.hide()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The editor follows the cursor while the keyer is here."""
        super().currentChanged(current, previous)
        if self._open and current.isValid():
            self._reveal(current)
            self._open_editor(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here opens the cell under the cursor."""
        super().focusInEvent(event)
        index = self.currentIndex() if self.currentIndex().isValid() else self.model().index(0, 0)
        if index.isValid():
            self.go(index.row(), index.column())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt names it so
        """Tab goes where Return goes."""
        if self._open is None:
            return super().focusNextPrevChild(next)
        self._say_moved(1 if next else -1)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frozen half keeps its place."""
        super().resizeEvent(event)
        self._place_frozen()
        self._place()

    def _open_editor(self, index: Index, text: str = "") -> None:
        """Give what is typed in the cell before, then open this one; giving may change the rows."""
        row, column, before = index.row(), index.column(), self._open
        if before and before[1:] != (row, column):
            before[0].commit()
        if column not in self._editors:
            self._editors[column] = self._made(column)
        editor = self._editors[column]
        self._open = (editor, row, column)
        self._show_value()
        self._place()
        editor.show()
        editor.start(text)
        if before and before[0] is not editor:
            before[0].hide()
        self.entered.emit(row, column)

    def _made(self, column: int) -> Editor:
        editor = self._make_editor(column, self._half(column).viewport())
        editor.committed.connect(self._say_given)
        editor.moved.connect(self._say_moved)
        editor.pasted.connect(self._say_pasted)
        return editor

    def _half(self, column: int) -> QTableView:
        return self.frozen if column == 0 else self

    def _say_given(self, text: str) -> None:
        if self._open:
            _editor, row, column = self._open
            self.given.emit(row, column, text)

    def _say_moved(self, step: int) -> None:
        if self._open:
            editor, row, column = self._open
            editor.commit()
            self.moved.emit(row, column, step)

    def _say_pasted(self, text: str) -> None:
        if self._open:
            editor, row, column = self._open
            editor.restore()
            self.pasted.emit(row, column, text)

    def _show_value(self) -> None:
        if not self._open:
            return
        editor, row, column = self._open
        cell = self.model().data(self.model().index(row, column), CELL)
        if isinstance(cell, Cell):
            editor.set_value(cell.text, cell.reason)
            editor.set_problem(cell.problem)
            editor.describe(cell.name, cell.description)

    def _place(self) -> None:
        """Lay the open editor over its cell, behind the bar of the cell's state."""
        if self._open:
            editor, row, column = self._open
            rect = self._half(column).visualRect(self.model().index(row, column))
            editor.setGeometry(rect.adjusted(BAR + 1, 1, -1, -1))

    def _reveal(self, index: Index) -> None:
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        hidden = self.frozen.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def _fit(self) -> None:
        """As tall as its rows, until there are too many; then it scrolls. The open cell keeps its place."""
        rows = self._rows()
        tall = theme.px(HEADING) + min(rows, ROWS_SHOWN) * theme.px(ROW)
        self.setFixedHeight(tall + self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth())
        self._place_frozen()
        if self._open and self._open[1] < rows:
            self.selectionModel().setCurrentIndex(
                self.model().index(*self._open[1:]), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._place()

    def _rows(self) -> int:
        model: QAbstractItemModel | None = self.model()
        return model.rowCount() if model is not None else 0

    def _place_frozen(self) -> None:
        frame, heading = self.frameWidth(), self.horizontalHeader().height()
        left = frame + self.verticalHeader().width()
        self.frozen.setGeometry(left, frame, self.columnWidth(0), heading + self.viewport().height())

    @staticmethod
    def _dress(table: QTableView) -> None:
        table.setItemDelegate(CellPainter(table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setCornerButtonEnabled(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(ROW))


class _Frozen(QTableView):
    """The first column again, over the left edge of the grid."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.setHorizontalHeader(Heading(self))
        self.verticalHeader().hide()
        self.setObjectName("frozen")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
