"""What is in a list: how many households, what is left out and why, row by row. Knows no action."""

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.actions.lists import sentences
from desktop.actions.lists.plan import Plan
from desktop.editions.rules import Edition
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.lists.troubles import TroubleModel
from desktop.ui.widgets.labels import label
from desktop.ui.words import number

FEW = 200  # lines that are laid out whole; of more the long ones are cut
LOWEST = 140  # of the table


class ContentsPanel(QWidget):
    """Sentences above, a table of what could not be read below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label("", "strong", wrap=True)
        self.remarks = label("", "quiet", wrap=True)
        self.heading = label("", "heading", wrap=True)
        self.model, self.table = TroubleModel(self), QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("What could not be read"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setShowGrid(False)
        self.table.setMinimumHeight(theme.px(LOWEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(label(_("What is in it"), "heading"))
        for part in (self.summary, self.remarks, self.heading):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_plan(self, plan: Plan, edition: Edition, language: str) -> None:
        """Show what taking the list in would do."""
        self.summary.setText(counted(plan))
        self.remarks.setText("\n".join(_remarks(plan)))
        self.remarks.setVisible(bool(self.remarks.text()))
        lines = [
            (sentences.where(plan, one), sentences.trouble(edition, one, language)) for one in plan.troubles
        ]
        self.model.show_lines(lines)
        modes = QHeaderView.ResizeMode
        few = len(lines) <= FEW
        self.table.verticalHeader().setSectionResizeMode(modes.ResizeToContents if few else modes.Fixed)
        self.table.setVisible(bool(lines))
        words = ngettext("{n} problem", "{n} problems", len(lines)).format(n=number(len(lines)))
        self.heading.setText(words if lines else _("Every row could be read."))


def counted(plan: Plan) -> str:
    """How many households and persons the list holds, and how many of them are here already."""
    households = ngettext("{n} household", "{n} households", len(plan.households))
    persons = ngettext("{n} person", "{n} persons", plan.persons)
    known = len(plan.households) - plan.new
    text = f"{households.format(n=number(len(plan.households)))}, {persons.format(n=number(plan.persons))}"
    if known:
        text = f"{text}. {_('Here already: {n}.').format(n=number(known))}"
    return text


def _remarks(plan: Plan) -> list[str]:
    lines = list(sentences.remarks(plan))
    if plan.skipped:
        lines.append(_("Rows that are no household: {kinds}.").format(kinds=sentences.skipped(plan)))
    lines += [
        f"{one.column.letter} – {one.column.title}: {sentences.left_out(one)}"
        for one in plan.left_out
        if one.column.title and one.why != "unknown"
    ]
    return lines
