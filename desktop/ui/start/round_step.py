"""Which round: the standard, the year, the reference date, periodic or during the year."""

from datetime import date

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSpinBox, QVBoxLayout

from desktop.actions import editions
from desktop.editions.values import read_date
from desktop.i18n import _
from desktop.records.rounds import PERIODIC, REGULAR
from desktop.ui import theme, words
from desktop.ui.start.step import Step
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit
from desktop.ui.widgets.labels import label

FIRST, LAST = 2016, 2099


class RoundStep(Step):
    """The review this workspace is for."""

    def __init__(self, language: str, today: date) -> None:
        super().__init__(
            _("Review"), _("Which review?"), _("Your office tells you the standard and the reference date.")
        )
        names = [(one, editions.load_edition(one).title[language]) for one in editions.available()]
        self.edition = combo(names, editions.in_force(today.year))
        self.year = QSpinBox()
        self.year.setRange(FIRST, LAST)
        self.year.setValue(today.year)
        self.date = line_edit(words.day(today))
        self.periodic = QRadioButton(_("Periodic, once a year"))
        self.regular = QRadioButton(_("During the year"))
        self.periodic.setChecked(True)
        self._date = Field(_("Reference date"), self.date, _("Day, month, year, such as 01/10/2026."))
        self._lay_out()
        self.year.valueChanged.connect(self._follow)
        self.date.returnPressed.connect(self._take)

    def _lay_out(self) -> None:
        self.column.addWidget(Field(_("Standard"), self.edition))
        row = QHBoxLayout()
        row.setSpacing(theme.L)
        row.addWidget(Field(_("Year"), self.year), 1)
        row.addWidget(self._date, 2)
        self.column.addLayout(row)
        self.column.addWidget(label(_("Kind of review"), "label"))
        kinds, self._kinds = QVBoxLayout(), QButtonGroup(self)
        kinds.setSpacing(0)
        for kind in (self.periodic, self.regular):
            kind.setAccessibleName(f"{_('Kind of review')}: {kind.text()}")
            self._kinds.addButton(kind)
            kinds.addWidget(kind)
        self.column.addLayout(kinds)
        self.column.addStretch(1)

    def begin(self) -> None:
        """The standard first."""
        self.edition.setFocus()

    def edition_id(self) -> str:
        """The edition that is chosen."""
        return chosen(self.edition)

    def kind(self) -> str:
        """Periodic or regular, as rounds call them."""
        return REGULAR if self.regular.isChecked() else PERIODIC

    def day(self) -> str:
        """The reference date, YYYY-MM-DD; "" when what is typed is no day."""
        read = read_date(self.date.text().strip())
        return read if isinstance(read, str) else ""

    def check(self) -> bool:
        """The date must be a day."""
        good = bool(self.day())
        self._date.set_problem("" if good else _("This is no day: write day, month, year."))
        if not good:
            self.date.setFocus()
        return good

    def _follow(self, year: int) -> None:
        """Another year may stand under another standard; what is chosen afterwards stays."""
        self.edition.setCurrentIndex(self.edition.findData(editions.in_force(year)))

    def _take(self) -> None:
        if self.check():
            self.finished.emit()
