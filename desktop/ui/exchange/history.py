"""The history of bundles: what came, what went. Knows no action."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.actions.bundles import BundleRow
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.tables import table_of
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.words import moment_of, number

NAME = 2  # the column that takes the room


class HistoryPanel(QWidget):
    """All bundles, newest first."""

    receive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heads = [_("Direction"), _("When"), _("File"), _("From, for"), _("Records"), _("New"), _("Clashing")]
        self.model = CellsModel(heads, (), self)
        self.table = table_of(self.model, _("Bundles received and sent"), NAME)
        self.receive = button(_("Receive bundles"), self.receive_wanted.emit)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(Nothing("bundle", _("No bundle has come or gone yet"), "", self.receive))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, theme.L, 0, theme.L)
        column.addWidget(self.table)
        self._pages.addWidget(held)

    def show_rows(self, rows: Sequence[BundleRow]) -> None:
        """Show these bundles."""
        kept = min(self.table.currentIndex().row(), len(rows) - 1)
        self.model.show_rows([_cells(row) for row in rows])
        self._pages.setCurrentIndex(1 if rows else 0)
        if rows:
            self.table.selectRow(max(0, kept))

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self.model.rowCount() else self.receive


def _cells(row: BundleRow) -> list[Cell]:
    came, quiet = row.direction == "in", row.withdrawn
    name = _("{file} (taken out again)").format(file=row.name) if row.withdrawn else row.name
    return [
        Cell(sentences.direction(row), quiet=quiet),
        Cell(moment_of(row.when), quiet=quiet),
        Cell(name, strong=not quiet, quiet=quiet),
        Cell(row.who, quiet=quiet),
        Cell(number(row.records), right=True, quiet=quiet),
        Cell(number(row.new) if came else "", right=True, quiet=quiet),
        Cell(number(row.clashing) if came else "", right=True, quiet=quiet),
    ]
