"""The history of bundles: what came, what went, and taking it out again. Knows no action."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.actions.bundles import BundleRow
from desktop.actions.targets import Choice
from desktop.actions.withdraw import Effect
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.tables import table_of
from desktop.ui.exchange.take_out import EffectCard, TakeOutCard
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.folding import two_columns
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import moment_of, number

NAME, SHARES = 2, (3, 1)  # the column that takes the room; the parts of the panel
LINES = 8  # of the table, at least


class HistoryPanel(QWidget):
    """All bundles, newest first; beside them the one that is chosen."""

    receive_wanted = Signal()
    chosen = Signal(object)  # BundleRow
    minutes_wanted = Signal(str)  # the bundle, on paper

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BundleRow, ...] = ()
        heads = [_("Direction"), _("When"), _("File"), _("From, for"), _("Records"), _("New"), _("Clashing")]
        self.model = CellsModel(heads, (), self)
        self.table = table_of(self.model, _("Bundles received and sent"), NAME)
        self.table.setMinimumHeight(theme.px(theme.ROW) * LINES)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.note, self.one, self.effect = Note(), TakeOutCard(), EffectCard()
        self.receive = button(_("Receive bundles"), self.receive_wanted.emit)
        self.minutes = button(_("Minutes of the hand-over"), self._ask_for_minutes)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(Nothing("bundle", _("No bundle has come or gone yet"), "", self.receive))
        self._pages.addWidget(scrolled(self._laid_out()))

    def show_rows(self, rows: Sequence[BundleRow]) -> None:
        """Show these bundles; the row that was chosen stays chosen."""
        kept = min(self.table.currentIndex().row(), len(rows) - 1)
        self._rows = tuple(rows)
        self.model.show_rows([_cells(row) for row in rows])
        self._pages.setCurrentIndex(1 if rows else 0)
        if rows:
            self.table.selectRow(max(0, kept))
            self._choose()

    def show_choices(self, row: BundleRow, choices: Sequence[Choice]) -> None:
        """What can be done with the chosen bundle."""
        self.effect.hide()
        self.one.show_bundle(row, choices)

    def show_effect(self, effect: Effect, classes: Mapping[str, str]) -> None:
        """What it would change; then it can be done."""
        self.note.say("")
        self.effect.show_effect(effect, classes)
        self.effect.show()
        self.one.show_effect(effect)

    def show_done(self, effect: Effect) -> None:
        """It was done."""
        self.effect.hide()
        said = _("Taken out again; a backup was made first.") if effect.out else _("Brought back.")
        self.note.say(said)
        self.table.setFocus()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self.model.rowCount() else self.receive

    def _choose(self, _now: QModelIndex | None = None) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._rows):
            self.chosen.emit(self._rows[row])

    def _ask_for_minutes(self) -> None:
        self.minutes_wanted.emit(self._rows[self.table.currentIndex().row()].id)

    def _laid_out(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.note)
        left.addWidget(self.table, 1)
        left.addWidget(self.effect)
        right.addWidget(self.one)
        right.addWidget(self.minutes)
        right.addStretch()
        inside = two_columns(left, right, SHARES)
        self.effect.hide()
        self.one.changed.connect(self.effect.hide)
        return inside


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
