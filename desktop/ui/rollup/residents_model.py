"""The residents of every unit as a grid to type into: shows what it was given, hands on what was typed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.actions.units import COUNTS, RESIDENTS, TotalRow
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
    N_("Poor households at the start"),
    N_("Poor persons at the start"),
    N_("Near-poor households at the start"),
    N_("Near-poor persons at the start"),
)
SOURCE = N_("Source")
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
        self._counts: tuple[str, ...] = RESIDENTS

    def show_rows(self, rows: Sequence[TotalRow], *, with_start: bool = False) -> None:
        """Show other counts; the same units keep their places. `with_start`: the last lists too."""
        counts = COUNTS if with_start else RESIDENTS
        if counts == self._counts and [row.unit for row in rows] == [row.unit for row in self._rows]:
            self._rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(counts)))
            return
        self.beginResetModel()
        self._counts = counts
        self._rows, self._depths = tuple(rows), depths([row.level.value for row in rows])
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One a unit."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The counts and their source."""
        return 0 if parent.isValid() else len(self._counts) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Counts can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return EDITABLE if index.column() < len(self._counts) else READABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Counts with points between thousands; plain digits to edit."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() < len(self._counts):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if index.column() == len(self._counts):
            return _(SOURCES[row.source]) if row.source in SOURCES else row.source
        count = row.counts[COUNTS[index.column()]]
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
        if row.counts[name] != number:
            self.typed.emit(row.unit, {**row.counts, name: number})
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is counted; whose."""
        if orientation is Qt.Orientation.Horizontal:
            heads = [*HEADS[: len(self._counts)], SOURCE]
            in_table = 0 <= section < len(heads)
            return _(heads[section]) if in_table and role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self._rows):
            return None
        said = {Qt.ItemDataRole.DisplayRole: self._rows[section].name, DEPTH: self._depths[section]}
        return section == 0 if role == STRONG else said.get(role)


def depths(levels: Sequence[str]) -> tuple[int, ...]:
    """How far below the first each unit stands: only the levels that are there count."""
    there = [level for level in ("province", "district", "commune", "village") if level in levels]
    return tuple(there.index(level) if level in there else 0 for level in levels)
