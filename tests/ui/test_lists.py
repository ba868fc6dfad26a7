"""The screen of lists, by keys: choose a file, correct a column, take it in, see the households."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop.actions.context import Workspace
from desktop.settings import Settings
from desktop.store import states
from desktop.store.results import Filter, count, page
from desktop.ui.app import dress
from desktop.ui.lists.page import ListsPage
from desktop.ui.lists.troubles import TroubleModel
from desktop.ui.lists.view import ListsView
from desktop.ui.preferences import Preferences
from desktop.ui.session import Session
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.window import MainWindow
from tests.lists.books import FAMILIES, FOOT, HOUSES, R14, TITLE, Row, xlsx
from tests.ui.keys import focused, press, show, tab_to, wait
from tests.ui.look import cut, nameless
from tests.worlds import make

pytestmark = pytest.mark.gui
BAD: Row = [3, 1, "Ma Thế Hữu", "5/3/85", None, "Tày", "Chủ hộ", None, None, None, None]
Opening = Callable[..., MainWindow]
LOOKS = list(product(("vi", "en"), ("light", "dark", "contrast"), (100, 150)))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Its window closes it."""
    return make(tmp_path / "Xã Ba Bể 2026", "Ma Thị Thử")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "Hộ nghèo 2025.xlsx", *TITLE, *R14, *FAMILIES[:4], BAD, *FAMILIES[4:], *FOOT)


@pytest.fixture
def opening(qtbot: QtBot, qapp: QApplication, ws: Workspace, file: Path) -> Opening:
    def open_it(language: str = "en", theme: str = "light", percent: int = 100) -> MainWindow:
        settings = Settings(language=language, theme=theme, text_percent=percent)
        dress(qapp, settings)
        choose = Choosers(file=lambda _parent, _title, _kinds: file)
        window = MainWindow(Session(ws, language, Preferences(settings), choose))
        qtbot.addWidget(window, before_close_func=lambda _window: window.session.close())
        window.show_page("households")
        show(qtbot, window)
        return window

    return open_it


def lists(window: MainWindow) -> ListsPage:
    found = window.page("lists")
    assert isinstance(found, ListsPage)
    return found


def choose(qtbot: QtBot, window: MainWindow) -> ListsPage:
    """Ctrl+I, Return: the chooser gives the file."""
    press(Qt.Key.Key_I, control=True)
    press(Qt.Key.Key_Return)
    made = lists(window)
    wait(qtbot, lambda: made.view.stack.currentIndex() == 1 and not window.session.busy)
    return made


def test_from_the_file_to_the_households_by_keys(opening: Opening, qtbot: QtBot, ws: Workspace) -> None:
    window = opening()
    view = choose(qtbot, window).view
    assert view.file_name.text() == "Hộ nghèo 2025.xlsx"
    assert view.contents.summary.text() == "4 households, 5 persons"
    assert view.contents.model.rowCount() == 1
    assert view.contents.model.index(0, 0).data() == "D10"
    assert "5/3/85" in view.contents.model.index(0, 1).data()
    assert "2 new villages: Nà Mèo, Pác Ngòi" in view.contents.remarks.text()
    assert focused() is view.agree
    assert view.agree.text() == "Take 4 households in"
    assert count(ws.store, Filter()) == 0
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: view.stack.currentIndex() == 0 and not window.session.busy)
    assert view.note.text() == "4 households are new here."
    press(Qt.Key.Key_Return)
    assert window.shown() == "households"
    assert count(ws.store, Filter()) == 4


def test_a_column_is_corrected_by_keys(opening: Opening, qtbot: QtBot, ws: Workspace) -> None:
    window = opening()
    view = choose(qtbot, window).view
    box = tab_to("Column F, Dân tộc")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Ethnic group"
    press(Qt.Key.Key_Home)
    assert not view.agree.isEnabled() or not window.session.busy
    wait(qtbot, lambda: view.agree.isEnabled() and not window.session.busy)
    assert box.currentText() == "— left out —"
    view.agree.setFocus()
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: count(ws.store, Filter()) == 4 and not window.session.busy)
    assert all("ethnicity" not in path for one in bodies(ws) for path in one)


def bodies(ws: Workspace) -> list[dict[str, object]]:

    return [dict(body) for _, body in states.bodies(ws.store, "form")]


def test_a_field_stands_for_one_column(opening: Opening, qtbot: QtBot) -> None:
    window = opening()
    columns = choose(qtbot, window).view.columns
    fields = columns.fields()
    sex, policy = (
        next(place for place, name in fields.items() if name == wanted)
        for wanted in ("ethnicity", "policy_household")
    )
    box = window.findChild(QComboBox, "column-I")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("ethnicity"))
    box.activated.emit(box.currentIndex())
    assert (columns.fields()[policy], columns.fields()[sex]) == ("ethnicity", "")
    wait(qtbot, lambda: not window.session.busy)


def test_rows_can_be_said_to_be_households(opening: Opening, qtbot: QtBot) -> None:
    window = opening()
    view = choose(qtbot, window).view
    view.columns.rows.setFocus()
    press(Qt.Key.Key_Down)
    wait(qtbot, lambda: view.contents.summary.text().startswith("5 households") and not window.session.busy)
    assert view.agree.text() == "Take 5 households in"


def test_the_class_of_last_year_is_said_once_for_all(opening: Opening, qtbot: QtBot, ws: Workspace) -> None:
    window = opening()
    view = choose(qtbot, window).view
    tab_to("Last year all of them were")
    press(Qt.Key.Key_Down)
    wait(qtbot, lambda: view.agree.isEnabled() and not window.session.busy)
    view.agree.setFocus()
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: count(ws.store, Filter()) == 4 and not window.session.busy)
    assert {one["class_before"] for one in bodies(ws)} == {"poor"}


def test_a_list_that_is_stopped_leaves_nothing_behind(opening: Opening, qtbot: QtBot, ws: Workspace) -> None:
    window = opening()
    choose(qtbot, window)
    press(Qt.Key.Key_Return)
    window.session.cancel()
    wait(qtbot, lambda: not window.session.busy)
    assert count(ws.store, Filter()) in (0, 4)
    assert len(bodies(ws)) == count(ws.store, Filter())


def test_the_same_list_again_has_nothing_new(opening: Opening, qtbot: QtBot) -> None:
    window = opening()
    view = choose(qtbot, window).view
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: view.stack.currentIndex() == 0 and not window.session.busy)
    window.show_page("households")
    view = choose_again(qtbot, window)
    assert view.agree.text() == "There is nothing new to take in"
    assert not view.agree.isEnabled()
    assert "Here already: 4." in view.contents.summary.text()


def choose_again(qtbot: QtBot, window: MainWindow) -> ListsView:
    press(Qt.Key.Key_I, control=True)
    made = lists(window).view
    made.choose.setFocus()
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: made.stack.currentIndex() == 1 and not window.session.busy)
    return made


def test_a_file_may_be_dropped(opening: Opening, qtbot: QtBot, tmp_path: Path) -> None:
    window = opening()
    window.open_page("lists")
    view = lists(window).view
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(xlsx(tmp_path / "b.xlsx", *HOUSES)))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(event)
    wait(qtbot, lambda: view.stack.currentIndex() == 1 and not window.session.busy)
    assert view.contents.heading.text() == "Every row could be read."


def test_what_is_no_list_is_said_and_nothing_changes(
    opening: Opening, qtbot: QtBot, tmp_path: Path, ws: Workspace
) -> None:
    window = opening()
    (tmp_path / "thư.csv").write_text("a,b\n1,2\n", "utf-8")
    window.open_page("lists", tmp_path / "thư.csv")
    wait(qtbot, lambda: window.message.isVisible() and not window.session.busy)
    assert lists(window).view.stack.currentIndex() == 0
    assert list(page(ws.store, Filter(), 0, 9)) == []


@pytest.mark.parametrize(("language", "theme", "percent"), LOOKS)
def test_the_screen_in_every_look(
    opening: Opening, qtbot: QtBot, file: Path, language: str, theme: str, percent: int
) -> None:
    window = opening(language, theme, percent)
    window.open_page("lists")
    qtbot.waitUntil(lambda: not cut(lists(window)), timeout=2_000)
    window.open_page("lists", file)
    wait(qtbot, lambda: lists(window).view.stack.currentIndex() == 1 and not window.session.busy)
    assert not nameless(window)
    assert not window.grab().isNull()


@pytest.mark.usefixtures("qapp")
def test_the_model_obeys_qt() -> None:
    model = TroubleModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines([("A1", "one"), ("B2", "two")])
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "What is wrong"
    assert tester.model() is model
