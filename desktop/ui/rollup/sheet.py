"""One table on its sheet: what is still provisional, the figures, the cell in words. Knows no action."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rollup.tables import Table
from desktop.ui import theme
from desktop.ui.rollup.one_line import OneLine
from desktop.ui.rollup.remarks import Remark, Remarks
from desktop.ui.rollup.table_model import FiguresModel
from desktop.ui.rollup.table_view import FiguresView
from desktop.ui.widgets.labels import label

LOW = 540  # pixels at the usual text size, below which the remarks fold


class Sheet(QWidget):
    """A table as the program shows it; the official layout is in the Excel file."""

    opened = Signal(str, str, str)  # unit, column, line
    followed = Signal(str)  # where a remark leads

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.model = FiguresModel(language, self)
        self.view = FiguresView(self.model)
        self.title = OneLine("large")
        self.stamp = label("", "strong", wrap=True)
        self.changes = label("", "problem", wrap=True)
        self.measured = label("", "quiet", wrap=True)
        self.remarks = Remarks()
        self.remarks.followed.connect(self.followed)
        self.agreed = label("", "quiet", wrap=True)
        self.cell = label("", "quiet")
        self.view.pointed.connect(self._point)
        self.view.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.M, 0, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.title)
        column.addWidget(self.measured)
        column.addWidget(self.stamp)
        column.addWidget(self.changes)
        column.addWidget(self.remarks)
        column.addWidget(self.view, 1)
        column.addWidget(self.agreed)
        column.addWidget(self.cell)

    def show_table(self, table: Table, remarks: Sequence[Remark], agreed: str = "") -> None:
        """Show these figures; the cell under the keyboard stays under it."""
        here = self.view.currentIndex()
        row, column = (here.row(), here.column()) if here.isValid() else (0, 0)
        self.model.show_table(table)
        self.title.say(table.layout.title[self._language])
        self.measured.setText(self.model.legend())
        self.view.setAccessibleName(table.layout.name[self._language])
        self.remarks.show_remarks(remarks)
        self.agreed.setText(agreed)
        self.agreed.setVisible(bool(agreed))
        self.view.fit()
        self.view.setCurrentIndex(self.model.index(row, column))

    def show_stamp(self, stamp: str, changes: Sequence[str]) -> None:
        """Signed or provisional, and what is no longer as it was signed."""
        self.stamp.setText(stamp)
        self.changes.setText("\n".join(changes))
        self.changes.setVisible(bool(changes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures come first where room is short."""
        super().resizeEvent(event)
        self.remarks.fold(folded=self.height() < theme.px(LOW))

    def _point(self, index: QModelIndex) -> None:
        self.cell.setText(self.model.said(index))

    def _open(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None:
            self.opened.emit(cell[0].unit, cell[1].key, cell[0].line or "")
