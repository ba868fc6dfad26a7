"""The scenes: one window, the keys a person would press there. Each is keys in, what stands on disk out."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.actions.context import Workspace
from desktop.actions.rehearsal import Both, LaptopEdits, NewHousehold
from desktop.records.model import FormKey, split_path
from desktop.settings import Settings
from desktop.ui import app
from desktop.ui.demo import typist
from desktop.ui.demo.typist import CONTROL, SHIFT, press, write
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.form import route
from desktop.ui.form.page import FormPage
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.window import MainWindow

Key = Qt.Key
MOST_STEPS = 400  # of one household; more is a circle
MOMENT = 0.005  # seconds
EXCHANGE, ROLLUP = Key.Key_4, Key.Key_5
Picture = Callable[[MainWindow, str], None]


@dataclass(slots=True)
class Answers:
    """What is chosen in the dialogs for files and folders, which are the system's own."""

    files: tuple[Path, ...] = ()
    place: Path | None = None
    folder: Path | None = None

    def choosers(self) -> Choosers:
        """The ways to ask, answered."""
        return replace(
            Choosers(),
            files=lambda *_asked: self.files,
            place=lambda *_asked: self.place,
            folder=lambda *_asked: self.folder,
            show_folder=lambda _folder: None,
        )


@dataclass(slots=True)
class Scene:
    """One open window with somebody at its keyboard."""

    window: MainWindow
    answers: Answers
    picture: Picture

    @classmethod
    def begin(cls, ws: Workspace, wanted: Settings, picture: Picture) -> "Scene":
        """Open the window of a workspace."""
        answers = Answers()
        window = app.open_window(ws, wanted, choose=answers.choosers())
        typist.show(window)
        return cls(window, answers, picture)

    def end(self) -> None:
        """Close the window; what was entered is sealed."""
        self.window.close()
        QApplication.processEvents()

    def key_household(self, household: NewHousehold, shown: str) -> None:
        """Ctrl+2, Ctrl+N, then every question by route until the end of the form."""
        press(Key.Key_2, CONTROL)
        press(Key.Key_N, CONTROL)
        members = iter(household.member)
        answers: Mapping[str, str] = {}
        page, before = self._form(), ""
        for _step in range(MOST_STEPS):
            path = page.view.at()
            if not path:
                break
            uid, question = split_path(path)
            if uid is None and route.is_new(before):
                self.picture(self.window, f"{shown}-members")
            before = path
            if route.is_new(path):
                answers = next(members, {})
            answer(answers.get(question, "") if uid else household.answers.get(question, ""))
        else:
            raise typist.stuck(household.title)
        self.picture(self.window, shown)

    def edit(self, code: str, edits: LaptopEdits, shown: str) -> None:
        """Find a household by its code, open it, change some answers by route."""
        press(Key.Key_2, CONTROL)
        press(Key.Key_F, CONTROL)  # on a form it would look for a question
        write(code)
        self.wait_for(lambda: self.window.page("households").isVisible())
        press(Key.Key_Return)
        page, left = self._form(), dict(edits.answers)
        self._to_top(page)
        for _step in range(MOST_STEPS):
            path = page.view.at()
            if not path or not left:
                break
            answer(left.pop(path, ""))
        if left:
            raise typist.stuck(", ".join(left))
        self.picture(self.window, shown)

    def pack(self, to: Path, shown: str) -> None:
        """Ctrl+4, and the button that writes the bundle."""
        self.answers.place = to
        press(EXCHANGE, CONTROL)
        press(Key.Key_Space)
        self.wait_for(to.is_file)
        self.wait_for(lambda: not self.window.session.busy)
        self.picture(self.window, shown)

    def receive(self, files: tuple[Path, ...], shown: tuple[str, str]) -> None:
        """The receipt of what the files would do, then the button that takes them in."""
        self.answers.files = files
        press(EXCHANGE, CONTROL)
        press(Key.Key_PageDown, CONTROL)
        press(Key.Key_Space)
        self._work_done()
        self.picture(self.window, shown[0])
        press(Key.Key_Space)
        self._work_done()
        self.picture(self.window, shown[1])

    def settle(self, both: Both, shown: tuple[str, str]) -> None:
        """On to the clash; the side whose value is right by its number, a reason in words, Return."""
        press(Key.Key_Space)
        QApplication.processEvents()
        self.picture(self.window, shown[0])
        side = self._side(both.right)
        press(Key(Key.Key_0 + side))
        press(Key.Key_Tab)
        write(both.why)
        press(Key.Key_Return)
        QApplication.processEvents()
        self.picture(self.window, shown[1])

    def tables(self, folder: Path, shown: tuple[str, str]) -> None:
        """Ctrl+5: the table on the screen, then the button that writes the workbooks."""
        self.answers.folder = folder
        press(ROLLUP, CONTROL)
        self._work_done()
        self.picture(self.window, shown[0])
        press(Key.Key_E, CONTROL)
        self._work_done()
        self.picture(self.window, shown[1])

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Let the window work until something is true."""
        until = time.monotonic() + typist.PATIENCE / 1000
        while not done():
            QApplication.processEvents()
            time.sleep(MOMENT)  # QTest's own wait would not let the worker's thread run
            if time.monotonic() > until:
                raise typist.stuck(self.window.windowTitle())

    def _form(self) -> FormPage:
        return cast("FormPage", self.window.page("form"))

    def _to_top(self, page: FormPage) -> None:
        before = ""
        while page.view.at() != before:
            before = page.view.at()
            press(Key.Key_Return, SHIFT)

    def _side(self, text: str) -> int:
        """Which side of the open clash says this."""
        page = cast("ExchangePage", self.window.page("exchange"))
        return next(card.side.n for card in page.clashes.cards if text in card.side.text)

    def _work_done(self) -> None:
        self.wait_for(lambda: not self.window.session.busy)
        QApplication.processEvents()


def answer(text: str) -> None:
    """Type an answer over what stands there, and go on."""
    if text:
        press(Key.Key_A, CONTROL)
        write(text)
    press(Key.Key_Return)


def household_code(ws: Workspace, key: FormKey) -> str:
    """What is typed to find a household."""
    from desktop.actions import enter

    return str(enter.open_form(ws, key).form.household.get(ws.edition.roles.code, ""))
