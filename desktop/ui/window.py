"""The one window: a rail at the left, the open screen, and quiet lines above and below it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import workspace
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.ui.session import Session
from desktop.ui.widgets.message import MessageBar
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.rail import Rail
from desktop.ui.widgets.top import TopLine
from desktop.ui.words import closed_words, round_words
from desktop.ui.work import Work

SMALLEST, USUAL = QSize(1024, 700), QSize(1366, 768)


@dataclass(frozen=True, slots=True)
class Place:
    """One screen of the rail: its name, its word, and what makes its page."""

    name: str
    word: str
    page: str  # the class in desktop.ui.<name>.page


PLACES = (
    Place("overview", N_("Overview"), "OverviewPage"),
    Place("households", N_("Households"), "HouseholdsPage"),
    Place("form", N_("Form"), "FormPage"),
    Place("exchange", N_("Exchange"), "ExchangePage"),
    Place("rollup", N_("Roll-up"), "RollupPage"),
    Place("settings", N_("Settings"), "SettingsPage"),
)
BEHIND = (  # opened from another screen
    Place("lists", N_("Last year's list"), "ListsPage"),
    Place("problems", N_("Open problems"), "ProblemsPage"),
    Place("duplicates", N_("Households that may be one"), "DuplicatesPage"),
    Place("charts", N_("Charts"), "ChartsPage"),
    Place("compare", N_("Compare with another standard"), "ComparePage"),
    Place("licences", N_("Licences"), "LicencesPage"),
    Place("paper", N_("Papers"), "PaperPage"),
    Place("help", N_("Help"), "HelpPage"),
)


class Page(Protocol):
    """What every screen can do for the window."""

    def refresh(self) -> None:
        """It is being shown: draw what is true now."""


@runtime_checkable
class Opens(Protocol):
    """A screen that can be asked for one thing: `session.go.emit("form", key)`."""

    def open(self, thing: object) -> None:
        """Show this thing; called before `refresh`."""


class MainWindow(QMainWindow):
    """Shows the screens of one session. They are made when first shown, so the window opens fast."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._pages: dict[str, QWidget] = {}
        self._is_closed = False
        self._focus: QWidget | None = None  # what had it before a slow work took the keys
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._build()
        session.failed.connect(self._show_error)
        session.go.connect(self.open_page)
        session.working.connect(self._show_work)
        session.round_changed.connect(self.rebuild)
        session.progressed.connect(self._show_progress)
        session.changed.connect(self._show_saved)
        for place, one in enumerate(PLACES, start=1):
            self._key(f"Ctrl+{place}", partial(self.show_page, one.name))
        self._key("Escape", self._put_message_away)
        self._key("Ctrl+F", self._search)
        self._key("Ctrl+I", partial(self.show_page, "lists"))
        self._key("Ctrl+Shift+G", partial(self.show_page, "problems"))
        self._key("Ctrl+Shift+D", partial(self.open_page, "duplicates"))

    def page(self, name: str) -> QWidget:
        """The page of a screen; made when first asked for."""
        if name not in self._pages:
            place = next(one for one in (*PLACES, *BEHIND) if one.name == name)
            made = getattr(import_module(f"desktop.ui.{name}.page"), place.page)(self.session)
            self.take(name, cast("QWidget", made))
        return self._pages[name]

    def take(self, name: str, page: QWidget) -> None:
        """Use this page for a screen that was not shown yet."""
        self._pages[name] = page
        self.stack.addWidget(page)

    def shown(self) -> str:
        """The name of the open screen."""
        return next((name for name, page in self._pages.items() if page is self.stack.currentWidget()), "")

    def show_page(self, name: str) -> None:
        """Open a screen as it was left."""
        page = self.page(name)
        self.rail.show_place(name)
        self.stack.setCurrentWidget(page)
        cast("Page", page).refresh()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_page(self, name: str, thing: object = None) -> None:
        """Open a screen at something: a household, a filter; None = as for the first time."""
        page = self.page(name)
        if isinstance(page, Opens):
            page.open(thing)
        self.show_page(name)

    def rebuild(self) -> None:
        """Make everything anew, in another language or text size; the open screen and the focus stay."""
        self.session.language = self.session.preferences.now.language
        shown, name, focus = self.shown(), "", self.focusWidget()
        if isinstance(focus, QWidget):  # Qt gives None where nothing has the focus
            name = focus.objectName()
        old = self.takeCentralWidget()
        self._pages.clear()
        self._build()
        old.deleteLater()
        self.show_page(shown or PLACES[0].name)
        again = self.stack.currentWidget().findChild(QWidget, name) if name else None
        if isinstance(again, QWidget):
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 where no screen has a use for it."""
        if event.key() == Qt.Key.Key_F1:
            self.show_page("help")
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs, seal what was being entered, and leave one file behind."""
        if not self._is_closed:
            self._is_closed = True
            self.stack.hide()  # what is typed and not yet given is given now
            self.session.close()
            workspace.close(self.session.ws)
        super().closeEvent(event)
        self.closed.emit()

    def _build(self) -> None:
        places = [(place.name, _(place.word)) for place in PLACES]
        self.rail = Rail("Rà soát", places, ("help", _("Help"), "F1"))
        self.rail.chosen.connect(self.show_page)
        self.top, self.message, self.strip = TopLine(), MessageBar(), ProgressStrip()
        self.strip.cancelled.connect(self.session.cancel)
        self.stack = QStackedWidget()
        column = QVBoxLayout()
        column.setSpacing(0)
        for part, stretch in ((self.top, 0), (self.message, 0), (self.stack, 1), (self.strip, 0)):
            column.addWidget(part, stretch)
        ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.setCentralWidget(ground)
        self._say_where()

    def _say_where(self) -> None:
        ws = self.session.ws
        self.setWindowTitle(f"{ws.home.full_name} – Rà soát")
        the_round = " · ".join(filter(None, (round_words(ws.round), closed_words(ws.round))))
        self.top.show_where(ws.home.full_name, the_round, ws.person)

    def _key(self, keys: str, then: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(then)

    def _search(self) -> None:
        """Ctrl+F from anywhere: the list of households, with its search field ready."""
        self.show_page("households")
        field = self.page("households").findChild(QWidget, "search")
        if isinstance(field, QWidget):
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_error(self, error: RasoatError) -> None:
        self.message.show_error(error)

    def _show_saved(self, _what: object) -> None:
        self.top.show_saved(self.session.ws.clock())

    def _put_message_away(self) -> None:
        self.message.dismiss()

    def _show_progress(self, done: int, total: int) -> None:
        self.strip.show_progress(done, total)

    def _show_work(self, work: Work | None) -> None:
        if work is None:
            self.strip.end()
            self._let_in()
        else:
            self.strip.begin(work.title)
            if work.writes:
                self._keep_out()

    def _keep_out(self) -> None:
        """One writer at a time: the screens take no input; the button that stops the work has the focus."""
        if self.stack.isEnabled():
            self._focus = self.stack.focusWidget()
            self.stack.setEnabled(False)
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_in(self) -> None:
        if not self.stack.isEnabled():
            self.stack.setEnabled(True)
            if isinstance(self._focus, QWidget) and self.stack.isAncestorOf(self._focus):
                self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus = None
