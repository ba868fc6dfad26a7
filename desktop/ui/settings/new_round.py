"""What a new round is asked: standard, year, reference date, kind, and which commune where it was divided."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop.actions.new_round import NewRound
from desktop.editions.values import read_date
from desktop.i18n import _
from desktop.records.rounds import PERIODIC, REGULAR, Round
from desktop.ui import theme, words
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit

LAST = 2099
Choices = tuple[tuple[str, str], ...]  # what is kept, what is read


class NewRoundSheet(QWidget):
    """Goes on from one round; says what was asked for."""

    given = Signal(object)  # NewRound
    left = Signal()

    def __init__(self, before: Round, today: date, standards: Choices, communes: Choices) -> None:
        super().__init__()
        self._before = before
        year = max(today.year, before.year + 1)
        self.edition = combo(list(standards), before.edition)
        self.kind = combo(
            [(PERIODIC, _("Periodic, once a year")), (REGULAR, _("During the year"))], before.kind
        )
        self.year = QSpinBox()
        self.year.setRange(before.year, LAST)
        self.year.setValue(year)
        self.day = Field(
            _("Reference date"),
            line_edit(words.day(date.fromisoformat(before.date).replace(year=year, day=1))),
            _("Day, month, year, such as 01/10/2026."),
        )
        self.commune = combo(list(communes))
        self._lay_out(divided=len(communes) > 1)
        self.setFocusProxy(self.edition)
        self.day.line().returnPressed.connect(self._give)

    def _lay_out(self, *, divided: bool) -> None:
        first, second, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(Field(_("Standard"), self.edition), 1)
        first.addWidget(Field(_("Kind of review"), self.kind), 1)
        second.addWidget(Field(_("Year"), self.year), 1)
        second.addWidget(self.day, 1)
        buttons.addWidget(button(_("Carry the households over"), self._give, "primary"))
        buttons.addWidget(button(_("Leave it"), self.left.emit))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.M, theme.S, 0)
        column.setSpacing(theme.S)
        for row in (first, second, buttons):
            row.setSpacing(theme.M)
        column.addLayout(first)
        column.addLayout(second)
        if divided:
            column.addWidget(Field(_("The commune was divided: which one is this now?"), self.commune))
        column.addLayout(buttons)

    def _give(self) -> None:
        day = read_date(self.day.line().text().strip())
        good = isinstance(day, str)
        self.day.set_problem("" if good else _("This is no day: write day, month, year."))
        if not isinstance(day, str):
            self.day.setFocus()
            return
        unit = chosen(self.commune)
        made = NewRound(
            self._before.key, self.year.value(), day, chosen(self.kind), chosen(self.edition), unit
        )
        self.given.emit(made)
