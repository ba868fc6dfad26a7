"""How many households and persons live in each unit, typed straight into a grid. Knows no action."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.units import TotalRow
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.rollup.columns_header import ColumnsHeader
from desktop.ui.rollup.residents_model import ResidentsModel
from desktop.ui.rollup.table_view import FigureCells
from desktop.ui.rollup.units_header import Corner, UnitsHeader
from desktop.ui.widgets.labels import label

Index = QModelIndex | QPersistentModelIndex
COLUMN, NARROW, TALL = 150, 112, 34  # rows hold a field
MANY = 5


class ResidentsPanel(QWidget):
    """A sentence that says what it is for, the grid, and a line for what could not be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ResidentsModel(self)
        self.table = _Grid(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Resident households and persons"))
        self.trouble = label("", "problem", wrap=True)
        self.trouble.hide()
        self.model.refused.connect(self._refuse)
        self.model.typed.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.L, 0, theme.L)
        column.setSpacing(theme.M)
        column.addWidget(label(_("Resident households and persons on the review date"), "heading"))
        column.addWidget(
            label(
                _("Rates are taken of these. Where they are missing, only the forms are counted."),
                "quiet",
                wrap=True,
            )
        )
        self.start = label(
            _(
                "The last round is not here: who was poor and near-poor at the start can be typed too,"
                " as it was reported."
            ),
            "quiet",
            wrap=True,
        )
        self.start.hide()
        column.addWidget(self.start)
        column.addWidget(self.trouble)
        column.addWidget(self.table, 1)

    def show_rows(self, rows: Sequence[TotalRow], *, with_start: bool = False) -> None:
        """Show these counts; the cell under the keyboard stays."""
        self.model.show_rows(rows, with_start=with_start)
        self.start.setVisible(with_start)
        self.table.fit()
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _refuse(self, text: str) -> None:
        self.trouble.setText(_("“{text}” is no number of residents: type digits only.").format(text=text))
        self.trouble.show()

    def _accept(self) -> None:
        self.trouble.hide()


class _Typed(FigureCells):
    """The field fills its cell, figures at the right as they will stand."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The usual field."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002
        """All of the cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stubs of Qt leave this field out
        editor.setGeometry(rect)


class _Grid(QTableView):
    """Digits begin to type at once; Return keeps the number and goes down."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setVerticalHeader(UnitsHeader(self))
        self._corner = Corner(self, _("Unit"))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalHeader(ColumnsHeader(self))
        self.setItemDelegate(_Typed(self))
        self.verticalHeader().setDefaultSectionSize(theme.px(TALL))

    def fit(self) -> None:
        """Columns of one width; the source takes what is left."""
        header = self.horizontalHeader()
        many = self.model().columnCount() > MANY
        header.setDefaultSectionSize(theme.px(NARROW if many else COLUMN))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        self.verticalHeader().updateGeometry()
        self.updateGeometries()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Down to the next unit after Return."""
        super().closeEditor(editor, hint)
        here = self.currentIndex()
        below = here.siblingAtRow(here.row() + 1)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache and below.isValid():
            self.setCurrentIndex(below)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
