"""The page as a whole: its four parts by keys, in both languages, all themes and large text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import receive
from desktop.ui import theme
from desktop.ui.exchange.page import PARTS, ExchangePage
from desktop.ui.session import Session
from desktop.ui.theme import Theme
from tests.ui.exchanging import Answers, handed_out, packed, page_of, work_done
from tests.ui.keys import press
from tests.ui.look import cut, nameless
from tests.worlds import close

pytestmark = [pytest.mark.gui, pytest.mark.slow]


def test_control_and_page_keys_walk_the_parts(qtbot: QtBot, tmp_path: Path) -> None:
    made = handed_out(tmp_path)
    with page_of(qtbot, made.office, Answers()) as page:
        seen = []
        for _turn in PARTS:
            seen.append(page.part())
            press(Qt.Key.Key_PageDown, control=True)
        assert seen == list(PARTS)
        assert page.part() == PARTS[0]
        press(Qt.Key.Key_PageUp, control=True)
        assert page.part() == "history"
        assert page.history.model.rowCount() == 2
        assert page.history.table.selectionModel().hasSelection()
        close(made)


def test_the_tab_bar_works_by_arrows(qtbot: QtBot, tmp_path: Path) -> None:
    made = handed_out(tmp_path)
    with page_of(qtbot, made.office, Answers()) as page:
        page.tabs.setFocus()
        press(Qt.Key.Key_Right)
        assert page.part() == "receive"
        assert QApplication.focusWidget() is page.tabs
        close(made)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("worn", list(Theme))
def test_every_part_fits_in_every_language_theme_and_size(
    qtbot: QtBot, tmp_path: Path, language: str, worn: Theme
) -> None:
    made = handed_out(tmp_path)
    files = packed(made)
    receive.receive(made.office, files[:1])
    with page_of(qtbot, made.office, Answers(), language) as page:
        theme.wear(worn, 150)
        page.resize(1136, 660)  # what the window leaves at 1366 × 768
        with work_done(qtbot, page):
            page.open(files)
        for part in PARTS:
            page.open(part)
            page.refresh()
            assert not page.grab().isNull()
            qtbot.waitUntil(lambda: not cut(page))
            assert nameless(page) == []
        theme.wear(Theme.LIGHT)
        close(made)


def test_making_the_page_shows_no_window_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    made = handed_out(tmp_path)
    session = Session(made.office, "vi")
    page = ExchangePage(session, Answers().choosers())
    qtbot.addWidget(page)
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []
    session.close()
    close(made)
