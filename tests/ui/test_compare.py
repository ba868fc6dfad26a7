"""Who would change class by another standard: from the roll-up by keys, groups with reasons, households."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import compare, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.ui import theme
from desktop.ui.compare.page import ComparePage
from desktop.ui.households.page import HouseholdsPage
from desktop.ui.session import Session
from desktop.ui.widgets.row_button import RowButton
from desktop.ui.window import MainWindow
from tests.ui.keys import press, show, tab_to, wait
from tests.ui.look import cut, nameless
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui


def of_income(code: str, income: int, **more: object) -> dict[str, object]:
    made = household(code, uid=f"h{code}", income_basis="amount", income_per_head=income, **more)
    del made["b1_points"]
    return made


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Two above today's line and under that of 2027, one that stays poor, one known by points alone."""
    made = make(tmp_path / "ws")
    households = [
        of_income("0001", 1_800_000),
        of_income("0002", 1_900_000),
        of_income("0003", 1_000_000),
        household("0004", uid="h0004"),
    ]
    import_households(made, write_lines(tmp_path / "list.ndjson", *households))
    return made


@pytest.fixture
def window(qtbot: QtBot, ws: Workspace) -> Iterator[MainWindow]:
    i18n.use("vi")
    made = MainWindow(Session(ws, "vi"))
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    made.close()


def page(window: MainWindow) -> ComparePage:
    found = window.page("compare")
    assert isinstance(found, ComparePage)
    return found


def rows(window: MainWindow) -> list[RowButton]:
    return [row for row in page(window).content.findChildren(RowButton) if row.isVisible()]


def opened(window: MainWindow, qtbot: QtBot) -> list[RowButton]:
    window.open_page("rollup")
    QApplication.processEvents()
    press(Qt.Key.Key_D, control=True)
    assert window.shown() == "compare"
    wait(qtbot, lambda: rows(window))
    return rows(window)


def test_who_would_change_and_why(qtbot: QtBot, window: MainWindow, ws: Workspace) -> None:
    found = [row.accessibleName() for row in opened(window, qtbot)]
    assert page(window).count.text() == "3 trên 4 hộ sẽ thuộc diện khác."
    assert found[0].startswith("Hộ có mức sống trung bình → Hộ nghèo: 2 hộ")
    assert found[1].startswith("Hộ nghèo → Chưa xác định: 1 hộ")
    (first, second) = compare.compare_round(ws, "vn-2027", "vi").groups
    assert first.why == "mức chuẩn 1.500.000 → 2.200.000"
    assert second.why == "chuẩn kia chưa có quy định cho cách xác định thu nhập này"


def test_a_group_opens_its_households(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, qtbot)[0].setFocus()
    press(Qt.Key.Key_Return)
    assert window.shown() == "households"
    found = window.page("households")
    assert isinstance(found, HouseholdsPage)
    wait(qtbot, lambda: found.model.rowCount() == 2)


def test_nothing_is_cut_and_everything_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, qtbot)
    assert cut(page(window)) == []
    assert nameless(page(window)) == []


def test_the_editions_that_come_after_stand_first(ws: Workspace) -> None:
    assert compare.others(ws) == ("vn-2027", "vn-2016")
    workspace.close(ws)


def test_every_control_is_reached_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    first = opened(window, qtbot)[0]
    page(window).other.setFocus()
    for name in ("Về trang tổng hợp", first.accessibleName()):
        assert tab_to(name).isVisible()
    tab_to("Về trang tổng hợp")
    press(Qt.Key.Key_Space)
    assert window.shown() == "rollup"


@pytest.mark.parametrize("look", list(theme.Theme))
def test_large_text_in_every_theme(qtbot: QtBot, ws: Workspace, look: theme.Theme) -> None:
    i18n.use("en")
    theme.wear(look, 150)
    session = Session(ws, "en")
    made = ComparePage(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_comparison(compare.compare_round(ws, "vn-2027", "en"))
    QApplication.processEvents()
    assert cut(made) == []
    assert nameless(made) == []
    session.close()
    workspace.close(ws)
