"""A small table of texts that are ready: shows what it was given and keeps no truth."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """One text, and how it stands."""

    text: str
    right: bool = False
    strong: bool = False
    quiet: bool = False


class CellsModel(QAbstractTableModel):
    """Rows of cells under headings; a column whose first cell stands right has its heading there too."""

    def __init__(
        self, heads: Sequence[str], rows: Sequence[Sequence[Cell]] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._heads, self._rows = tuple(heads), tuple(rows)

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """As many as were given."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One a heading."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, side, weight and colour of a cell."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(cell)
        if role == Qt.ItemDataRole.FontRole and cell.strong:
            return theme.font(strong=True)
        if role == Qt.ItemDataRole.ForegroundRole and cell.quiet:
            return theme.color("text_quiet")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and self._rows:
            return _side(self._rows[0][section])
        return None


def _side(cell: Cell) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
