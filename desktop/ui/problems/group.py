"""One kind of problem: what to do, and every household that has it; a warning can be confirmed in place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions.problems import Group, OpenProblem
from desktop.i18n import _, ngettext
from desktop.records.model import Severity
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.words import number

STOP = "."
MOST = 40  # rows of one kind; when some are done the next come up


class GroupCard(Card):
    """Says which problem is opened, and which is confirmed with what remark."""

    opened = Signal(object)  # OpenProblem
    confirmed = Signal(object, str)  # OpenProblem, remark
    compared = Signal(object)  # OpenProblem that a household has with another

    def __init__(self, group: Group, village: Callable[[str], str]) -> None:
        super().__init__(f"{group.hint.rstrip(STOP)} ({number(len(group.problems))})")
        self.group = group
        for one in group.problems[:MOST]:
            self.body.addWidget(self._row(one, village))
        rest = len(group.problems) - MOST
        if rest > 0:
            self.add(label(ngettext("and {n} more", "and {n} more", rest).format(n=number(rest)), "small"))

    def _row(self, one: OpenProblem, village: Callable[[str], str]) -> QWidget:
        error = one.found.severity is Severity.ERROR
        sign, tint = ("trouble", "danger") if error else ("warning", "warning")
        below = " · ".join(part for part in (one.head, one.code, village(one.village)) if part)
        opens = RowButton(one.title, "", partial(self.opened.emit, one), sign=sign, tint=tint, below=below)
        opens.setToolTip(one.title)
        made = QWidget()
        column, row = QVBoxLayout(made), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row.setSpacing(theme.S)
        row.addWidget(opens, 1)
        column.addLayout(row)
        if one.other:
            beside = button(_("Side by side"), partial(self.compared.emit, one), "bare")
            row.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
        if not error:
            remark = Remark()
            remark.given.connect(partial(self.confirmed.emit, one))
            row.addWidget(button(_("It is right"), remark.ask, "bare"), 0, Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(remark)
        return made


class Remark(QWidget):
    """Away until it is asked for: why a warning is right all the same."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = Field(_("Why is it right?"), line_edit())
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(theme.XL), theme.S, theme.S, theme.S)
        row.setSpacing(theme.S)
        row.addWidget(self.field, 1)
        row.addWidget(button(_("Confirm"), self._give, "primary"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(button(_("Leave it"), self.hide), 0, Qt.AlignmentFlag.AlignVCenter)
        self.field.line().returnPressed.connect(self._give)
        self.hide()

    def ask(self) -> None:
        """Show the line, ready to be typed into."""
        self.show()
        self.field.line().setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        text = self.field.line().text().strip()
        self.field.set_problem("" if text else _("Something is missing here."))
        if text:
            self.given.emit(text)
