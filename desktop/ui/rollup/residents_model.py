"""The residents of every unit as a grid to type into: shows what it was given, hands on what was typed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.actions.units import COUNTS, TotalRow
from desktop.editions.values import read_integer
from desktop.i18n import N_, _
from desktop.ui.rollup.units_header import DEPTH, STRONG
from desktop.ui.widgets.figures import figure

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
HEADS = (
    N_("Resident households"),
    N_("Resident persons"),
    N_("Minority households"),
    N_("Minority persons"),
    N_("Source"),
)
SOURCES: Mapping[str, str] = {"typed": N_("typed"), "imported": N_("from a file"), "sent": N_("sent down")}
EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ResidentsModel(QAbstractTableModel):
    """One row a unit, one column a count, and where the counts come from."""

    typed = Signal(str, object)  # unit, all its counts by name
    refused = Signal(str)  # what was typed and is no number

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TotalRow, ...] = ()
        self._depths: tuple[int, ...] = ()

    def show_rows(self, rows: Sequence[TotalRow]) -> None:
        """Show other counts; the same units keep their places."""
        if [row.unit for row in rows] == [row.unit for row in self._rows]:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(HEADS) - 1))
            return
        self.beginResetModel()
        self._rows, self._depths = tuple(rows), depths([row.level.value for row in rows])
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One a unit."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The counts and their source."""
        return 0 if parent.isValid() else len(HEADS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Counts can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return EDITABLE if index.column() < len(COUNTS) else READABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Counts with points between thousands; plain digits to edit."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() < len(COUNTS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if index.column() == len(COUNTS):
            return _(SOURCES[row.source]) if row.source in SOURCES else row.source
        count = counts(row)[COUNTS[index.column()]]
        if role == Qt.ItemDataRole.EditRole:
            return "" if count is None else str(count)
        return figure(count)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand a number on; nothing typed takes the count away."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = str(value).strip()
        number = read_integer(text) if text else None
        if number is not None and not (isinstance(number, int) and number >= 0):
            self.refused.emit(text)
            return False
        row = self._rows[index.row()]
        name = COUNTS[index.column()]
        if counts(row)[name] != number:
            self.typed.emit(row.unit, {**counts(row), name: number})
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is counted; whose."""
        if orientation is Qt.Orientation.Horizontal:
            in_table = 0 <= section < len(HEADS)
            return _(HEADS[section]) if in_table and role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._rows):
            return None
        said = {Qt.ItemDataRole.DisplayRole: self._rows[section].name, DEPTH: self._depths[section]}
        return section == 0 if role == STRONG else said.get(role)


def counts(row: TotalRow) -> dict[str, int | None]:
    """The counts of a unit by name."""
    return {name: getattr(row, name) for name in COUNTS}


def depths(levels: Sequence[str]) -> tuple[int, ...]:
    """How far below the first each unit stands: only the levels that are there count."""
    there = [level for level in ("province", "district", "commune", "village") if level in levels]
    return tuple(there.index(level) if level in there else 0 for level in levels)
