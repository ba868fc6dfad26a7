"""One table on its sheet: what is still provisional, the figures, the cell in words. Knows no action."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.rollup.tables import Table
from desktop.ui import theme
from desktop.ui.rollup.table_model import FiguresModel
from desktop.ui.rollup.table_view import FiguresView, hatch
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label

SWATCH = (28, 20)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is said of the figures; `leads_to` names what opens, "" = nothing."""

    text: str
    leads_to: str = ""


class Sheet(QWidget):
    """A table as the program shows it; the official layout is in the Excel file."""

    opened = Signal(str, str)  # unit, column
    followed = Signal(str)  # where a remark leads

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.model = FiguresModel(language, self)
        self.view = FiguresView(self.model)
        self.title = label("", "heading", wrap=True)
        self.measured = label("", "quiet", wrap=True)
        self.remarks = Remarks()
        self.remarks.followed.connect(self.followed)
        self.cell = label("", "quiet")
        self.view.pointed.connect(self._point)
        self.view.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.M, 0, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.title)
        column.addWidget(self.measured)
        column.addWidget(self.remarks)
        column.addWidget(self.view, 1)
        column.addWidget(self.cell)

    def show_table(self, table: Table, remarks: Sequence[Remark]) -> None:
        """Show these figures; the cell under the keyboard stays under it."""
        here = self.view.currentIndex()
        row, column = (here.row(), here.column()) if here.isValid() else (0, 0)
        self.model.show_table(table)
        self.title.setText(table.layout.title[self._language])
        self.measured.setText(self.model.legend())
        self.view.setAccessibleName(table.layout.name[self._language])
        self.remarks.show_remarks(remarks)
        self.view.fit()
        self.view.setCurrentIndex(self.model.index(row, column))

    def _point(self, index: QModelIndex) -> None:
        self.cell.setText(self.model.said(index))

    def _open(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None:
            self.opened.emit(cell[0].unit, cell[1].key)


class Swatch(QWidget):
    """The hatch that provisional figures stand on, beside the word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(theme.px(SWATCH[0]), theme.px(SWATCH[1]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """The same hatch as in the table, with a line round it."""
        painter = QPainter(self)
        hatch(painter, self.rect())
        painter.setPen(theme.color("warning"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Remarks(QFrame):
    """Why the figures are not final yet, each with a way to what settles it."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        row.addWidget(Swatch(), 0, Qt.AlignmentFlag.AlignTop)
        self._title = label(_("Provisional"), "strong")
        row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        row.addLayout(self._lines, 1)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say these; away where there is nothing to say."""
        while self._lines.count():
            widget = self._lines.takeAt(0).widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        for remark in remarks:
            self._lines.addWidget(self._line(remark))
        self.setAccessibleName(". ".join(remark.text for remark in remarks))
        self.setVisible(bool(remarks))

    def _line(self, remark: Remark) -> QWidget:
        if not remark.leads_to:
            words = label(remark.text, wrap=True)
            words.setContentsMargins(theme.XS, 0, 0, 0)  # where the words of the buttons begin
            return words
        return button(remark.text, lambda: self.followed.emit(remark.leads_to), "remark")
