"""The list of households for Qt: blocks of rows, fetched when they are looked at, never all of them."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.actions.households import Page
from desktop.i18n import N_, _
from desktop.records.rows import HouseholdRow

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[int, int], Page]  # offset, limit
BLOCK, BLOCKS = 256, 12
ROW = Qt.ItemDataRole.UserRole
WHOLE = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)  # words that are cut on the screen
COLUMNS = (
    N_("Head of household"),
    N_("Code"),
    N_("Village"),
    N_("Persons"),
    N_("Class"),
    N_("B1"),
    N_("B2"),
    N_("Status"),
    N_("Problems"),
)
NAME, CODE, VILLAGE, PERSONS, CLASS, B1, B2, STATUS, PROBLEMS = range(len(COLUMNS))
_ROOT = QModelIndex()


class HouseholdModel(QAbstractTableModel):
    """Shows what `fetch` gives; keeps a few blocks and no truth."""

    def __init__(
        self,
        words: Callable[[HouseholdRow, int], str],
        parent: QObject | None = None,
        spoken: Callable[[HouseholdRow], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._words = words
        self._fetch: Fetch | None = None
        self._total = 0
        self._blocks: OrderedDict[int, tuple[HouseholdRow, ...]] = OrderedDict()

    def show_list(self, fetch: Fetch) -> None:
        """Show another list, from its first block on."""
        self.beginResetModel()
        self._fetch = fetch
        self._blocks.clear()
        page = fetch(0, BLOCK)
        self._blocks[0], self._total = page.rows, page.total
        self.endResetModel()

    def household(self, row: int) -> HouseholdRow | None:
        """The household in a row; None where the list became shorter meanwhile."""
        block = self._block(row // BLOCK)
        return block[row % BLOCK] if row % BLOCK < len(block) else None

    def row_of(self, key: str) -> int | None:
        """The row of a household, among the blocks that are here."""
        found = (
            number * BLOCK + place
            for number, block in self._blocks.items()
            for place, row in enumerate(block)
            if row.key == key
        )
        return next(found, None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many fit."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns of the list."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The whole row for the painter; words for everybody else."""
        spoken = role in WHOLE and index.column() == NAME and self._spoken
        if not index.isValid() or not (spoken or role in (ROW, Qt.ItemDataRole.DisplayRole)):
            return None
        row = self.household(index.row())
        if row is None:
            return None
        if spoken:
            return spoken(row)
        return row if role == ROW else self._words(row, index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (PERSONS, B1, B2):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return _(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def _block(self, number: int) -> tuple[HouseholdRow, ...]:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        rows = self._fetch(number * BLOCK, BLOCK).rows if self._fetch else ()
        self._blocks[number] = rows
        if len(self._blocks) > BLOCKS:
            self._blocks.popitem(last=False)
        return rows
