"""Gửi – nhận: eight calm parts under one heading; one is seen at a time."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.actions import papers_lists, papers_offer
from desktop.actions.papers_offer import Order
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange.asking import QuestionsController
from desktop.ui.exchange.clashes import ClashPanel
from desktop.ui.exchange.controller import ClashController, HistoryController, ReceiveController
from desktop.ui.exchange.dealing import VillagesController
from desktop.ui.exchange.history import HistoryPanel
from desktop.ui.exchange.laptops import LaptopsPanel
from desktop.ui.exchange.quarantine import QuarantinePanel
from desktop.ui.exchange.questions import QuestionsPanel
from desktop.ui.exchange.receive import ReceivePanel
from desktop.ui.exchange.send import SendPanel
from desktop.ui.exchange.sending import SendController
from desktop.ui.exchange.trusting import LaptopsController, QuarantineController
from desktop.ui.exchange.villages import VillagesPanel
from desktop.ui.session import Session, What
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.widgets.labels import label
from desktop.ui.words import number

SEND, RECEIVE, CLASHES, HISTORY = "send", "receive", "clashes", "history"
QUARANTINE, LAPTOPS, QUESTIONS, VILLAGES = "quarantine", "laptops", "questions", "villages"
PARTS = (SEND, RECEIVE, CLASHES, QUESTIONS, QUARANTINE, LAPTOPS, VILLAGES, HISTORY)

Settling = ClashPanel | QuestionsPanel
Trusting = QuarantinePanel | LaptopsPanel | VillagesPanel
Part = SendPanel | ReceivePanel | Settling | Trusting | HistoryPanel


class ExchangePage(QWidget):
    """Send, receive, settle, whom to trust, look back. Ctrl+PgUp and Ctrl+PgDown go from part to part."""

    def __init__(
        self, session: Session, choose: Choosers | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        choose = choose or session.choose
        self.session = session
        self.send, self.receive = SendPanel(), ReceivePanel()
        self.clashes, self.history = ClashPanel(), HistoryPanel()
        self.quarantine, self.laptops = QuarantinePanel(), LaptopsPanel()
        self.questions, self.villages = QuestionsPanel(), VillagesPanel()
        self._sends = SendController(session, self.send, choose)
        self._receives = ReceiveController(session, self.receive, choose)
        self._settles = ClashController(session, self.clashes)
        self._asks = QuestionsController(session, self.questions, choose)
        self._history = HistoryController(session, self.history)
        self._waits = QuarantineController(session, self.quarantine)
        self._trusts = LaptopsController(session, self.laptops, choose)
        self._deals = VillagesController(session, self.villages)
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self._lay_out()
        self._settles.counted.connect(self._show_count)
        self._asks.counted.connect(self._show_asked)
        self._settles.asked.connect(self._asks.count)
        self.receive.clashes_wanted.connect(lambda: self.open(CLASHES))
        self._waits.counted.connect(self._show_waiting)
        self._waits.plan_wanted.connect(lambda file: self.open((file,)))
        self._receives.kept.connect(self._waits.refresh)
        self.laptops.enrol_wanted.connect(self._go_to_enrol)
        self.history.receive_wanted.connect(lambda: self.open(RECEIVE))
        for panel in (self.send, self.receive, self.history):
            panel.minutes_wanted.connect(self._show_minutes)
        session.changed.connect(self._changed)

    def open(self, thing: object) -> None:
        """Show one part by its name; with files, what receiving them would do."""
        if isinstance(thing, tuple):
            self._show_part(RECEIVE)
            self.plan(thing)
        elif thing in PARTS:
            self._show_part(str(thing))

    def plan(self, files: tuple[Path, ...]) -> None:
        """Work out what receiving these files would do, and show the receipt."""
        self._receives.plan(files)

    def refresh(self) -> None:
        """Draw what is true now, and put the keyboard where the open part begins."""
        self._draw()
        self._focus_part()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the open part begins; no proxy: Tab would pass by all that stands before it."""
        super().focusInEvent(event)
        self._focus_part()

    def part(self) -> str:
        """Which part is seen."""
        return PARTS[self.tabs.currentIndex()]

    def _draw(self) -> None:
        self._settles.count()
        self._asks.count()
        self._waits.refresh()
        if self.part() == CLASHES:
            self._settles.refresh()
        elif self.part() == QUESTIONS:
            self._asks.refresh()
        elif self.part() == LAPTOPS:
            self._trusts.refresh()
        elif self.part() == VILLAGES:
            self._deals.refresh()
        elif self.part() == SEND:
            self._sends.refresh()
        elif self.part() == HISTORY:
            self._history.refresh()

    def _show_part(self, name: str) -> None:
        self.tabs.setCurrentIndex(PARTS.index(name))

    def _part_shown(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._draw()
        if not self.tabs.hasFocus():
            self._focus_part()

    def _focus_part(self) -> None:
        first = self._panels()[self.tabs.currentIndex()].first()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _panels(self) -> tuple[Part, ...]:
        middle = self.clashes, self.questions, self.quarantine
        return self.send, self.receive, *middle, self.laptops, self.villages, self.history

    def _show_minutes(self, bundle: str) -> None:
        """Who handed what over to whom, to be signed by both."""
        asked = self.session.do(papers_lists.handover_of, bundle)
        if asked:
            offer = papers_offer.one("handover", self.session.language)
            self.session.go.emit("paper", Order((offer,), asked, back=("exchange", self.part())))

    def _go_to_enrol(self) -> None:
        self._show_part(SEND)
        self.send.enrol.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_waiting(self, guests: int) -> None:
        text = _("Waiting ({n})").format(n=number(guests)) if guests else _("Waiting")
        self.tabs.setTabText(PARTS.index(QUARANTINE), text)

    def _show_asked(self, questions: int) -> None:
        text = _("Questions ({n})").format(n=number(questions)) if questions else _("Questions")
        self.tabs.setTabText(PARTS.index(QUESTIONS), text)

    def _step(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(PARTS))
        self._focus_part()

    def _changed(self, what: frozenset[What]) -> None:
        if self.isVisible() and what & {What.EXCHANGE, What.HOUSEHOLDS}:
            self._draw()

    def _show_count(self, clashes: int) -> None:
        text = _("Clashes ({n})").format(n=number(clashes)) if clashes else _("Clashes")
        self.tabs.setTabText(PARTS.index(CLASHES), text)

    def _lay_out(self) -> None:
        for text in (
            _("Send"),
            _("Receive"),
            _("Clashes"),
            _("Questions"),
            _("Waiting"),
            _("Computers"),
            _("Deal villages"),
            _("History"),
        ):
            self.tabs.addTab(text)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Send and receive"))
        for panel in self._panels():
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.L, theme.XL, 0)
        column.setSpacing(theme.S)
        column.addWidget(label(_("Send and receive"), "title"))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._part_shown)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._step(by))
