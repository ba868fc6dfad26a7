"""Locked when nobody is there, and a forgotten passphrase: by keys, with a clock that the test moves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import settings
from desktop.actions import forgotten, office, people, workspace
from desktop.actions.workspace import NewWorkspace
from desktop.settings import Settings
from desktop.ui.app import Program, dress
from desktop.ui.form.page import FormPage
from desktop.ui.preferences import Preferences
from desktop.ui.start.forgotten import Forgotten
from desktop.ui.start.locked import LockedWindow
from desktop.ui.start.unlock import Unlock
from desktop.ui.start.window import Surroundings
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.window import MainWindow
from tests.ui.keys import focused, press, tab_to, type_in, wait
from tests.ui.look import cut, nameless
from tests.worlds import COMMUNE, DATE, EDITION, NOON, YEAR, enrol, still_clock, uids

pytestmark = [pytest.mark.gui, pytest.mark.slow]
WORDS, NEW = "một hai ba bốn năm", "sáu bảy tám chín mười"
RETURN = Qt.Key.Key_Return


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a passphrase, enrolled with an office whose keys lie beside it."""
    folder = tmp_path_factory.mktemp("spaces")
    office.new_office(folder / "keys", "Ban Chỉ đạo xã Ba Bể", None)
    new = NewWorkspace(EDITION, YEAR, DATE, COMMUNE, person="Ma Thị Thử", passphrase=WORDS)
    ws = workspace.create(folder / "Xã Ba Bể 2026", new, clock=still_clock, new_uid=uids("lock"))
    enrol(ws, folder / "keys", folder / "laptop")
    workspace.close(ws)
    return ws.folder


class Running:
    """The program on a workspace, with a clock that stands until it is moved."""

    def __init__(self, qapp: QApplication, folder: Path) -> None:
        self.now = NOON
        self.place: Path | None = None
        self.file: Path | None = None
        start = Settings(language="en", theme="light")
        self.preferences = Preferences(start)
        choosers = Choosers(
            place=lambda *_: self.place,
            file=lambda *_: self.file,
        )
        self.program = Program(
            self.preferences, Surroundings(self.clock, uids("run"), folder.parent, choosers), qapp
        )
        self.program.start(folder)

    def clock(self) -> datetime:
        return self.now

    def pass_by(self, **time: int) -> None:
        """Time passes, and the program looks up."""
        self.now += timedelta(**time)
        self.program.idle.look()
        QApplication.processEvents()

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def locked(self) -> LockedWindow:
        assert self.program.locked is not None
        return self.program.locked

    def page(self) -> Forgotten:
        assert self.program.before is not None
        page = self.program.before.page()
        assert isinstance(page, Forgotten)
        return page

    def activate(self, qtbot: QtBot, window: object) -> None:
        assert isinstance(window, (MainWindow, LockedWindow))
        with qtbot.waitActive(window):
            window.activateWindow()

    def close(self) -> None:
        for window in (self.program.before, self.program.window, self.program.locked):
            if window is not None:
                window.close()
                window.deleteLater()
        self.program.deleteLater()


@pytest.fixture
def running(qapp: QApplication, qtbot: QtBot, enrolled: Path) -> Iterator[Running]:
    made = Running(qapp, enrolled)
    assert made.program.before is not None
    with qtbot.waitActive(made.program.before):
        made.program.before.activateWindow()
    yield made
    made.close()


def _fits(page: Forgotten) -> bool:
    return not cut(page)


def open_it(running: Running, qtbot: QtBot) -> None:
    type_in(WORDS)
    press(RETURN)
    wait(qtbot, lambda: running.program.window)
    running.activate(qtbot, running.window)


def test_it_locks_when_nobody_is_there_and_goes_on_where_it_was(running: Running, qtbot: QtBot) -> None:
    open_it(running, qtbot)
    running.window.open_page("form")
    form = running.window.page("form")
    assert isinstance(form, FormPage)
    type_in("0107")  # typed, and not yet given
    running.pass_by(minutes=9)
    assert running.window.isVisible()
    QTest.keyClick(running.window.windowHandle(), Qt.Key.Key_Shift)
    running.pass_by(minutes=9)
    assert running.window.isVisible()
    running.pass_by(minutes=1)
    assert not running.window.isVisible()
    running.activate(qtbot, running.locked)
    assert "Ma Thị Thử" in running.locked.page._about.text()
    assert nameless(running.locked) == []
    qtbot.waitUntil(lambda: not cut(running.locked))
    type_in("one two three")
    press(RETURN)
    assert running.locked.page.trouble() == "The passphrase does not open this workspace."
    type_in(WORDS)
    press(RETURN)
    assert running.program.locked is None
    assert running.window.isVisible()
    assert running.window.shown() == "form"
    assert form.view.board is not None
    assert form.view.board.entered.form.answer("household_code") == "0107"
    running.pass_by(hours=-3)  # somebody put the clock back
    assert not running.window.isVisible()


def test_by_hand_later_or_never(running: Running, qtbot: QtBot) -> None:
    open_it(running, qtbot)
    running.window.show_page("settings")
    tab_to("Lock when nobody works for")
    press(Qt.Key.Key_End)
    assert running.preferences.now.lock_minutes == 0
    running.pass_by(hours=9)
    assert running.window.isVisible()
    press(Qt.Key.Key_Home)
    assert running.preferences.now.lock_minutes == 5
    running.pass_by(minutes=5)
    assert not running.window.isVisible()
    running.activate(qtbot, running.locked)
    type_in(WORDS)
    press(RETURN)
    running.activate(qtbot, running.window)
    tab_to("Lock now")
    press(RETURN)
    running.activate(qtbot, running.locked)
    running.locked.close()  # whoever cannot open it can only close the program
    assert running.window._is_closed


def test_a_person_is_taken_away_after_a_warning(running: Running, qtbot: QtBot) -> None:
    open_it(running, qtbot)
    ws = running.window.session.ws
    people.add(ws, "Nông Văn Mẫu", NEW)
    running.window.show_page("settings")
    QApplication.processEvents()
    tab_to("Nông Văn Mẫu take away…")
    press(RETURN)
    assert focused().accessibleName() == "Leave it"
    press(RETURN)
    assert people.names(ws) == ("Ma Thị Thử", "Nông Văn Mẫu")
    tab_to("Nông Văn Mẫu take away…", most=150)
    press(RETURN)
    press(Qt.Key.Key_Backtab)
    assert focused().accessibleName() == "Take the passphrase away"
    press(RETURN)
    assert people.names(ws) == ("Ma Thị Thử",)


def test_a_forgotten_passphrase_goes_to_the_office_and_back(
    running: Running, qtbot: QtBot, enrolled: Path, tmp_path: Path
) -> None:
    tab_to("Forgot the passphrase?")
    press(RETURN)
    running.place = tmp_path / "asked.rasoat-forgot"
    tab_to("New passphrase")
    type_in(NEW)
    press(RETURN)
    type_in(NEW)
    tab_to("Write the request file…")
    press(RETURN)
    words = running.page().words.text()
    answer = tmp_path / "given.rasoat-answer"
    made = forgotten.answer(enrolled.parent / "keys", None, running.place, answer)
    assert " ".join(made.fingerprint) == words
    qtbot.waitUntil(lambda: not cut(running.page()))

    tab_to("Back")  # another day
    press(RETURN)
    assert running.program.before is not None
    assert isinstance(running.program.before.page(), Unlock)
    tab_to("Forgot the passphrase?")
    press(RETURN)
    running.file = answer
    type_in("something else")
    tab_to("Take in the office's answer…")
    press(RETURN)
    assert "not the new passphrase" in running.page().trouble()
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_A, control=True)
    type_in(NEW)
    tab_to("Take in the office's answer…")
    press(RETURN)
    wait(qtbot, lambda: running.program.window)
    people.change(running.window.session.ws, NEW, WORDS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_is_cut_with_large_text(
    qapp: QApplication, qtbot: QtBot, language: str, tmp_path: Path
) -> None:
    dress(qapp, Settings(language=language, theme="dark", text_percent=150))
    for offices in ((), ("Ban Chỉ đạo xã Ba Bể",)):
        page = Forgotten(tmp_path, ("Ma Thị Thử",), offices, asked=False)
        qtbot.addWidget(page)
        page.resize(700, 900)
        page.show()
        page.show_asked(("một", "hai", "ba", "bốn", "năm", "sáu"), tmp_path / "xin.rasoat-forgot")
        wait(qtbot, partial(_fits, page))
        assert nameless(page) == []
    dress(qapp, Settings(language="en", theme="light"))


def test_the_setting_is_kept_within_reason(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    settings.save(Settings(lock_minutes=30), file)
    assert settings.load(file).lock_minutes == 30
    for text, minutes in (("lock_minutes = -5", 0), ("lock_minutes = 9999", 240), ('lock_minutes = "x"', 10)):
        file.write_text(text, "utf-8")
        assert settings.load(file).lock_minutes == minutes
