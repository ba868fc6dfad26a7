"""The villages of the commune: those that have a name, those that forms already use, and one more."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.units import VillageRow
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.row_button import RowButton


class VillagesCard(Card):
    """Shows villages and asks for a name; pressing a village renames it."""

    add_wanted = Signal(str)  # name
    rename_wanted = Signal(str, str)  # code, name

    def __init__(self) -> None:
        super().__init__(_("Villages"))
        self._code = ""  # of the village that is being named; "" = a new one
        self._about = label("", "quiet", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.name = line_edit()
        self.name.returnPressed.connect(self._give)
        self.name.textChanged.connect(lambda _text: self._say())
        self._field = Field(_("Name of a new village"), self.name)
        self.give_button = button("", self._give, "", "add")
        line = QHBoxLayout()
        line.setSpacing(theme.M)
        line.addWidget(self._field, 1)
        line.addWidget(self.give_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(self._about)
        self.add_layout(line)
        self.body.addLayout(self._rows)
        self._say()

    def show_villages(self, villages: Sequence[VillageRow]) -> None:
        """Every village with how many households its forms hold; those without a name stand out."""
        self._code = ""
        self.name.clear()
        nameless = sum(not village.name for village in villages)
        self._about.setText(
            _("Forms use {n} village codes that have no name yet: press one to name it.").format(n=nameless)
            if nameless
            else _("The program gives each village its code. Press a village to correct its name.")
        )
        empty(self._rows)
        before: QWidget = self.give_button
        for village in villages:
            row = self._row(village)
            self._rows.addWidget(row)
            row.show()  # at once, so that the keyboard finds it
            self.setTabOrder(before, row)
            before = row
        self._say()

    def _row(self, village: VillageRow) -> RowButton:
        return RowButton(
            village.name or _("no name yet"),
            "",
            lambda: self._ask(village),
            sign="overview" if village.name else "warning",
            tint="text_quiet" if village.name else "warning",
            aside=village.code,
        )

    def _ask(self, village: VillageRow) -> None:
        self._code = village.code
        self.name.setText(village.short_name)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def _give(self) -> None:
        name = " ".join(self.name.text().split())
        if name and self._code:
            self.rename_wanted.emit(self._code, name)
        elif name:
            self.add_wanted.emit(name)

    def _say(self) -> None:
        text = _("Rename village {code}").format(code=self._code) if self._code else _("Add the village")
        self.give_button.setText(text)
        self.give_button.setAccessibleName(text)
        self.give_button.setEnabled(bool(self.name.text().strip()))
