"""Tổng hợp: one official table at a time, the residents they are measured against, and the way to Excel."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.actions import papers_offer, signoff
from desktop.actions.papers_offer import Order
from desktop.actions.signoff import State
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.rollup.controller import RESIDENTS, RollupController, still_open
from desktop.ui.rollup.empty import NothingYet
from desktop.ui.rollup.residents import ResidentsPanel
from desktop.ui.rollup.sheet import Sheet
from desktop.ui.rollup.signing import SigningPanel
from desktop.ui.session import Session, What
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note

WATCHED = frozenset({What.TABLES, What.HOUSEHOLDS})


class RollupPage(QWidget):
    """Tabs choose the table; the last is for the residents. Ctrl+PgUp and Ctrl+PgDown go from tab to tab."""

    def __init__(
        self, session: Session, choose: Choosers | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._written: Path | None = None
        self.sheet, self.residents, self.empty = Sheet(session.language), ResidentsPanel(), NothingYet()
        self.write = button(_("Write to Excel (Ctrl+E)"), None, "primary", "rollup")
        self.sign = button(_("Sign the tables (Ctrl+G)"), None)
        self.signing = SigningPanel()
        self.open_folder = button(_("Open the folder"), None, name="folder")
        self.compare = button(_("Compare with another standard (Ctrl+D)"), None)
        self.charts = button(_("Charts (Ctrl+H)"), None)
        self.paper = button(_("Print, PDF (Ctrl+P)"), self._print)
        self.note = Note(self.open_folder)
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self._controller = RollupController(session, self.sheet, self.residents, choose or session.choose)
        self._names = [*self._controller.names(), (RESIDENTS, _("Residents"))]
        self._lay_out()
        self._connect()

    def open(self, thing: object) -> None:
        """Show one table by its id, or the residents."""
        places = [name for name, _words in self._names]
        if thing in places:
            self.tabs.setCurrentIndex(places.index(str(thing)))

    def refresh(self) -> None:
        """Draw what is true now, and put the keyboard on it."""
        self._draw()
        self._focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the open part begins; no proxy: Tab would pass by all that stands before it."""
        super().focusInEvent(event)
        self._focus()

    def shown(self) -> str:
        """The id of the open tab."""
        return self._names[self.tabs.currentIndex()][0]

    def _draw(self) -> None:
        self._show_part(self.residents if self.shown() == RESIDENTS else self.sheet)
        if self.shown() == RESIDENTS:
            self._controller.show_residents()
        else:
            self._controller.show_table(self.shown())

    def _show_part(self, part: QWidget) -> None:
        """The sheet, the residents, or what to do while there is nothing."""
        self._stack.setCurrentWidget(part)
        self.write.setVisible(part is not self.empty)
        for one in (self.sign, self.write):
            one.setEnabled(len(self._names) > 1)  # a standard may have no tables yet
        for one in (self.sign, self.paper):
            one.setVisible(part is self.sheet)

    def _show_state(self, state: State) -> None:
        """What signing means now; the tables come back with Escape."""
        language = self.session.language
        changed = {table.id: signoff.corrections(table, language)[1:] for table in state.tables}
        before = signoff.stamp(state.tables[0], language) if state.tables else ""
        self._show_part(self.signing)
        self.signing.show_state(
            before, still_open(state, language), {name: said for name, said in changed.items() if said}
        )

    def _show_signed(self, text: str) -> None:
        self.note.say(text)
        self._draw()
        self._focus()

    def _show_written(self, files: Sequence[Path], text: str) -> None:
        """What was written; its folder can be opened."""
        self._written = files[0].parent
        self.note.say(text)
        self.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        """The open table as it will be signed; the others can be chosen there."""
        offers = self.session.do(papers_offer.tables, self.session.language)
        if offers:
            order = Order(offers, first=self.shown(), back=("rollup", self.shown()))
            self.session.go.emit("paper", order)

    def _open_folder(self) -> None:
        if self._written:
            self._controller.open_folder(self._written)

    def _tab_shown(self) -> None:
        self.note.say("")
        self._draw()
        if not self.tabs.hasFocus():
            self._focus()

    def _focus(self) -> None:
        parts = {self.sheet: self.sheet.view, self.residents: self.residents.table}
        first = parts.get(self._stack.currentWidget(), self.empty.first())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self._focus()

    def _changed(self, what: frozenset[What]) -> None:
        if self.isVisible() and what & WATCHED:
            self._draw()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_shown)
        self.session.changed.connect(self._changed)
        self.write.clicked.connect(lambda: self._controller.write(self))
        self.open_folder.clicked.connect(self._open_folder)
        self.compare.clicked.connect(lambda: self.session.go.emit("compare", None))
        self.charts.clicked.connect(lambda: self.session.go.emit("charts", None))
        self.empty.enter_wanted.connect(lambda: self.session.go.emit("form", None))
        self.empty.receive_wanted.connect(lambda: self.session.go.emit("exchange", "receive"))
        self.sign.clicked.connect(self._controller.ask_to_sign)
        self.signing.signed.connect(self._controller.sign)
        self.signing.left.connect(self.refresh)
        self.signing.followed.connect(self._controller.follow)
        self._controller.stood.connect(self._show_state)
        self._controller.signed.connect(self._show_signed)
        self._controller.emptied.connect(lambda: self._show_part(self.empty))
        self._controller.written.connect(self._show_written)
        self._controller.residents_wanted.connect(lambda: self.open(RESIDENTS))
        QShortcut(QKeySequence("Ctrl+E"), self, self.write.click)
        QShortcut(QKeySequence("Ctrl+P"), self, self.paper.click)
        QShortcut(QKeySequence("Ctrl+G"), self, self.sign.click)
        QShortcut(QKeySequence("Escape"), self.signing, self.refresh)
        QShortcut(QKeySequence("Ctrl+D"), self, self.compare.click)
        QShortcut(QKeySequence("Ctrl+H"), self, self.charts.click)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._step(by))

    def _lay_out(self) -> None:
        for _name, words in self._names:
            self.tabs.addTab(words)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Tables"))
        for part in (self.sheet, self.residents, self.empty, self.signing):
            self._stack.addWidget(part)
        top = QHBoxLayout()
        top.addWidget(label(_("Roll-up"), "title"), 1)
        top.addWidget(self.compare)
        top.addWidget(self.sign)
        top.addWidget(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.L, theme.XL, 0)
        column.setSpacing(theme.S)
        column.addLayout(top)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        row.addWidget(self.charts)
        row.addWidget(self.paper)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self._stack, 1)
