"""All open problems: opened from the overview, each leads to its field, a warning is confirmed in place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import away, problems, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.ui import theme
from desktop.ui.households.filters import AWAY
from desktop.ui.problems.group import GroupCard
from desktop.ui.problems.page import ProblemsPage
from desktop.ui.session import Session
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.window import MainWindow
from tests.ui.keying import write
from tests.ui.keys import focused, press, show, tab_to, wait
from tests.ui.look import cut, nameless
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui
OLD = {"name": "Hoàng Thị Già", "relation": "parent", "sex": "f", "birth_date": "1913-01-01"}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """One error in one household, one warning in another; the window closes it."""
    made = make(tmp_path / "ws")
    members = household("0001")["members"]
    assert isinstance(members, list)
    lines = write_lines(
        tmp_path / "list.ndjson",
        household("0002", members=[*members, OLD]),
        household("0003", floor_area_m2=0),
    )
    import_households(made, lines)
    return made


@pytest.fixture
def window(qtbot: QtBot, ws: Workspace) -> Iterator[MainWindow]:
    i18n.use("vi")
    made = MainWindow(Session(ws, "vi"))
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    made.close()


def page(window: MainWindow) -> ProblemsPage:
    found = window.page("problems")
    assert isinstance(found, ProblemsPage)
    return found


def cards(window: MainWindow) -> list[GroupCard]:
    return [card for card in page(window).content.findChildren(GroupCard) if card.isVisible()]


def opened(window: MainWindow, qtbot: QtBot) -> list[GroupCard]:
    """Opened by keys from the overview."""
    window.open_page("overview")
    QApplication.processEvents()
    tab_to("Tất cả chỗ cần sửa, từng chỗ một")
    press(Qt.Key.Key_Return)
    assert window.shown() == "problems"
    wait(qtbot, lambda: cards(window))
    return cards(window)


def test_they_stand_in_groups_errors_first(window: MainWindow, qtbot: QtBot) -> None:
    codes = [card.group.code for card in opened(window, qtbot)]
    assert codes == ["no_floor", "very_old"]
    assert page(window).count.text() == "2 chỗ cần xem"
    assert cut(page(window)) == []
    assert nameless(page(window)) == []


def test_return_leads_to_the_field(window: MainWindow, qtbot: QtBot) -> None:
    opened(window, qtbot)
    while not isinstance(focused(), RowButton):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.shown() == "form"
    form = window.page("form")
    assert form.view.at() == "floor_area_m2"  # type: ignore[attr-defined]


def test_a_warning_is_confirmed_by_keys(window: MainWindow, qtbot: QtBot, ws: Workspace) -> None:
    opened(window, qtbot)
    tab_to("Đúng như vậy")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # nothing is written yet: it asks again
    assert len(problems.open_problems(ws, "vi")) == 2
    write("có giấy khai sinh")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: [card.group.code for card in cards(window)] == ["no_floor"])
    assert [group.code for group in problems.open_problems(ws, "vi")] == ["no_floor"]


def test_confirmed_in_the_form_too(window: MainWindow, ws: Workspace) -> None:
    one = problems.open_problems(ws, "vi")[1].problems[0]
    problems.confirm(ws, one.key, one.found, "có giấy khai sinh")
    window.open_page("form", one.key)
    panel = window.page("form").view.panel  # type: ignore[attr-defined]
    assert panel.problems.links() == []
    assert [link.words() for link in panel.confirmed.links()] == [
        "Hoàng Thị Già đã 113 tuổi: có giấy khai sinh"
    ]


def test_a_warning_is_confirmed_in_the_form(window: MainWindow, ws: Workspace) -> None:
    one = problems.open_problems(ws, "vi")[1].problems[0]
    window.open_page("form", (one.key, one.found.path))
    view = window.page("form").view  # type: ignore[attr-defined]
    QApplication.processEvents()
    assert view.at() == one.found.path
    press(Qt.Key.Key_K, control=True)
    assert view.remark.line.hasFocus()
    press(Qt.Key.Key_Escape)
    assert view.at() == one.found.path, "Esc leaves the warning open and comes back"
    press(Qt.Key.Key_K, control=True)
    write("có giấy khai sinh")
    press(Qt.Key.Key_Return)
    assert [link.words() for link in view.panel.confirmed.links()] == [
        "Hoàng Thị Già đã 113 tuổi: có giấy khai sinh"
    ]
    press(Qt.Key.Key_Z, control=True)
    assert view.panel.confirmed.links() == []
    assert len(view.panel.problems.links()) == 1


def test_the_list_of_households_one_answer_away(window: MainWindow, qtbot: QtBot, ws: Workspace) -> None:
    """Looked for beside the window; then the list holds just these, and one button shows all again."""
    window.open_page("households")
    filters = window.page("households").filters  # type: ignore[attr-defined]
    filters.only.setCurrentIndex(filters.only.findData(AWAY))
    wait(qtbot, lambda: filters.filter().keys is not None)
    assert filters.filter().keys == away.near_keys(ws)
    assert filters.all.text() == "Hiện tất cả"
    filters.all.click()
    assert filters.filter().keys is None


def test_nothing_open(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("problems")
    wait(qtbot, lambda: cards(window))
    page(window).show_groups(())
    assert page(window).count.text() == "0 chỗ cần xem"


@pytest.mark.parametrize("look", list(theme.Theme))
def test_large_text_in_every_theme(qtbot: QtBot, ws: Workspace, look: theme.Theme) -> None:
    i18n.use("en")
    theme.wear(look, 150)
    session = Session(ws, "en")
    made = ProblemsPage(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_groups(problems.open_problems(ws, "en"))
    QApplication.processEvents()
    assert cut(made) == []
    session.close()
    workspace.close(ws)
