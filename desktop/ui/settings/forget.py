"""Forget the people of a round: what goes, that there is no way back, and why it is done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.purge import Purged
from desktop.i18n import _, ngettext
from desktop.records.rounds import Round
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.words import number, round_words


class ForgetSheet(QWidget):
    """Says what would go. The year is typed, so that no other round goes by mistake; a reason is owed."""

    given = Signal(str)  # why
    left = Signal()

    def __init__(self, the_round: Round, would: Purged) -> None:
        super().__init__()
        self._year = str(the_round.year)
        said = _("Remove the personal data of this round: {round}").format(round=round_words(the_round))
        self.about = label("\n".join(_sentences(would)), wrap=True)
        self.year = Field(_("To be sure, type the year of this round"), line_edit())
        self.why = Field(_("Why?"), line_edit())
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addWidget(button(_("Remove for good"), self._give, "danger"))
        row.addWidget(button(_("Leave it"), self.left.emit))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.M, theme.S, 0)
        column.setSpacing(theme.S)
        for part in (label(said, "heading", wrap=True), self.about, self.year, self.why):
            column.addWidget(part)
        column.addLayout(row)
        self.setFocusProxy(self.year)
        self.year.line().setAccessibleDescription(self.about.text())
        self.year.line().returnPressed.connect(self.why.setFocus)
        self.why.line().returnPressed.connect(self._give)

    def _give(self) -> None:
        is_year, why = self.year.line().text().strip() == self._year, self.why.line().text().strip()
        self.year.set_problem("" if is_year else _("This is not the year of the round."))
        self.why.set_problem("" if why else _("Something is missing here."))
        if is_year and why:
            self.given.emit(why)
        else:
            (self.why if is_year else self.year).setFocus()


def _sentences(would: Purged) -> tuple[str, ...]:
    """What goes, what stays, and what this computer cannot reach."""
    homes = ngettext(
        "Names, ID numbers, phones, addresses, remarks of {n} household go for good. There is no way back.",
        "Names, ID numbers, phones, addresses, remarks of {n} households go for good. There is no way back.",
        would.households,
    )
    copies = ngettext(
        "{n} backup is deleted, since it holds the names; a new one is made at once.",
        "{n} backups are deleted, since they hold the names; a new one is made at once.",
        would.backups,
    )
    return (
        homes.format(n=number(would.households)),
        copies.format(n=number(would.backups)),
        _("The figures stay. Papers, files and copies that are kept elsewhere must be destroyed by hand."),
    )
