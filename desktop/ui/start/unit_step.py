"""Which unit: search the real list as you type, by name with or without marks, or by code."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from desktop.actions import units as unit_lists
from desktop.editions.units import Unit
from desktop.i18n import N_, _
from desktop.records.fold import fold
from desktop.ui import theme
from desktop.ui.start.step import Step
from desktop.ui.widgets.choice_list import ChoiceList
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit

NEWEST = "2025"
LISTS = (
    ("2025", N_("Since 01/07/2025: provinces and communes")),
    ("2020", N_("Before 01/07/2025: provinces, districts and communes")),
)


class UnitStep(Step):
    """The unit whose work this workspace holds."""

    def __init__(self) -> None:
        about = _("A commune, or the office above it.")
        super().__init__(_("Unit"), _("Which unit do you work for?"), about)
        self.search = line_edit(placeholder=_("Name or code, such as “bang thanh” or “01906”"))
        self.found = ChoiceList(_("Units found"))
        self.lists = combo([(code, _(word)) for code, word in LISTS], NEWEST)
        self._field = Field(_("Name of the unit"), self.search)
        self.column.addWidget(self._field)
        self.column.addWidget(self.found, 1)
        self.column.addWidget(Field(_("List of units"), self.lists))
        self.found.setMinimumHeight(theme.px(theme.ROW * 5))
        self.search.textEdited.connect(self._look)
        self.search.installEventFilter(self)
        self.search.returnPressed.connect(self._take)
        self.found.itemActivated.connect(self._take)
        self.lists.currentIndexChanged.connect(self._look)

    def begin(self) -> None:
        """Type the name at once."""
        self.search.setFocus()

    def units(self) -> str:
        """The dated list that was searched."""
        return chosen(self.lists)

    def unit(self) -> Unit | None:
        """The unit that is chosen."""
        return unit_lists.load(self.units()).get(self.found.chosen())

    def check(self) -> bool:
        """One must be chosen."""
        good = self.unit() is not None
        self._field.set_problem("")
        if not good:
            self._field.set_problem(_("Type a part of the name, then choose the unit in the list."))
            self.search.setFocus()
        return good

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move through the list while the search field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if by and self.found.count():
                row = self.found.currentRow() + by
                self.found.setCurrentRow(min(max(row, 0), self.found.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        units = unit_lists.load(self.units())
        self.found.clear()
        for unit in units.search(self.search.text(), fold):
            above = ", ".join(one.full_name for one in units.ancestors(unit.code))
            self.found.add(unit.code, unit.full_name, above, unit.code)
        self.found.setCurrentRow(0)
        nothing = self.search.text().strip() and not self.found.count()
        self._field.set_problem(_("No unit of this list has such a name or code.") if nothing else "")

    def _take(self) -> None:
        if self.check():
            self.finished.emit()
