"""Bundles of unknown computers that wait: who sent them, and what can be done. Knows no action."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, SignalInstance
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.actions.quarantine import Guest
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange import sentences
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.pieces import Fingerprint
from desktop.ui.exchange.tables import table_of
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.folding import Folding
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.message import sentences as words_of
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import moment_of

NAME, WIDE, NARROW, ROOM = 0, 3, 2, 900


class QuarantinePanel(QWidget):
    """The list, and beside it the one that is chosen."""

    look_wanted = Signal(object)  # Guest: what would it bring?
    allow_wanted = Signal(object, str)  # Guest, reason
    discard_wanted = Signal(object)  # Guest

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guests: tuple[Guest, ...] = ()
        heads = [_("File"), _("Calls itself"), _("Size"), _("Came")]
        self.model = CellsModel(heads, (), self)
        self.table = table_of(self.model, _("Bundles that wait"), NAME)
        self.table.setMinimumHeight(theme.px(theme.ROW) * 4)
        self.one = GuestCard()
        hint = _("Bundles of computers that are not enrolled here wait until you know who sent them.")
        self._nothing = Nothing("lock", _("No bundle waits"), hint)
        self._inside = self._laid_out()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(scrolled(self._inside))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.one.look.clicked.connect(lambda: self._say(self.look_wanted))
        self.one.discard.clicked.connect(lambda: self._say(self.discard_wanted))
        self.one.allow.clicked.connect(self._allow)

    def show_guests(self, guests: Sequence[Guest]) -> None:
        """Show these; the row that was chosen stays chosen."""
        kept = min(self.table.currentIndex().row(), len(guests) - 1)
        self._guests = tuple(guests)
        self.model.show_rows([_cells(one) for one in guests])
        self._pages.setCurrentIndex(1 if guests else 0)
        if guests:
            self.table.selectRow(max(0, kept))
            self._choose()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self._guests else self._nothing

    def _chosen(self) -> Guest | None:
        row = self.table.currentIndex().row()
        return self._guests[row] if 0 <= row < len(self._guests) else None

    def _choose(self, _now: QModelIndex | None = None) -> None:
        if chosen := self._chosen():
            self.one.show_guest(chosen)

    def _say(self, signal: SignalInstance) -> None:
        if chosen := self._chosen():
            signal.emit(chosen)

    def _allow(self) -> None:
        chosen, why = self._chosen(), self.one.reason()
        if chosen and why:
            self.allow_wanted.emit(chosen, why)

    def _laid_out(self) -> QWidget:
        right = QVBoxLayout()
        right.addWidget(self.one)
        right.addStretch()
        inside = Folding(ROOM)
        inside.row.setContentsMargins(0, theme.L, 0, theme.L)
        inside.row.setSpacing(theme.L)
        inside.row.addWidget(self.table, WIDE)
        inside.row.addLayout(right, NARROW)
        return inside


class GuestCard(Card):
    """One bundle that waits: its six words, why it waits, and three ways out."""

    def __init__(self) -> None:
        super().__init__(_("Who sent it?"))
        self.body.setSpacing(theme.S)
        self.words = Fingerprint("title", 3)
        self._why, self._todo = label("", "strong", wrap=True), label("", wrap=True)
        self.look = button(_("See what it brings"), None, "primary")
        self.reason_line = line_edit(placeholder=_("Handed over in person, …"))
        self._reason = Field(_("Why does it count all the same?"), self.reason_line)
        self.allow = button(_("Let it in all the same"))
        self.discard = button(_("Throw this bundle away"), None, "danger")
        for part in (self.words, self._why, self._todo, self._reason):
            self.add(part)
        buttons = Folding()
        buttons.row.setSpacing(theme.M)
        for one in (self.look, self.allow, self.discard):
            buttons.row.addWidget(one)
        buttons.row.addStretch()
        self.add(buttons)

    def show_guest(self, guest: Guest) -> None:
        """Why it waits, or that it may come in now."""
        self.words.show_words(guest.fingerprint)
        why, todo = words_of(guest.error) if guest.error else (_("Its sender is enrolled here now."), "")
        self._why.setText(why)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self.look.setVisible(guest.error is None)
        for part in (self._reason, self.allow):
            part.setVisible(guest.by_hand)
        self.reason_line.clear()
        self._reason.set_problem("")

    def reason(self) -> str:
        """What was written; where nothing was, that is said and the field has the focus."""
        text = self.reason_line.text().strip()
        self._reason.set_problem("" if text else _("Something is missing here."))
        if not text:
            self._reason.setFocus()
        return text


def _cells(one: Guest) -> list[Cell]:
    return [
        Cell(one.name, strong=True),
        Cell(one.sender or "–", quiet=not one.sender),
        Cell(sentences.size(one.size), right=True),
        Cell(moment_of(one.since)),
    ]
