"""Before a workspace is open: all by keyboard, and what goes wrong is a sentence on the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import audit, people, workspace
from desktop.actions.context import Workspace
from desktop.actions.workspace import NewWorkspace
from desktop.settings import Settings
from desktop.ui.app import dress
from desktop.ui.preferences import Preferences
from desktop.ui.start.assistant import Assistant
from desktop.ui.start.unlock import Unlock
from desktop.ui.start.welcome import Welcome
from desktop.ui.start.window import StartWindow, Surroundings
from desktop.ui.strength import Strength, strength
from desktop.ui.widgets.choosers import Choosers
from tests.ui.keys import focused, press, show, tab_to, type_in, wait
from tests.ui.look import cut, nameless
from tests.worlds import COMMUNE, DATE, EDITION, YEAR, make, still_clock, uids

pytestmark = pytest.mark.gui
WORDS = "một hai ba bốn năm"
P = TypeVar("P")


class Start:
    """The start window, and the workspaces it opened."""

    def __init__(self, qtbot: QtBot, folder: Path, *recent: Path) -> None:
        self.preferences = Preferences(Settings(language="en", recent=tuple(map(str, recent))))
        self.folder: Path | None = None
        choosers = Choosers(folder=lambda _parent, _title: self.folder)
        around = Surroundings(still_clock, uids("start"), folder, choosers)
        self.window = StartWindow(self.preferences, around)
        self.opened: list[Workspace] = []
        self.window.opened.connect(self.opened.append)
        qtbot.addWidget(self.window)
        show(qtbot, self.window)

    def page(self, kind: type[P]) -> P:
        page = self.window.page()
        assert isinstance(page, kind)
        return page

    def close(self) -> None:
        for ws in self.opened:
            workspace.close(ws)


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    made = Start(qtbot, tmp_path / "spaces")
    yield made
    made.close()


def fill_in_unit_and_round() -> None:
    press(Qt.Key.Key_Return)  # "Make a new workspace" has the focus
    type_in("Ba Bể")
    press(Qt.Key.Key_Return)
    tab_to("Continue")
    press(Qt.Key.Key_Return)


def test_the_assistant_makes_a_workspace_by_keyboard_alone(start: Start, qtbot: QtBot) -> None:
    fill_in_unit_and_round()
    type_in("Ma Thị Thử")
    press(Qt.Key.Key_Return)
    type_in(WORDS)
    press(Qt.Key.Key_Return)
    type_in(WORDS)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)  # to the folder, and make it
    wait(qtbot, lambda: start.opened)
    ws = start.opened[0]
    assert (ws.home.full_name, ws.person, ws.practice) == ("Xã Ba Bể", "Ma Thị Thử", False)
    assert (ws.round.key, ws.round.date) == ("vn-2022/2026/periodic", "2026-10-05")
    assert ws.folder == start.window._around.place / "Xã Ba Bể 2026"
    assert people.needs_passphrase(ws.folder)


def test_practice_data_needs_no_passphrase(start: Start, qtbot: QtBot) -> None:
    fill_in_unit_and_round()
    type_in("Ma Thị Thử")
    tab_to("Practice data")
    press(Qt.Key.Key_Space)
    tab_to("Continue")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    wait(qtbot, lambda: start.opened)
    assert start.opened[0].practice
    assert not people.needs_passphrase(start.opened[0].folder)


def test_the_steps_can_be_gone_back_and_nothing_typed_is_lost(start: Start) -> None:
    fill_in_unit_and_round()
    type_in("Ma Thị Thử")
    tab_to("Back")
    press(Qt.Key.Key_Return)
    tab_to("Back")
    press(Qt.Key.Key_Return)
    page = start.page(Assistant)
    assert focused() is page.unit.search
    assert page.unit.search.text() == "Ba Bể"
    assert page.person.person() == "Ma Thị Thử"
    tab_to("Back")
    press(Qt.Key.Key_Return)
    start.page(Welcome)


def test_arrows_choose_among_the_units_found(start: Start) -> None:
    press(Qt.Key.Key_Return)
    type_in("thanh")
    page = start.page(Assistant).unit
    first = page.unit()
    press(Qt.Key.Key_Down)
    second = page.unit()
    assert first is not None
    assert second is not None
    assert second != first
    assert focused() is page.search


def test_the_list_before_july_2025_has_districts(start: Start) -> None:
    press(Qt.Key.Key_Return)
    tab_to("List of units")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Backtab)
    type_in("huyen ba be")
    unit = start.page(Assistant).unit.unit()
    assert unit is not None
    assert (unit.full_name, unit.level) == ("Huyện Ba Bể", "district")


def test_what_is_missing_is_said_where_it_is_missing(start: Start) -> None:
    press(Qt.Key.Key_Return)
    type_in("khong co xa nao nhu the")
    press(Qt.Key.Key_Return)
    page = start.page(Assistant)
    assert page.unit._field.problem()
    press(Qt.Key.Key_A, control=True)
    type_in("ba be")
    press(Qt.Key.Key_Return)
    tab_to("Reference date")
    press(Qt.Key.Key_A, control=True)
    type_in("31/11/2026")
    press(Qt.Key.Key_Return)
    assert page.round._date.problem()
    assert focused() is page.round.date
    press(Qt.Key.Key_A, control=True)
    type_in("01102026")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.round.day() == "2026-10-01"
    press(Qt.Key.Key_Backtab)
    tab_to("Continue")
    press(Qt.Key.Key_Return)
    assert page.person._name.problem()
    type_in("Ma Thi Thu")
    press(Qt.Key.Key_Return)
    type_in("abc")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.person.secret._first.problem()
    assert focused() is page.person.secret.first
    type_in("def ghi")
    press(Qt.Key.Key_Return)
    type_in("other")
    press(Qt.Key.Key_Return)
    assert page.person.secret._again.problem()


def test_a_folder_that_is_not_empty_is_refused_on_the_page(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_in_unit_and_round()
    page = start.page(Assistant)
    type_in("Ma")
    tab_to("Practice data")
    press(Qt.Key.Key_Space)
    tab_to("Continue")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_A, control=True)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine", encoding="utf-8")
    type_in(str(taken))
    press(Qt.Key.Key_Return)
    wait(qtbot, page.trouble)
    assert "is not empty" in page.trouble()
    assert focused() is page.folder.folder
    assert [path.name for path in taken.iterdir()] == ["letter.txt"]
    press(Qt.Key.Key_A, control=True)
    type_in(str(tmp_path / "free"))
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: start.opened)


def test_another_language_at_once(start: Start, qapp: QApplication) -> None:
    def wear(_before: Settings, now: Settings) -> None:
        dress(qapp, now)
        start.window.rebuild()

    start.preferences.changed.connect(wear)
    tab_to("Language")
    press(Qt.Key.Key_Up)  # Tiếng Việt
    assert start.page(Welcome).new.text() == "Tạo nơi làm việc mới"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A workspace with a passphrase, closed."""
    folder = tmp_path / "spaces" / "Xã Ba Bể 2026"
    new = NewWorkspace(EDITION, YEAR, DATE, COMMUNE, person="Ma Thị Thử", passphrase=WORDS)
    workspace.close(workspace.create(folder, new, clock=still_clock, new_uid=uids("locked")))
    return folder


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(
    qtbot: QtBot, tmp_path: Path, locked: Path
) -> None:
    start = Start(qtbot, tmp_path, locked)
    press(Qt.Key.Key_Return)  # the one opened last has the focus
    page = start.page(Unlock)
    type_in("một hai ba")
    press(Qt.Key.Key_Return)
    wait(qtbot, page.trouble)
    assert page.trouble() == "The passphrase does not open this workspace."
    assert focused() is page.passphrase
    type_in(WORDS)  # what was typed is marked: typing replaces it
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: start.opened)
    assert start.opened[0].person == "Ma Thị Thử"
    start.close()


def test_practice_data_opens_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    workspace.close(make(folder))
    start = Start(qtbot, tmp_path)
    start.folder = folder
    tab_to("Open a workspace…")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: start.opened)
    entries = audit.logs(start.opened[0])[0].entries
    assert [(one.what, one.who) for one in entries] == [("open", "máy")]
    start.close()


def test_a_folder_that_is_no_workspace_is_refused_and_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    start = Start(qtbot, tmp_path, tmp_path / "gone")
    press(Qt.Key.Key_Return)
    page = start.page(Welcome)
    assert "is not a workspace" in page.trouble()
    assert start.preferences.now.recent == ()


def test_a_workspace_open_elsewhere_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    ws = make(tmp_path / "ws")
    start = Start(qtbot, tmp_path, ws.folder)
    press(Qt.Key.Key_Return)
    wait(qtbot, start.window.page().trouble)
    assert "already open" in start.window.page().trouble()
    workspace.close(ws)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_is_cut(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, language: str, percent: int
) -> None:
    dress(qapp, Settings(language=language, theme="light", text_percent=percent))
    start = Start(qtbot, tmp_path, tmp_path / "Xã Ba Bể 2026")
    qtbot.waitUntil(lambda: not cut(start.window), timeout=2_000)
    start.window.show_assistant()
    page = start.page(Assistant)
    type_in("ba be")
    for place in range(3):
        qtbot.waitUntil(lambda: not cut(start.window), timeout=2_000)
        assert not nameless(start.window), place
        page.person.full_name.setText("Ma Thị Thử")
        page.person.practice.setChecked(True)
        page.next.click()
        assert page.asked.width() <= start.window.stack.width()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Strength.NONE),
        ("abc", Strength.TOO_SHORT),
        ("abcdef", Strength.WEAK),
        ("123456789012345678", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("bản đẹp núi", Strength.FAIR),
        (WORDS, Strength.GOOD),
    ],
)
def test_how_good_a_passphrase_is(text: str, found: Strength) -> None:
    assert strength(text) is found
