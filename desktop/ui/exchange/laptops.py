"""Whom the office enrolled: until when, for which communes, last bundle; taking one back. Knows no action."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.actions.laptops import Enrolled
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.helping import HelpCard
from desktop.ui.exchange.keyring import Keyring
from desktop.ui.exchange.pieces import Fingerprint
from desktop.ui.exchange.tables import table_of
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.folding import two_columns
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import day, moment_of

NAME = 0


class LaptopsPanel(QWidget):
    """The list, and beside it the one that is chosen."""

    enrol_wanted = Signal()
    update_wanted = Signal()
    revoke_wanted = Signal(object, object, str, str)  # Enrolled, Path of the keys, passphrase, reason

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laptops: tuple[Enrolled, ...] = ()
        heads = [_("Computer"), _("Writes for"), _("Enrolled until"), _("Last bundle")]
        self.model = CellsModel(heads, (), self)
        self.table = table_of(self.model, _("Enrolled computers"), NAME)
        self.table.setMinimumHeight(theme.px(theme.ROW) * 4)
        self.one, self.help = LaptopCard(), HelpCard()
        self.note = Note()
        self.hear = button(_("Take in a file of the office…"), self.update_wanted.emit)
        self.enrol = button(_("Enrol a laptop"), self.enrol_wanted.emit, "primary")
        self._list = QWidget()
        self._pages = QStackedLayout(self._list)
        hint = _("Laptops that send bundles here are enrolled once, with six words read over the phone.")
        self._pages.addWidget(Nothing("lock", _("No computer is enrolled here yet"), hint, self.enrol))
        self._pages.addWidget(self.table)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.one.keyring.used.connect(self._revoke)

    def show_laptops(self, laptops: Sequence[Enrolled]) -> None:
        """Show these; the row that was chosen stays chosen."""
        kept = min(self.table.currentIndex().row(), len(laptops) - 1)
        self._laptops = tuple(laptops)
        self.model.show_rows([_cells(one) for one in laptops])
        self._pages.setCurrentIndex(1 if laptops else 0)
        self.one.setVisible(bool(laptops))
        if laptops:
            self.table.selectRow(max(0, kept))
            self._choose()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self._laptops else self.enrol

    def _choose(self, _now: QModelIndex | None = None) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._laptops):
            self.one.show_laptop(self._laptops[row])

    def _revoke(self, folder: object, passphrase: str) -> None:
        row = self.table.currentIndex().row()
        why = self.one.reason()
        if why and 0 <= row < len(self._laptops):
            self.revoke_wanted.emit(self._laptops[row], folder, passphrase, why)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.note)
        left.addWidget(self._list, 1)
        left.addWidget(self.hear, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.one, self.help):
            right.addWidget(part)
        right.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(two_columns(left, right)))


class LaptopCard(Card):
    """One enrolled computer, and what takes its enrolment back for good."""

    def __init__(self) -> None:
        super().__init__(_("The chosen computer"))
        self.body.setSpacing(theme.S)
        self._name = label("", "title", wrap=True)
        self._communes = label("", "quiet", wrap=True)
        self._state = label("", wrap=True)
        self.words = Fingerprint("strong", 3)
        self.why = line_edit(placeholder=_("Lost on the road, changed hands, …"))
        self._why = Field(_("Why is its enrolment taken back?"), self.why)
        self._about = label(
            _("Its bundles are refused from then on, whatever date they bear. What came before stays."),
            "quiet",
            wrap=True,
        )
        self.keyring = Keyring(
            _("Choose the office's keys…"), _("Take its enrolment back for good"), "danger"
        )
        self._back = QWidget()
        column = QVBoxLayout(self._back)
        column.setContentsMargins(0, theme.S, 0, 0)
        column.setSpacing(theme.S)
        for part in (self._why, self._about, self.keyring):
            column.addWidget(part)
        for shown in (self._name, self._communes, self.words, self._state, self._back):
            self.add(shown)

    def show_laptop(self, laptop: Enrolled) -> None:
        """Who it is, and how it stands."""
        self._name.setText(laptop.name)
        self._communes.setText(_("Writes for: {communes}").format(communes=", ".join(laptop.communes)))
        self.words.show_words(laptop.fingerprint)
        self._state.setText(state_of(laptop))
        self._back.setVisible(not laptop.since)
        self.why.clear()
        self._why.set_problem("")
        self.keyring.forget()

    def reason(self) -> str:
        """What was written; where nothing was, that is said and the field has the focus."""
        text = self.why.text().strip()
        self._why.set_problem("" if text else _("Something is missing here."))
        if not text:
            self._why.setFocus()
        return text


def state_of(laptop: Enrolled) -> str:
    """Taken back, ended, or until when."""
    if laptop.since:
        words = _("Taken back from {day}: {why}")
        return words.format(day=day(date.fromisoformat(laptop.since)), why=laptop.why)
    if not laptop.until:
        return _("no end date")
    last = day(date.fromisoformat(laptop.until))
    return _("ended on {day}").format(day=last) if laptop.ended else _("until {day}").format(day=last)


def _cells(one: Enrolled) -> list[Cell]:
    quiet = bool(one.since) or one.ended
    until = _("taken back") if one.since else state_of(one)
    return [
        Cell(one.name, strong=not quiet, quiet=quiet),
        Cell(", ".join(one.communes), quiet=quiet),
        Cell(until, quiet=quiet),
        Cell(moment_of(one.last) if one.last else _("none yet"), quiet=quiet),
    ]
