"""What every screen talks to: it runs actions on the open workspace and says what changed."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.actions import anew, card_list, units
from desktop.actions import round as rounds
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress
from desktop.errors import RasoatError
from desktop.settings import Settings
from desktop.ui.preferences import Preferences
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.work import Done, Failed, Job, Work

T = TypeVar("T")
ASK = Choosers()  # the system's own dialogs


class What(StrEnum):
    """What an action may have changed."""

    HOUSEHOLDS = "households"
    TABLES = "tables"
    EXCHANGE = "exchange"
    SETTINGS = "settings"


class Session(QObject):
    """The open workspace for the screens. Actions that fail are said through `failed`, never raised."""

    changed = Signal(object)  # frozenset[What]: every open screen decides for itself to redraw
    failed = Signal(object)  # RasoatError
    go = Signal(str, object)  # open a screen, and what to show there
    round_changed = Signal()  # another round is worked in, or this one was closed: every screen is made anew
    working = Signal(object)  # the Work that began, or None when all is done
    progressed = Signal(int, int)
    lock_wanted = Signal()  # now, by hand

    def __init__(
        self,
        ws: Workspace,
        language: str,
        preferences: Preferences | None = None,
        choose: Choosers = ASK,
    ) -> None:
        super().__init__()
        self.ws, self.language, self.choose = ws, language, choose
        self.preferences = preferences or Preferences(Settings(language=language), parent=self)
        self._works: list[Work] = []
        self._is_other_round = False  # work changed the round, and no screen knows yet

    def do(self, action: Callable[..., T], *args: object, **kw: object) -> T | None:
        """`action(ws, *args, **kw)` now. What the world refuses is said by the window; None comes back."""
        try:
            return action(self.ws, *args, **kw)
        except RasoatError as error:
            self.failed.emit(error)
            return None

    def say(self, *what: What) -> None:
        """Something changed: every screen hears it."""
        self.changed.emit(frozenset(what))

    def do_in_background(
        self,
        title: str,
        action: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        **kw: object,
    ) -> None:
        """`action(ws, *args, progress=…, **kw)` beside the window, which takes no input meanwhile.

        `done(value)` is called here when it worked; when not, `failed(error)` instead of the message bar.
        """
        self._begin(Work(title, self._on_own_connection(action, args, kw), writes=True), done, failed)

    def read_in_background(
        self,
        title: str,
        action: Callable[..., Any],
        *args: object,
        done: Done | None = None,
        failed: Failed | None = None,
        **kw: object,
    ) -> None:
        """The same for work that writes nothing into the workspace: the window stays usable."""
        self._begin(Work(title, self._on_own_connection(action, args, kw), writes=False), done, failed)

    @property
    def busy(self) -> bool:
        """Is anything running beside the window?"""
        return bool(self._works)

    def cancel(self) -> None:
        """Stop what runs, and what waits."""
        for work in self._works:
            work.cancel()

    def close(self) -> None:
        """Stop and wait: no thread is left behind."""
        self.cancel()
        for work in self._works:
            work.wait()
        self._works.clear()

    def _on_own_connection(
        self, action: Callable[..., Any], args: tuple[object, ...], kw: dict[str, object]
    ) -> Job:
        ws = self.ws

        def run(progress: Progress) -> object:
            progress(0, 0)  # one that was stopped while it waited never begins
            own = ws.reopened()
            try:
                return action(own, *args, progress=progress, **kw)
            finally:
                own.store.close()

        return run

    def _begin(self, work: Work, done: Done | None, failed: Failed | None) -> None:
        work.then, work.otherwise = done, failed
        work.progressed.connect(self.progressed)
        work.finished.connect(self._next)
        self._works.append(work)
        if len(self._works) == 1:
            self._start()

    def _start(self) -> None:
        self.working.emit(self._works[0])
        self._works[0].start()

    def _next(self) -> None:
        """One is done: the next begins, then the one that waited for this hears of it."""
        if not self._works or not self._works[0].isFinished():
            return
        work = self._works.pop(0)
        work.wait()
        if work.writes:
            units.reload(self.ws)
            self._is_other_round |= rounds.reload(self.ws)
            card_list.refresh(self.ws)
            anew.reload(self.ws)
        if self._works:
            self._start()
        else:
            self.working.emit(None)
        self._tell(work)
        if self._is_other_round and not self._works:
            self._is_other_round = False
            self.round_changed.emit()

    def _tell(self, work: Work) -> None:
        if isinstance(work.error, RasoatError):
            (work.otherwise or self.failed.emit)(work.error)
        elif work.error is not None and not work.cancelled:
            raise work.error
        elif work.error is None and work.then is not None:
            work.then(work.value)
