"""The table of official figures that change: before, after, difference."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.actions.figures import Change
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.widgets.figures import difference, figure

MOST_LINES = 40  # before the table scrolls by itself


def figure_table(changes: Sequence[Change]) -> QTableView:
    """Unit, table and column, before, after, difference."""
    heads = [_("Unit"), _("Table and column"), _("Before"), _("After"), _("Difference")]
    rows = [
        [
            Cell(change.unit_name),
            Cell(
                _("{table}, column {n}: {title}").format(
                    table=change.table, n=change.column_key, title=change.column_title
                )
            ),
            Cell(figure(change.before), right=True),
            Cell(figure(change.after), right=True, strong=True),
            Cell(difference(change.before, change.after), right=True),
        ]
        for change in changes
    ]
    view = QTableView()
    view.setModel(CellsModel(heads, rows, view))
    view.setAccessibleName(_("What it does to the official figures"))
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW))
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    lines = min(len(rows), MOST_LINES) + 1
    view.setFixedHeight(theme.px(theme.ROW) * lines + theme.M)
    return view
