"""An official table for Qt: shows the figures it was given and keeps no truth."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.rollup.layout import Column
from desktop.rollup.tables import Row, Table
from desktop.ui import theme
from desktop.ui.rollup.columns_header import GROUP, NUMBER
from desktop.ui.rollup.reading import Reading
from desktop.ui.rollup.residents_model import depths
from desktop.ui.rollup.units_header import DEPTH, OPEN, QUIET, STRONG
from desktop.ui.widgets.figures import figure

Index = QModelIndex | QPersistentModelIndex
Cell = tuple[Row, Column]
ROOT = QModelIndex()
PROVISIONAL = Qt.ItemDataRole.UserRole + 1  # does the figure rest on something that is not settled?
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WORDS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class FiguresModel(QAbstractTableModel):
    """One row a unit and line, one column a numbered column."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._reading: Reading | None = None
        self._depths: tuple[int, ...] = ()

    def show_table(self, table: Table) -> None:
        """Show another table, or the same with other figures."""
        self.beginResetModel()
        self._reading = Reading(table, self._language)
        self._depths = depths([row.level.value for row in table.rows])
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The unit and the column of a cell."""
        if self._reading is None or not index.isValid():
            return None
        table = self._reading.table
        return table.rows[index.row()], table.columns[index.column()]

    def legend(self) -> str:
        """What the figures are measured in, and what the stars mean."""
        return self._reading.legend() if self._reading else ""

    def said(self, index: Index) -> str:
        """A cell in words."""
        cell = self.cell(index)
        return self._reading.said(*cell) if self._reading and cell else ""

    def rowCount(self, parent: Index = ROOT) -> int:
        """One a unit and line."""
        return len(self._reading.table.rows) if self._reading and not parent.isValid() else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        """One a numbered column."""
        return len(self._reading.table.columns) if self._reading and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Figures at the right, the total in bold."""
        cell = self.cell(index)
        if cell is None or self._reading is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return figure(cell[0].values.get(cell[1].key))
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(strong=self._reading.is_strong(index.row()))
        if role == PROVISIONAL:
            return self._reading.is_provisional(*cell)
        if role in WORDS:
            return self._reading.said(*cell)
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, groups and numbers of columns; names and places of units."""
        reading = self._reading
        if reading is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._unit(reading, section, role) if 0 <= section < self.rowCount() else None
        if not 0 <= section < self.columnCount():
            return None
        column = reading.table.columns[section]
        words = {
            Qt.ItemDataRole.DisplayRole: reading.title,
            Qt.ItemDataRole.ToolTipRole: reading.whole_title,
            GROUP: reading.group,
        }
        if found := words.get(role):
            return found(column)
        return column.printed if role == NUMBER else None

    def _unit(self, reading: Reading, place: int, role: int) -> object:
        row = reading.table.rows[place]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if reading.is_first_line(place) else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return " · ".join(filter(None, (row.name, reading.line(row))))
        if role == STRONG:
            return reading.is_strong(place)
        if role == QUIET:
            return reading.behind(place)
        if role == OPEN:
            return not reading.is_last_line(place)
        return self._depths[place] if role == DEPTH else None
