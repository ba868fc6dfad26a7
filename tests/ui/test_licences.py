"""The licences: reached from the settings by keys, read part by part, and left again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.ui.licences.page import LicencesPage
from desktop.ui.session import Session
from desktop.ui.window import MainWindow
from tests.ui.keys import focused, press, show, tab_to
from tests.ui.look import cut, nameless
from tests.worlds import make

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    i18n.use("vi")
    made = MainWindow(Session(make(tmp_path / "ws"), "vi"))
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    made.close()


def test_the_settings_lead_to_every_licence_and_back(window: MainWindow) -> None:
    window.show_page("settings")
    tab_to("Giấy phép của từng phần")
    press(Qt.Key.Key_Return)
    page = window.page("licences")
    assert isinstance(page, LicencesPage)
    assert window.shown() == "licences"
    assert focused() is page.list
    assert page.text.toPlainText().startswith("Copyright")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.list.currentItem().text() == "argon2-cffi"
    assert "MIT License" in page.text.toPlainText()
    press(Qt.Key.Key_Tab)
    assert focused() is page.text
    assert (cut(page), nameless(page)) == ([], [])
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.shown() == "settings"
