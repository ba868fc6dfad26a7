"""Villages and who reviews them: the list, and beside it the chosen one, to be dealt. Knows no action."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QStackedLayout, QVBoxLayout, QWidget

from desktop.actions.assignments import Village
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.tables import table_of
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit
from desktop.ui.widgets.folding import two_columns
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number

NAME, ROWS = 0, 8  # ROWS of the list that are always seen


class VillagesPanel(QWidget):
    """At the office villages are dealt out here; below one sees which are one's own, and opens them."""

    dealt = Signal(str, str, str)  # village, surveyor, laptop
    households_wanted = Signal(str)  # of the village

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._villages: tuple[Village, ...] = ()
        heads = [_("Village"), _("Finished"), _("Who reviews it")]
        self.model = CellsModel(heads, (), self)
        self.table = table_of(self.model, _("Villages, and who reviews them"), NAME)
        self.table.setMinimumHeight(theme.px(theme.ROW) * ROWS)
        self.note, self.one = Note(), VillageCard()
        hint = _("Name the villages in the settings, or receive the office's bundle that names them.")
        self._nothing = Nothing("saved", _("No village is named here yet"), hint)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(scrolled(self._laid_out()))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.activated.connect(self._open)
        self.one.open.clicked.connect(self._open)
        self.one.laptop.activated.connect(self._deal)
        self.one.who.editingFinished.connect(self._deal)

    def show_villages(self, villages: Sequence[Village]) -> None:
        """Show these, one's own first; the one that was chosen stays chosen."""
        kept = self.one.village.code if self.one.village else ""
        self._villages = tuple(sorted(villages, key=lambda one: not one.mine))
        self.model.show_rows([_cells(one) for one in self._villages])
        self._pages.setCurrentIndex(1 if villages else 0)
        if villages:
            self.table.selectRow(next((n for n, one in enumerate(self._villages) if one.code == kept), 0))
            self._choose()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self._villages else self._nothing

    def _choose(self, _now: QModelIndex | None = None) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._villages):
            self.one.show_village(self._villages[row])

    def _open(self) -> None:
        if self.one.village:
            self.households_wanted.emit(self.one.village.code)

    def _deal(self) -> None:
        village = self.one.village
        wanted = self.one.who.text().strip(), chosen(self.one.laptop)
        if village and wanted != (village.who, village.device):
            self.dealt.emit(village.code, *wanted)

    def _laid_out(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (self.note, self.table):
            left.addWidget(part)
        right.addWidget(self.one)
        right.addStretch()
        return two_columns(left, right)


class VillageCard(Card):
    """One village: how far it is, who has it; at the office both are changed here, and kept at once."""

    def __init__(self) -> None:
        super().__init__(_("The village"))
        self.village: Village | None = None
        self._takers: tuple[tuple[str, str], ...] = ()
        self.body.setSpacing(theme.S)
        self._name, self._about = label("", "title", wrap=True), label("", "quiet", wrap=True)
        self.laptop, self.who = combo([]), line_edit()
        self._names = QStringListModel(self.who)
        completer = QCompleter(self._names, self.who)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.who.setCompleter(completer)
        self._dealt = Field(_("Laptop"), self.laptop)
        self._person = Field(_("Surveyor"), self.who, _("A name; leave it empty where nobody is chosen."))
        self._below = label(_("The office deals villages out."), "quiet", wrap=True)
        self.open = button(_("Show its households"))
        for part in (self._name, self._about, self._dealt, self._person, self._below):
            self.add(part)
        self.add(self.open, Qt.AlignmentFlag.AlignLeft)

    def offer(self, takers: Iterable[tuple[str, str]], names: Iterable[str], *, can_deal: bool) -> None:
        """To which laptops a village may be dealt, and names that were used before."""
        self._takers = tuple(takers)
        self._names.setStringList(list(names))
        self._dealt.setVisible(can_deal)
        self._person.setVisible(can_deal)
        self._below.setVisible(not can_deal)

    def show_village(self, village: Village) -> None:
        """This one."""
        self.village = village
        self._name.setText(village.name)
        has = "" if village.device or village.who else _("nobody has it yet")
        about = (_far(village), _("dealt to this computer") if village.mine else "", has)
        self._about.setText(" · ".join(part for part in about if part))
        self._show_laptops(village)
        self.who.setText(village.who)

    def _show_laptops(self, village: Village) -> None:
        """Those on offer, and the one that has it already, though it is on offer no more."""
        choices = [("", _("No laptop in particular")), *self._takers]
        if village.device not in dict(choices):
            choices.append((village.device, village.laptop or _("Another computer")))
        self.laptop.clear()
        for device, name in choices:
            self.laptop.addItem(name, device)
        self.laptop.setCurrentIndex(self.laptop.findData(village.device))


def _cells(one: Village) -> list[Cell]:
    laptop = _("This computer") if one.mine else one.laptop
    who = " · ".join(part for part in (laptop, one.who) if part)
    figures = f"{number(one.finished)} / {number(one.households)}"
    return [
        Cell(one.name, strong=one.mine),
        Cell(figures, right=True),
        Cell(who or _("nobody yet"), strong=one.mine, quiet=not who),
    ]


def _far(one: Village) -> str:
    told = _("{done} of {all} households finished")
    return told.format(done=number(one.finished), all=number(one.households))
