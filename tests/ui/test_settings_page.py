"""The settings screen: looks change at once, people get passphrases, backups are made and copied."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions import backup, people, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.script import enter_all
from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from desktop.settings import Settings
from desktop.ui.preferences import Preferences
from desktop.ui.session import Session
from desktop.ui.settings.page import SettingsPage
from desktop.ui.widgets.choosers import Choosers
from tests.ui.keys import focused, press, show, tab_to, type_in, wait
from tests.worlds import COMMUNE, DATE, EDITION, YEAR, still_clock, uids

pytestmark = pytest.mark.gui
WORDS, OTHER = "một hai ba bốn năm", "sáu bảy tám chín mười"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    new = NewWorkspace(EDITION, YEAR, DATE, COMMUNE, person="Ma Thị Thử", passphrase=WORDS)
    return workspace.create(tmp_path / "ws", new, clock=still_clock, new_uid=uids("settings"))


class Open:
    """The window on the settings."""

    def __init__(self, qtbot: QtBot, ws: Workspace, folder: Path | None = None) -> None:
        from desktop.ui.window import MainWindow

        self.preferences = Preferences(Settings(language="en", theme="light"))
        self.shown: list[Path] = []
        self.window = MainWindow(Session(ws, "en", self.preferences))
        choosers = Choosers(folder=lambda _parent, _title: folder, show_folder=self.shown.append)
        self.page = SettingsPage(self.window.session, choosers)
        self.window.take("settings", self.page)
        qtbot.addWidget(self.window)
        self.window.show_page("settings")
        show(qtbot, self.window)


def test_language_colours_and_text_size_are_said_at_once(qtbot: QtBot, ws: Workspace) -> None:
    opened = Open(qtbot, ws)
    tab_to("Colours")
    press(Qt.Key.Key_Down)
    assert opened.preferences.now.theme == "dark"
    tab_to("Text size")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert opened.preferences.now.text_percent == 125
    press(Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Up)
    assert opened.preferences.now.language == "vi"


def test_one_more_person_can_open_it(qtbot: QtBot, ws: Workspace) -> None:
    opened = Open(qtbot, ws)
    tab_to("Add a person")
    press(Qt.Key.Key_Return)
    type_in("Nông Văn Mẫu")
    press(Qt.Key.Key_Return)
    type_in(OTHER)
    press(Qt.Key.Key_Return)
    type_in(OTHER)
    press(Qt.Key.Key_Return)
    assert opened.page.people.done.text() == "Nông Văn Mẫu can open this workspace now."
    assert people.names(ws) == ("Ma Thị Thử", "Nông Văn Mẫu")
    opened.window.close()
    again = workspace.open_workspace(ws.folder, OTHER, clock=still_clock, new_uid=uids("again"))
    assert again.person == "Nông Văn Mẫu"
    workspace.close(again)


def test_a_person_who_is_there_is_not_overwritten(qtbot: QtBot, ws: Workspace) -> None:
    opened = Open(qtbot, ws)
    tab_to("Add a person")
    press(Qt.Key.Key_Return)
    type_in("Ma Thị Thử")
    press(Qt.Key.Key_Return)
    type_in(OTHER)
    press(Qt.Key.Key_Return)
    type_in(OTHER)
    press(Qt.Key.Key_Return)
    assert "can open this workspace already" in opened.window.message.words()
    with pytest.raises(RasoatError):
        people.change(ws, OTHER, WORDS)


def test_another_passphrase_for_oneself(qtbot: QtBot, ws: Workspace) -> None:
    opened = Open(qtbot, ws)
    tab_to("Change my passphrase")
    press(Qt.Key.Key_Return)
    type_in("wrong")
    press(Qt.Key.Key_Return)
    type_in(OTHER)
    press(Qt.Key.Key_Return)
    type_in(OTHER)
    press(Qt.Key.Key_Return)
    assert "does not open this workspace" in opened.window.message.words()
    press(Qt.Key.Key_Backtab, Qt.Key.Key_Backtab)
    type_in(WORDS)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert opened.page.people.done.text() == "The passphrase is changed."
    opened.window.close()
    with pytest.raises(RasoatError):
        workspace.open_workspace(ws.folder, WORDS, clock=still_clock, new_uid=uids("again"))
    again = workspace.open_workspace(ws.folder, OTHER, clock=still_clock, new_uid=uids("again"))
    workspace.close(again)


def test_leaving_it_puts_the_questions_away(qtbot: QtBot, ws: Workspace) -> None:
    opened = Open(qtbot, ws)
    tab_to("Add a person")
    press(Qt.Key.Key_Return)
    tab_to("Leave it")
    press(Qt.Key.Key_Return)
    assert opened.page.people.sheet is None
    assert focused().accessibleName() == "Add a person"


def test_a_backup_now_and_a_copy_on_a_second_place(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    opened = Open(qtbot, ws, stick)
    assert not opened.page.backups.copy.isEnabled()
    tab_to("Make a backup now")
    press(Qt.Key.Key_Return)
    wait(qtbot, opened.page.backups.done.text)
    made = backup.listed(ws)
    assert len(made) == 1
    tab_to("Copy to a second place…")
    press(Qt.Key.Key_Return)
    assert (stick / made[0].path.name / "rasoat.db").is_file()
    assert opened.preferences.now.second_place == str(stick)
    tab_to("Show the folder")
    press(Qt.Key.Key_Return)
    assert opened.shown == [ws.folder]


def test_a_village_is_added_and_renamed_with_the_keyboard(qtbot: QtBot, ws: Workspace) -> None:
    Open(qtbot, ws)
    tab_to("Name of a new village")
    type_in("Nà Mơ")
    press(Qt.Key.Key_Return)
    assert [row.name for row in units.village_rows(ws)] == ["Thôn Nà Mơ"]
    type_in("Bản Váng")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)  # the first of the list: correct its name
    type_in("Nà Mơ Trong")
    press(Qt.Key.Key_Return)
    assert [row.short_name for row in units.village_rows(ws)] == ["Nà Mơ Trong", "Bản Váng"]


def test_a_code_that_only_forms_use_can_be_named(qtbot: QtBot, ws: Workspace) -> None:
    enter_all(ws, "new", [f"village={COMMUNE}-07"])
    opened = Open(qtbot, ws)
    assert [row.name for row in units.village_rows(ws)] == [""]
    tab_to(f"no name yet {COMMUNE}-07")
    press(Qt.Key.Key_Return)
    type_in("Cốc Tộc")
    press(Qt.Key.Key_Return)
    assert [(row.code, row.short_name) for row in units.village_rows(ws)] == [(f"{COMMUNE}-07", "Cốc Tộc")]
    assert opened.page.villages.name.text() == ""
