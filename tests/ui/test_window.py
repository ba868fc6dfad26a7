"""The window: every screen in every look, by keyboard, and nothing lost when it closes."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import enter, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.errors import RasoatError
from desktop.settings import Settings
from desktop.store import drafts, revisions
from desktop.ui.app import dress
from desktop.ui.preferences import Preferences
from desktop.ui.session import Session, What
from desktop.ui.window import PLACES, MainWindow
from tests.ui.keys import focused, press, show, wait
from tests.ui.look import cut, nameless
from tests.ui.test_session import Counting
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui
Opening = Callable[..., MainWindow]
LOOKS = list(product(("vi", "en"), ("light", "dark", "contrast"), (100, 150)))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = make(tmp_path / "Xã Ba Bể 2026", "Ma Thị Thử")
    lines = write_lines(tmp_path / "list.ndjson", *(household(f"{n:04}", uid=f"h{n}") for n in range(1, 4)))
    import_households(made, lines)
    return made


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication, ws: Workspace) -> Opening:
    """Opens the window on the workspace; closing it closes the workspace too."""

    def open_it(language: str = "en", theme: str = "light", percent: int = 100) -> MainWindow:
        settings = Settings(language=language, theme=theme, text_percent=percent)
        dress(qapp, settings)
        window = MainWindow(Session(ws, language, Preferences(settings)))
        qtbot.addWidget(window)
        window.show_page("overview")
        show(qtbot, window)
        return window

    return open_it


@pytest.mark.parametrize(("language", "theme", "percent"), LOOKS)
def test_every_screen_opens_in_every_look(
    opening: Opening, qapp: QApplication, language: str, theme: str, percent: int
) -> None:
    window = opening(language, theme, percent)
    for place in PLACES:
        window.show_page(place.name)
        qapp.processEvents()
        assert window.shown() == place.name
        assert not window.grab().isNull()
        assert not nameless(window), place.name


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_word_is_cut(opening: Opening, qtbot: QtBot, language: str, percent: int) -> None:
    window = opening(language, "light", percent)
    for name in ("overview", "settings"):
        window.show_page(name)
        qtbot.waitUntil(lambda: not cut(window), timeout=2_000)  # a layout may need two passes


def test_ctrl_and_a_figure_opens_each_screen(opening: Opening) -> None:
    window = opening()
    for figure, place in enumerate(PLACES, start=1):
        press(Qt.Key(Qt.Key.Key_0 + figure), control=True)
        assert window.shown() == place.name


def test_pages_are_made_when_first_shown(opening: Opening) -> None:
    window = opening()
    assert window.stack.count() == 1
    press(Qt.Key.Key_6, control=True)
    assert window.stack.count() == 2
    press(Qt.Key.Key_1, control=True)
    press(Qt.Key.Key_6, control=True)
    assert window.stack.count() == 2


def test_ctrl_f_is_ready_to_search_from_anywhere(opening: Opening) -> None:
    window = opening()
    press(Qt.Key.Key_F, control=True)
    assert window.shown() == "households"
    assert focused().objectName() == "search"


def test_trouble_stands_in_the_bar_and_esc_puts_it_away(opening: Opening) -> None:
    window = opening()
    window.session.failed.emit(RasoatError("x", "The disk is full.", "Make room on it."))
    assert window.message.isVisible()
    assert window.message.words() == "The disk is full. Make room on it."
    assert QApplication.activeModalWidget() is None
    press(Qt.Key.Key_Escape)
    assert not window.message.isVisible()


def test_where_we_are_stands_above_every_screen(opening: Opening) -> None:
    words = opening("vi").top.words()
    assert words[:3] == ("Xã Ba Bể", "Rà soát định kỳ năm 2026", "Ma Thị Thử")


def test_what_was_kept_is_said(opening: Opening) -> None:
    window = opening()
    assert window.top.words()[3] == ""
    window.session.say(What.HOUSEHOLDS)
    assert window.top.words()[3].startswith("Saved at ")


def test_slow_work_shows_its_progress_and_can_be_stopped(opening: Opening, qtbot: QtBot) -> None:
    window, counting = opening(), Counting()
    window.session.do_in_background("Receiving", counting)
    wait(qtbot, counting.began.is_set)
    assert window.strip.isVisible()
    assert not window.stack.isEnabled()
    window.strip.setFocus()
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: not window.strip.isVisible())
    assert counting.stopped.is_set()
    assert window.stack.isEnabled()


def test_the_focus_comes_back_after_slow_work(opening: Opening, qtbot: QtBot) -> None:
    window, counting = opening(), Counting()
    window.show_page("settings")
    before = focused()
    window.session.do_in_background("Receiving", counting)
    wait(qtbot, counting.began.is_set)
    assert focused() is not before
    counting.may_end.set()
    wait(qtbot, lambda: not window.session.busy)
    assert focused() is before


def test_while_something_is_only_read_the_window_stays_usable(opening: Opening, qtbot: QtBot) -> None:
    window, counting = opening(), Counting()
    window.session.read_in_background("Writing tables", counting)
    wait(qtbot, counting.began.is_set)
    assert window.stack.isEnabled()
    counting.may_end.set()
    wait(qtbot, lambda: not window.session.busy)


def test_closing_stops_work_and_seals_what_was_being_entered(opening: Opening, ws: Workspace) -> None:
    window, counting = opening(), Counting()
    form = enter.put(ws, enter.new_form(ws), ws.edition.roles.code, "0099")
    before = revisions.line_count(ws.store)
    assert drafts.open_keys(ws.store) == [form.form.key]
    window.session.read_in_background("Counting", counting)
    window.close()
    assert counting.stopped.is_set() or not counting.began.is_set()
    again = workspace.open_workspace(ws.folder, None, clock=ws.clock, new_uid=ws.new_uid)
    assert drafts.open_keys(again.store) == []
    assert revisions.line_count(again.store) == before + 1
    workspace.close(again)


def test_a_screen_can_be_asked_for_something(opening: Opening) -> None:
    window = opening()
    window.session.go.emit("form", None)
    assert window.shown() == "form"


def test_another_language_and_text_size_keep_the_open_screen(opening: Opening, qapp: QApplication) -> None:
    window = opening("en")
    press(Qt.Key.Key_6, control=True)
    now = Settings(language="vi", theme="light", text_percent=125)
    window.session.preferences.change(now)
    dress(qapp, now)
    window.rebuild()
    qapp.processEvents()
    assert window.shown() == "settings"
    assert window.session.language == "vi"
    assert window.rail.words()[0] == "Tổng quan"
    assert focused().objectName() == "settings-language"
