"""The window before a workspace is open: welcome, assistant, unlock. It joins the pages to the actions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from desktop import settings
from desktop.actions import audit, forgotten, people, workspace
from desktop.actions.progress import Progress
from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from desktop.i18n import N_, _
from desktop.ui import theme
from desktop.ui.preferences import Preferences
from desktop.ui.start.assistant import Assistant
from desktop.ui.start.forgotten import Forgotten
from desktop.ui.start.panel import Panel
from desktop.ui.start.sheet import Sheet
from desktop.ui.start.unlock import Unlock
from desktop.ui.start.welcome import Welcome
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.work import Work

OPEN_ELSEWHERE = "already_open"
ASKED, ANSWERED = ".rasoat-forgot", ".rasoat-answer"
SMALLEST, USUAL, WIDEST = QSize(860, 640), QSize(1024, 700), QSize(1366, 740)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the world gives: time, new ids, where workspaces are usually kept, how to ask for a folder."""

    clock: Callable[[], datetime]
    new_uid: Callable[[], str]
    place: Path
    choosers: Choosers


class StartWindow(QMainWindow):
    """Ends with `opened(Workspace)`, or is closed."""

    opened = Signal(object)

    def __init__(self, preferences: Preferences, around: Surroundings, bundle: Path | None = None) -> None:
        """`bundle`: what will be looked at once a workspace is open."""
        super().__init__()
        self.setWindowTitle("Rà soát")
        self.setMinimumSize(SMALLEST)
        self.resize((USUAL * theme.scale()).boundedTo(WIDEST))
        self._preferences, self._around, self._bundle = preferences, around, bundle
        self._work: Work | None = None
        self.panel, self.stack = Panel(""), QStackedWidget()
        self.rebuild()
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._stop)

    def rebuild(self) -> None:
        """Make everything anew, in another language."""
        self.panel, self.stack = Panel(self._preferences.now.language), QStackedWidget()
        self.panel.language_chosen.connect(self._preferences.choose_language)
        ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.panel)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(ground)
        self.show_welcome()

    def page(self) -> Sheet:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        if not isinstance(shown, Sheet):
            raise TypeError("only sheets are shown here")
        return shown

    def show_welcome(self) -> None:
        """The workspaces opened last, or the ways to begin."""
        page = Welcome(self._preferences.now.recent)
        page.new_wanted.connect(self.show_assistant)
        page.other_wanted.connect(self._ask_folder)
        page.chosen.connect(lambda folder: self.open_folder(Path(folder)))
        self._show(page, [])
        if self._bundle is not None:
            page.set_title(_("Welcome"), _waits(self._bundle))
        page.setFocus()

    def show_assistant(self) -> None:
        """Make a new workspace."""
        today = self._around.clock().astimezone().date()
        language = self._preferences.now.language
        page = Assistant(language, today, self._around.place, self._around.choosers)
        page.wanted.connect(self._create)
        page.left.connect(self.show_welcome)
        page.moved.connect(self.panel.show_step)
        self._show(page, [step.name for step in page.steps])
        page.begin()

    def open_folder(self, folder: Path) -> None:
        """Open a workspace that is there: at once when it is practice data, else ask for the passphrase."""
        try:
            locked = people.needs_passphrase(folder)
        except RasoatError as error:
            self._refuse_folder(folder, error)
            return
        page = Unlock(folder)
        page.given.connect(partial(self._open, folder))
        page.back_wanted.connect(self.show_welcome)
        page.forgotten.connect(partial(self.show_forgotten, folder))
        self._show(page, [])
        if locked:
            page.setFocus()
        else:
            self._open(folder, None)

    def show_forgotten(self, folder: Path) -> None:
        """Who forgot the passphrase asks the office, or has its answer."""
        people_, offices = forgotten.people(folder), forgotten.helpers(folder)
        page = Forgotten(folder, people_, offices, asked=forgotten.has_asked(folder))
        page.back_wanted.connect(partial(self.open_folder, folder))
        page.ask_wanted.connect(partial(self._ask_office, folder))
        page.answer_wanted.connect(partial(self._take_answer, folder))
        self._show(page, [])
        page.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """No thread is left behind."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()
        super().closeEvent(event)

    def _show(self, page: Sheet, steps: list[str]) -> None:
        old = self.stack.currentWidget()
        self.panel.show_steps(steps)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()

    def _ask_office(self, folder: Path, person: str, passphrase: str) -> None:
        kinds = f"{_('Requests')} (*{ASKED});;{_('All files')} (*)"
        suggested = f"{folder.name}{ASKED}"
        to = self._around.choosers.place(self, _("Where to write the request"), suggested, kinds)
        page = self.page()
        if to is None or not isinstance(page, Forgotten):
            return
        try:
            page.show_asked(forgotten.ask(folder, person, passphrase, to).fingerprint, to)
        except RasoatError as error:
            page.show_refused(error)

    def _take_answer(self, folder: Path, passphrase: str) -> None:
        kinds = f"{_('Answers')} (*{ANSWERED});;{_('All files')} (*)"
        file = self._around.choosers.file(self, _("The answer of the office"), kinds)
        if file is None:
            return
        try:
            forgotten.finish(folder, file, passphrase)
        except RasoatError as error:
            self.page().show_refused(error)
        else:
            self._open(folder, passphrase)

    def _refuse_folder(self, folder: Path, error: RasoatError) -> None:
        self._preferences.change(settings.forgotten(self._preferences.now, str(folder)))
        self.show_welcome()
        self.page().show_error(error)

    def _ask_folder(self) -> None:
        folder = self._around.choosers.folder(self, _("Choose the folder of the workspace"))
        if folder is not None:
            self.open_folder(folder)

    def _create(self, folder: Path, new: NewWorkspace) -> None:
        def run(progress: Progress) -> object:
            around = self._around
            return workspace.create(
                folder, new, clock=around.clock, new_uid=around.new_uid, progress=progress
            )

        self._begin(Work(_("Making the workspace…"), run, writes=True))

    def _open(self, folder: Path, passphrase: str | None) -> None:
        def run(progress: Progress) -> object:
            around = self._around
            ws = workspace.open_workspace(
                folder, passphrase, clock=around.clock, new_uid=around.new_uid, progress=progress
            )
            audit.note(ws, audit.OPEN)
            return ws

        self._begin(Work(_("Opening…"), run, writes=True))

    def _begin(self, work: Work) -> None:
        self._work = work
        work.progressed.connect(self._show_progress)
        work.finished.connect(self._end)
        self._show_progress(0, 0)
        work.start()

    def _show_progress(self, done: int, total: int) -> None:
        if self._work is not None:
            self.page().show_progress(self._work.title, done, total)

    def _end(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        work.wait()
        page = self.page()
        page.show_progress("")
        if isinstance(work.error, RasoatError):
            page.show_refused(_in_that_window(work.error, self._bundle))
        elif work.cancelled:
            page.setFocus()
        elif work.error is not None:
            raise work.error
        else:
            self.opened.emit(work.value)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()


def _waits(bundle: Path) -> str:
    shown = _("{file} is shown once a workspace is open: open one, or make one.").format(file=bundle.name)
    return f"{shown} {_('Nothing is received before you agree.')}"


def _in_that_window(error: RasoatError, bundle: Path | None) -> RasoatError:
    """A bundle was double-clicked while the workspace is open: say where it is received."""
    if bundle is None or error.code != OPEN_ELSEWHERE:
        return error
    return RasoatError(
        error.code,
        N_("The workspace is already open in another window."),
        N_("Go to that window: Send and receive, Receive, and choose {file} there."),
        file=bundle.name,
    )
