"""The screen of a list: nothing chosen, a list to agree to, or what was done. Knows no action."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions.lists.plan import Plan
from desktop.editions.rules import Edition
from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.lists.columns import ColumnsPanel
from desktop.ui.lists.contents import ContentsPanel
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.folding import Folding
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled
from desktop.ui.words import number

FOLDS = 700  # below this width the two halves stand one under the other


class ListsView(QWidget):
    """Shows what it is told, says what a person did."""

    file_wanted = Signal()
    file_dropped = Signal(object)  # Path
    columns_changed = Signal()
    agreed = Signal()
    households_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.choose = button(_("Choose a list…"), self.file_wanted.emit, "primary", "folder")
        self.other = button(_("Choose another list…"), self.file_wanted.emit, name="folder")
        self.agree = button("", self.agreed.emit, "primary")
        self.file_name = label("", "quiet", wrap=True)
        self.columns, self.contents = ColumnsPanel(), ContentsPanel()
        self.columns.changed.connect(self.columns_changed)
        self.show_households = button(
            _("Show the households"), self.households_wanted.emit, name="households"
        )
        self.note = Note(self.show_households)
        self.stack = QStackedWidget()
        hint = _(
            "Last year's list of the commune: Excel (.xlsx, .xls) or CSV, as it is. "
            "You see how it is read before anything is written."
        )
        self._nothing = Nothing("folder", _("Choose a list, or drop it here"), hint, self.choose)
        self.stack.addWidget(self._nothing)
        self.stack.addWidget(self._make_list())
        self._lay_out()

    def show_plan(self, plan: Plan, edition: Edition, language: str, *, anew: bool) -> None:
        """Show a list and what taking it in would do; `anew`: its columns too."""
        self.note.say("")
        self.file_name.setText(plan.look.file.name)
        if anew:
            self.columns.show_look(plan.look, language)
            stops = [*self.columns.in_order(), self.contents.table, self.agree, self.other]
            for one, following in pairwise(stops):
                QWidget.setTabOrder(one, following)
        self.contents.show_plan(plan, edition, language)
        self._show_agree(plan)
        self.other.show()
        self.stack.setCurrentIndex(1)

    def show_waiting(self) -> None:
        """The columns changed: what it would do is being worked out."""
        self.agree.setEnabled(False)

    def show_taken_in(self, text: str) -> None:
        """What was done; the next list may be chosen."""
        self.stack.setCurrentIndex(0)
        self.other.hide()
        self.file_name.setText("")
        self.note.say(text)
        self.show_households.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        if self.stack.currentIndex() == 0:
            return self.show_households if self.note.isVisibleTo(self) else self.choose
        return self.agree if self.agree.isEnabled() else self.columns.first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped anywhere here."""
        if _file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The same as choosing it."""
        self.file_dropped.emit(_file(event))
        event.acceptProposedAction()

    def _show_agree(self, plan: Plan) -> None:
        words = ngettext("Take {n} household in", "Take {n} households in", plan.new)
        text = words.format(n=number(plan.new)) if plan.new else _("There is nothing new to take in")
        self.agree.setText(text)
        self.agree.setAccessibleName(text)
        self.agree.setEnabled(plan.new > 0)

    def _make_list(self) -> QWidget:
        halves = Folding(FOLDS)
        halves.row.setSpacing(theme.XL)
        halves.row.addWidget(self.columns, 1)
        halves.row.addWidget(self.contents, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.agree)
        foot.addStretch()
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(scrolled(halves), 1)
        column.addLayout(foot)
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.L)
        top.addWidget(label(_("Last year's list"), "title"))
        top.addWidget(self.file_name, 1)
        top.addWidget(self.other)
        self.other.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(self.stack, 1)


def _file(event: QDropEvent) -> Path | None:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(urls[0].toLocalFile()) if len(urls) == 1 else None
