"""The tables of the exchange all look alike: whole rows, no grid, one column takes the room."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui import theme
from desktop.ui.exchange.cells import CellsModel


def table_of(model: CellsModel, name: str, wide: int) -> QTableView:
    """A table that shows `model`; column `wide` takes what room is left."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table
