"""What narrows the list of households: a search field and a few short lists."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from desktop.i18n import _
from desktop.records.model import FormKey
from desktop.records.rows import LEFT, STILL_POOR
from desktop.store import results
from desktop.store.results import Filter
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import chosen, combo
from desktop.ui.widgets.labels import label

AWAY = "away"  # looked for by the page: no list keeps it
Choices = list[tuple[str, str]]


class SearchLine(QLineEdit):
    """Results come as it is typed; down goes into the list, Return opens its first row."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down is the list's, Esc empties the field."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Filters(QWidget):
    """Says the filter whenever it changes. The search field stands where the page puts it."""

    changed = Signal(object)  # Filter

    def __init__(self, villages: Choices, classes: Choices, moves: Choices) -> None:
        super().__init__()
        self._unit = ""
        self._keys: tuple[FormKey, ...] | None = None  # just these: those behind a cell of a table
        self._gone = False
        self.all = button(_("Those of one cell: show all"), self._show_all, name="close")
        self.all.hide()
        self.search = SearchLine()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(_("Name, code, ID number, phone (Ctrl+F)"))
        self.search.setAccessibleName(_("Search households"))
        self.search.setClearButtonEnabled(True)
        self.village = combo([("", _("All villages")), *villages])
        self.class_ = combo([("", _("All classes")), *classes])
        self.status = combo(
            [
                ("", _("Finished or not")),
                (results.UNFINISHED, _("Not finished")),
                (results.FINISHED, _("Finished")),
            ]
        )
        self.only = combo(_only())
        self.moved = combo([("", _("Moved or not since last round")), *moves])
        self.count = label("", "quiet")
        self._name_them()
        self._lay_out()
        self.search.textChanged.connect(self._say)
        for box in self._boxes():
            box.currentIndexChanged.connect(self._say)

    def filter(self) -> Filter:
        """What is wanted now."""
        village, class_, status, only, moved = (chosen(box) for box in self._boxes())
        given = (self.search.text(), village, self._unit, class_, status, only, self._keys, moved)
        return Filter(*given, gone=self._gone)

    def show_filter(self, wanted: Filter, why: str = "") -> None:
        """Set every part; says it once. `why` says what a list of certain households is."""
        self.all.setText(why or _("Those of one cell: show all"))
        self._unit, self._keys, self._gone = wanted.unit, wanted.keys, wanted.gone
        self._show_keys()
        values = (wanted.village, wanted.class_, wanted.status, wanted.only, wanted.moved)
        self.blockSignals(True)
        self.search.setText(wanted.text)
        for box, value in zip(self._boxes(), values, strict=True):
            box.setCurrentIndex(max(0, box.findData(value)))
        self.blockSignals(False)
        self._say()

    def show_villages(self, villages: Choices) -> None:
        """Other villages to choose from; the chosen one stays."""
        if [self.village.itemData(n) for n in range(1, self.village.count())] == [
            code for code, _w in villages
        ]:
            return
        before = chosen(self.village)
        self.village.blockSignals(True)
        self.village.clear()
        for code, word in [("", _("All villages")), *villages]:
            self.village.addItem(word, code)
        self.village.setCurrentIndex(max(0, self.village.findData(before)))
        self.village.blockSignals(False)

    def _show_keys(self) -> None:
        """Say that the list holds the households of one cell, and how to see all again."""
        self.all.setVisible(self._keys is not None)

    def _show_all(self) -> None:
        self.show_filter(Filter())

    def _say(self) -> None:
        self.changed.emit(self.filter())

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.village, self.class_, self.status, self.only, self.moved

    def _name_them(self) -> None:
        names = (_("Village"), _("Class"), _("Status"), _("Problems"), _("Since the last round"))
        for box, name in zip(self._boxes(), names, strict=True):
            box.setAccessibleName(name)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        row.addWidget(self.all)
        for box in self._boxes():
            row.addWidget(box, 1)
        row.addSpacing(theme.S)
        row.addWidget(self.count)


def _only() -> Choices:
    """What may be wrong or remarkable about a household."""
    return [
        ("", _("With or without problems")),
        (results.ERRORS, _("With errors")),
        (results.WARNINGS, _("With warnings")),
        (results.CLASHES, _("With clashes")),
        (results.LEAVING, _("Registered to leave poverty")),
        (STILL_POOR, _("Registered, and still poor")),
        (LEFT, _("Registered, and no longer poor")),
        (AWAY, _("One answer away from another class")),
        (results.GONE, _("Counted no more")),
    ]
