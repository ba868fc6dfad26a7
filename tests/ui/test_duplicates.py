"""Households that may be one: two side by side, decided by keys, taken back, counted once."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import audit, duplicates, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.store import results
from desktop.store.results import Filter
from desktop.ui import theme
from desktop.ui.duplicates.page import DuplicatesPage
from desktop.ui.session import Session
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.window import MainWindow
from tests.ui.keying import CONTROL, SHIFT, write
from tests.ui.keying import press as press_with
from tests.ui.keys import focused, press, show, tab_to, wait
from tests.ui.look import cut, nameless
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Two households that are alike, and the ID number of one of them in a third."""
    made = make(tmp_path / "ws")
    members = household()["members"]
    assert isinstance(members, list)
    first = [{**members[0], "id_number": "001080012345"}, members[1]]
    stranger = {**members[0], "name": "Lý A Páo", "birth_date": "1955-01-01", "id_number": "001080012345"}
    lines = write_lines(
        tmp_path / "list.ndjson",
        household("0001", uid="h1", members=first),
        household("0002", uid="h2", members=[members[0], members[1]]),
        household("0003", uid="h3", members=[stranger]),
    )
    import_households(made, lines)
    return made


@pytest.fixture
def window(qtbot: QtBot, ws: Workspace) -> Iterator[MainWindow]:
    i18n.use("vi")
    made = MainWindow(Session(ws, "vi"))
    qtbot.addWidget(made)
    show(qtbot, made)
    made.show_page("overview")
    yield made
    made.close()


def page(window: MainWindow) -> DuplicatesPage:
    found = window.page("duplicates")
    assert isinstance(found, DuplicatesPage)
    return found


def rows(window: MainWindow) -> list[str]:
    return [row.text() for row in page(window).list.findChildren(RowButton) if row.isVisible()]


def listed(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Opened with Ctrl+Shift+D from anywhere."""
    press_with(Qt.Key.Key_D, CONTROL | SHIFT)
    wait(qtbot, lambda: rows(window))
    return rows(window)


def choose(window: MainWindow, row: int) -> None:
    page(window).list.findChildren(RowButton)[row].setFocus()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()


def words(window: MainWindow) -> list[str]:
    return [one.text() for one in page(window).sides.findChildren(QLabel) if one.isVisible()]


def test_decided_by_keys_and_taken_back(window: MainWindow, qtbot: QtBot, ws: Workspace) -> None:
    both = listed(window, qtbot)
    assert both == ["Nông Văn Thử (0001)"] * 2
    assert page(window).count.text() == "2 cặp cần quyết định"
    choose(window, 0)
    assert "≠ 0001" in words(window)
    assert "≠ 0002" in words(window)
    wait(qtbot, lambda: not cut(page(window)))
    assert nameless(page(window)) == []
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return)
    assert page(window).decision.why.problem(), "a reason is owed"
    write("hai anh em cùng tên")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: len(rows(window)) == 1)
    assert page(window).decision.told.text() == "máy: hai hộ khác nhau. hai anh em cùng tên"
    tab_to("Lấy lại quyết định")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: len(rows(window)) == 2)
    assert [pair.said for pair in duplicates.pairs(ws)] == [None, None]


def test_two_that_are_one_are_counted_once(window: MainWindow, qtbot: QtBot, ws: Workspace) -> None:
    listed(window, qtbot)
    choose(window, 0)
    press(Qt.Key.Key_1)
    write("ghi hai lần")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    tab_to("Chỉ tính hộ Nông Văn Thử (0001)")
    press(Qt.Key.Key_Return)
    wait(qtbot, lambda: len(rows(window)) == 1)
    assert results.count(ws.store, Filter()) == 2
    assert not results.count(ws.store, Filter(text="0002"))


def test_from_a_problem_to_both(window: MainWindow, qtbot: QtBot) -> None:
    """The same number in two households is a problem; both stand side by side, and each opens."""
    window.open_page("problems")
    lines = partial(window.page("problems").findChildren, RowButton)
    wait(qtbot, lambda: any(one.isVisible() for one in lines()) and not window.session.busy)
    tab_to("Đặt cạnh nhau")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.shown() == "duplicates"
    assert any("Lý A Páo" in text for text in words(window))
    tab_to("Mở Lý A Páo (0003)")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.shown() == "form"
    assert focused() is not None
    wait(qtbot, lambda: not window.session.busy)


def everything_said(window: MainWindow) -> str:
    """What the two sides show and tell a screen reader."""
    shown = [one for one in page(window).sides.findChildren(QWidget) if one.isVisible()]
    texts = [one.text() for one in shown if isinstance(one, QLabel)]
    return "\n".join((*texts, *(f"{one.accessibleName()} {one.toolTip()}" for one in shown)))


def test_id_numbers_are_masked_until_asked_for(window: MainWindow, qtbot: QtBot, ws: Workspace) -> None:
    listed(window, qtbot)
    row = next(n for n, pair in enumerate(duplicates.pairs(ws)) if pair.other.code == "0003")
    choose(window, row)
    said = everything_said(window)
    assert said.count("••••••••\N{NO-BREAK SPACE}2345") == 2
    assert "001080012345" not in said
    tab_to("Hiện số định danh và điện thoại. Sổ ghi việc sẽ ghi là bạn đã xem.")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert everything_said(window).count("001080012345") == 2
    assert page(window).decision.isAncestorOf(focused()), "the keys go on to the decision"
    (line,) = [one for one in audit.logs(ws)[0].entries if one.what == audit.NUMBERS]
    assert (line.who, line.about, line.counts) == (ws.person, "duplicates", {"numbers": 2})
    window.show_page("overview")
    press_with(Qt.Key.Key_D, CONTROL | SHIFT)
    wait(qtbot, lambda: not window.session.busy)
    assert "001080012345" not in everything_said(window), "masked again for who comes back"


@pytest.mark.parametrize("look", list(theme.Theme))
def test_large_text_in_every_theme(qtbot: QtBot, ws: Workspace, look: theme.Theme) -> None:
    i18n.use("en")
    theme.wear(look, 150)
    session = Session(ws, "en")
    made = DuplicatesPage(session)
    qtbot.addWidget(made)
    made.resize(1182, 700)
    made.show()
    pairs = duplicates.pairs(ws)
    made.show_pairs(pairs)
    made._choose(pairs[0])
    wait(qtbot, lambda: not cut(made))
    assert nameless(made) == []
    session.close()
    workspace.close(ws)
