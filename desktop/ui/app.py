"""Start the window: the application, its look and language, the start screen, then the workspace."""

import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop import i18n, paths, settings
from desktop.actions import backup, people
from desktop.actions.context import Workspace
from desktop.i18n import _
from desktop.settings import Settings
from desktop.ui import bugs, theme, translate
from desktop.ui.preferences import Preferences
from desktop.ui.session import ASK, Session
from desktop.ui.start.idle import Idle
from desktop.ui.start.locked import LockedWindow
from desktop.ui.start.window import StartWindow, Surroundings
from desktop.ui.theme import Theme
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.window import MainWindow

UID_BYTES = 16
BEAT = 60_000  # milliseconds between two looks whether a backup is due


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; one argument may name a workspace or a bundle."""
    words = list(sys.argv[1:] if argv is None else argv)
    app = build_application(words)
    bugs.catch(paths.user_log())
    file = paths.user_settings()
    preferences = Preferences(settings.load(file), lambda now: _keep(now, file), app)
    program = Program(preferences, surroundings(), app)
    named = Path(words[0]).absolute() if words else None
    if named is None or named.is_dir():
        program.start(named)
    else:
        program.start(bundle=named)
    return app.exec()


def build_application(argv: Sequence[str] = ()) -> QApplication:
    """The application with our face, made unless it is there; without a display it draws into memory."""
    if needs_offscreen(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(["rasoat", *argv])
    app.setApplicationName("rasoat")
    app.setDesktopFileName("rasoat")
    app.setStyle("Fusion")
    theme.fonts()
    return app


def needs_offscreen(environment: Mapping[str, str], platform: str) -> bool:
    """Is there nothing to draw on? Qt ends the process where it finds no display."""
    wanted = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return platform.startswith("linux") and not any(environment.get(name) for name in wanted)


def surroundings() -> Surroundings:
    """The world as it is: the clock, random ids, this user's folder."""
    return Surroundings(now, new_uid, paths.user_data(), Choosers())


def now() -> datetime:
    """The time by the clock of this computer."""
    return datetime.now(UTC)


def new_uid() -> str:
    """128 random bits, 32 hex digits."""
    return secrets.token_hex(UID_BYTES)


def dress(app: QApplication, wanted: Settings) -> None:
    """Language, theme and text size of `wanted` for everything that is shown from now on."""
    i18n.use(wanted.language)
    translate.speak(wanted.language, app)
    look = theme.following_system() if wanted.theme == "system" else Theme(wanted.theme)
    theme.wear(look, wanted.text_percent)


def open_window(
    ws: Workspace,
    wanted: Settings,
    *,
    preferences: Preferences | None = None,
    choose: Choosers = ASK,
) -> MainWindow:
    """The window on an open workspace, ready to be shown; closing it seals and closes the workspace."""
    window = MainWindow(Session(ws, wanted.language, preferences or Preferences(wanted), choose))
    window.show_page("overview")
    return window


class Program(QObject):
    """Which window is open: start screen or workspace; and it dresses them anew when the settings change."""

    def __init__(self, preferences: Preferences, around: Surroundings, app: QApplication) -> None:
        super().__init__(app)
        self._app, self._preferences, self._around = app, preferences, around
        self.before: StartWindow | None = None
        self.window: MainWindow | None = None
        self._bundle: Path | None = None  # to be looked at as soon as a workspace is open
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self._back_up)
        dress(app, preferences.now)
        self.locked: LockedWindow | None = None
        self.idle = Idle(around.clock, self)
        self.idle.due.connect(self.lock)
        preferences.changed.connect(self._dress)

    def start(self, folder: Path | None = None, *, bundle: Path | None = None) -> None:
        """The start screen; at a workspace when one is named or was opened last.

        What receiving `bundle` would do is shown as soon as a workspace is open.
        """
        self._bundle = bundle
        self.before = StartWindow(self._preferences, self._around, bundle)
        self.before.opened.connect(self._show)
        self.before.show()
        recent = self._preferences.now.recent
        wanted = folder or (Path(recent[0]) if recent and Path(recent[0]).is_dir() else None)
        if wanted is not None:
            self.before.open_folder(wanted)

    def _show(self, ws: Workspace) -> None:
        self._preferences.change(settings.opened(self._preferences.now, ws.folder))
        self.window = open_window(ws, self._preferences.now, preferences=self._preferences)
        self.window.closed.connect(self._end)
        self.window.show()
        if self._bundle is not None:
            self.window.open_page("exchange", (self._bundle,))
            self._bundle = None
        self.window.session.changed.connect(self.idle.touch)
        self.window.session.lock_wanted.connect(self.lock)
        self._watch()
        self._beat.start()
        if self.before is not None:
            self.before.close()
            self.before.deleteLater()
            self.before = None

    def lock(self) -> None:
        """Hide the window until whoever works here types the passphrase; what was typed is kept."""
        window = self.window
        if window is None or not window.isVisible() or window.session.ws.practice:
            return
        if window.session.busy or QApplication.activeModalWidget() is not None:
            return  # the next look comes soon
        ws = window.session.ws
        self.locked = LockedWindow(
            self._preferences.now.language, ws.folder, ws.person, partial(people.is_mine, ws)
        )
        self.locked.opened.connect(self._unlock)
        self.locked.left.connect(window.close)
        self.locked.setGeometry(window.geometry())
        self.locked.show()
        window.hide()

    def _unlock(self) -> None:
        if self.window is not None and self.locked is not None:
            self.window.show()
            self.locked.close()
            self.locked.deleteLater()
            self.locked = None
            self._watch()

    def _watch(self) -> None:
        if self.window is not None:
            minutes = 0 if self.window.session.ws.practice else self._preferences.now.lock_minutes
            self.idle.watch(self.window.windowHandle(), minutes)

    def _end(self) -> None:
        self._beat.stop()
        self.idle.watch(None, 0)

    def _back_up(self) -> None:
        """A copy every hour, beside the work; a disk that refuses is said in the message bar."""
        session = self.window.session if self.window else None
        if session is not None and not session.busy and backup.is_due(session.ws):
            session.read_in_background(_("Making a backup…"), backup.back_up_if_due)

    def _dress(self, before: Settings, after: Settings) -> None:
        if before.lock_minutes != after.lock_minutes:
            self._watch()
        if (before.language, before.theme, before.text_percent) == (
            after.language,
            after.theme,
            after.text_percent,
        ):
            return
        dress(self._app, after)
        if (before.language, before.text_percent) != (after.language, after.text_percent):
            for window in (self.before, self.window):
                if window is not None:
                    window.rebuild()


def _keep(now: Settings, file: Path) -> None:
    """A disk that refuses takes nothing away: the settings hold until the program is closed."""
    try:
        settings.save(now, file)
    except OSError as error:
        bugs.note(f"settings not kept: errno {error.errno}", paths.user_log())
