"""One table on its sheet: what is still provisional, the figures, the cell in words. Knows no action."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
        self.stamp = OneLine("base")
        self.changes = OneLine("base", "danger", strong=False)
        self.agreed = OneLine("base", "text_quiet", strong=False)
        self.measured = label("", "quiet")
        self.remarks = Remarks()
        self.remarks.followed.connect(self.followed)
        self.cell = label("", "quiet")
        self.view.pointed.connect(self._point)
        self.view.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.M, 0, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(theme.L)
        row.addWidget(self.stamp, 1)
        row.addWidget(self.measured)
        column.addLayout(row)
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
        self.agreed.say(" · ".join(agreed.split("\n")))
        self.agreed.setVisible(bool(agreed))
        self.view.fit()
        self.view.setCurrentIndex(self.model.index(row, column))

    def show_stamp(self, stamp: str, changes: Sequence[str]) -> None:
        """Signed or provisional, and what is no longer as it was signed."""
        self.stamp.say(stamp)
        self.changes.say(" · ".join(changes))
        self.changes.setVisible(bool(changes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures come first where room is short."""
        super().resizeEvent(event)
        folded = self.height() < theme.px(LOW)
        self.remarks.fold(folded=folded)
        self.view.fold(folded=folded)

    def _point(self, index: QModelIndex) -> None:
        self.cell.setText(self.model.said(index))

    def _open(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None:
            self.opened.emit(cell[0].unit, cell[1].key, cell[0].line or "")
