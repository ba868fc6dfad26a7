"""The rounds in the settings: begin one from the last, work in another, close one and open it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import purged, signoff
from desktop.actions.close_round import close_round
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.progress import Progress
from desktop.records.model import form_key
from desktop.settings import Settings
from desktop.ui.form.page import FormPage
from desktop.ui.households.page import HouseholdsPage
from desktop.ui.preferences import Preferences
from desktop.ui.session import Session
from desktop.ui.settings.forget import ForgetSheet
from desktop.ui.settings.page import SettingsPage
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.window import PLACES, MainWindow
from tests.ui.keys import focused, press, show, tab_to, type_in, wait
from tests.worlds import household, make, write_lines

FIRST, SECOND = "vn-2022/2026/periodic", "vn-2022/2027/periodic"

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = make(tmp_path / "ws")
    import_households(made, write_lines(tmp_path / "in.ndjson", household("0001", uid="h1")))
    return made


@pytest.fixture
def window(qtbot: QtBot, ws: Workspace) -> Iterator[MainWindow]:
    made = MainWindow(Session(ws, "en", Preferences(Settings(language="en", theme="light"))))
    qtbot.addWidget(made)
    made.show_page("settings")
    show(qtbot, made)
    yield made
    made.close()


def settings(window: MainWindow) -> SettingsPage:
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def to_settings(window: MainWindow) -> None:
    window.show_page("settings")
    QApplication.processEvents()  # what was just laid out is shown


def listed(window: MainWindow) -> int:
    window.show_page("households")
    page = window.page("households")
    assert isinstance(page, HouseholdsPage)
    return page.model.rowCount()


def test_a_new_round_by_keys(qtbot: QtBot, window: MainWindow, ws: Workspace) -> None:
    assert window.top.words()[1] == "Periodic review 2026"
    tab_to("New round from this one…")
    press(Qt.Key.Key_Return)
    tab_to("Reference date")
    press(Qt.Key.Key_A, control=True)
    type_in("32/10/2027")
    press(Qt.Key.Key_Return)
    sheet = settings(window).rounds.sheet
    assert sheet is not None
    assert focused().accessibleName() == "Reference date", "that is no day"
    press(Qt.Key.Key_A, control=True)
    type_in("01/10/2027")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: ws.round.key == SECOND)
    assert window.top.words()[1] == "Periodic review 2027"
    assert listed(window) == 1


def test_work_in_the_round_before_and_back(window: MainWindow, ws: Workspace) -> None:
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    window.open_page("form", form_key("h1", SECOND))
    form = window.page("form")
    assert isinstance(form, FormPage)
    assert form.controller.key() == form_key("h1", SECOND)
    to_settings(window)
    for key, words in ((FIRST, "2026"), (SECOND, "2027")):
        name = next(
            button.accessibleName()
            for button in settings(window).rounds.findChildren(RowButton)
            if "work in this one" in button.accessibleName()
        )
        tab_to(name)
        press(Qt.Key.Key_Space)
        QApplication.processEvents()
        assert ws.round.key == key
        assert window.top.words()[1] == f"Periodic review {words}"
    window.show_page("form")
    again = window.page("form")
    assert isinstance(again, FormPage)
    assert again.controller.key() is None, "the household that was left belongs to another round"


def test_close_a_round_and_open_it_again(window: MainWindow, ws: Workspace) -> None:
    tab_to("Close this round…")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert not ws.round.closed, "a reason is owed"
    type_in("Đã nộp báo cáo")
    press(Qt.Key.Key_Return)
    assert ws.round.why == "Đã nộp báo cáo"
    assert window.top.words()[1].startswith("Periodic review 2026 · closed on")
    window.open_page("form", form_key("h1", FIRST))
    form = window.page("form")
    assert isinstance(form, FormPage)
    assert not form.view.sheet.isEnabled()
    to_settings(window)
    tab_to("Open this round again…")
    press(Qt.Key.Key_Return)
    type_in("Sót một hộ")
    press(Qt.Key.Key_Return)
    assert window.top.words()[1] == "Periodic review 2026"


def said_of(window: MainWindow, year: str) -> str:
    """The line of a round, as a screen reader says it."""
    QApplication.processEvents()  # what was just laid out is shown
    lines = settings(window).rounds.findChildren(RowButton)
    return next(one.accessibleName() for one in lines if one.isVisible() and year in one.accessibleName())


def test_the_people_of_a_signed_round_are_forgotten(qtbot: QtBot, window: MainWindow, ws: Workspace) -> None:
    signoff.sign(ws)
    close_round(ws, "Đã nộp")
    to_settings(window)
    assert "Remove the personal data" not in names(window), "it is the one that is worked in"
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    to_settings(window)
    tab_to("Remove the personal data of this round: Periodic review 2026")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: not window.session.busy)
    sheet = settings(window).rounds.sheet
    assert isinstance(sheet, ForgetSheet)
    assert "of 1 household go for good" in sheet.about.text()
    assert "backup" in sheet.about.text()
    type_in("2027")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert FIRST not in purged.rounds(ws), "neither the year nor a reason"
    press(Qt.Key.Key_A, control=True)
    type_in("2026")
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert FIRST not in purged.rounds(ws), "a reason is owed"
    type_in("Hết hạn lưu")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: not window.session.busy and settings(window).rounds.sheet is None)
    assert purged.rounds(ws)[FIRST]["why"] == "Hết hạn lưu"
    assert "personal data removed" in said_of(window, "2026")
    assert "Remove the personal data" not in names(window)
    assert settings(window).rounds.done.text().endswith("Its tables stay.")


def test_leaving_the_question_removes_nothing(qtbot: QtBot, window: MainWindow, ws: Workspace) -> None:
    signoff.sign(ws)
    close_round(ws, "Đã nộp")
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    to_settings(window)
    tab_to("Remove the personal data of this round: Periodic review 2026")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: not window.session.busy and settings(window).rounds.sheet)
    QApplication.processEvents()
    tab_to("Leave it")
    press(Qt.Key.Key_Return)
    assert settings(window).rounds.sheet is None
    assert not purged.rounds(ws)


def names(window: MainWindow) -> str:
    """Every button of the rounds."""
    QApplication.processEvents()
    found = settings(window).rounds.findChildren(QAbstractButton)
    return "\n".join(one.accessibleName() for one in found if one.isVisible())


def test_every_screen_opens_in_a_round_of_another_standard(window: MainWindow, ws: Workspace) -> None:
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01", edition="vn-2027"))
    window.session.round_changed.emit()
    for place in PLACES:
        window.show_page(place.name)
        QApplication.processEvents()
        assert window.message.words() == ""
    window.open_page("form", form_key("h1", ws.round.key))
    form = window.page("form")
    assert isinstance(form, FormPage)
    assert "waste_treated" in form.view.sheet.fields
    assert "media" not in form.view.sheet.fields


def test_a_round_that_another_connection_closed_is_said(
    qtbot: QtBot, window: MainWindow, ws: Workspace
) -> None:
    def close_it(own: Workspace, *, progress: Progress) -> None:
        progress(0, 0)
        close_round(own, "Văn phòng đã khoá")

    window.session.do_in_background("closing", close_it)
    wait(qtbot, lambda: "closed on" in window.top.words()[1])
    assert ws.round.why == "Văn phòng đã khoá"
