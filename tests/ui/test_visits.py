"""The households one answer away as a list to take along: from the list of households, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions.import_ import import_households
from desktop.ui.households.filters import AWAY
from desktop.ui.households.page import HouseholdsPage
from desktop.ui.session import Session
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.window import MainWindow
from tests.ui.keys import press, show, tab_to, wait
from tests.ui.look import cut, nameless
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Two deprivations: one more would make it poor."""
    i18n.use("vi")
    ws = make(tmp_path / "ws")
    one = household("0001", water_source="tap", latrine="septic", floor_area_m2=16)
    import_households(ws, write_lines(tmp_path / "list.ndjson", one))
    choose = Choosers(place=lambda _parent, _title, name, _kinds: tmp_path / name)
    made = MainWindow(Session(ws, "vi", choose=choose))
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    made.close()


def test_the_list_is_offered_beside_them_and_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_page("households")
    page = window.page("households")
    assert isinstance(page, HouseholdsPage)
    filters = page.filters
    assert not page.visits.isVisible()
    filters.only.setFocus()
    filters.only.setCurrentIndex(filters.only.findData(AWAY) - 1)
    press(Qt.Key.Key_Down)
    wait(qtbot, page.visits.isVisible)
    wait(qtbot, lambda: not cut(page))
    assert nameless(page) == []
    tab_to(page.visits.text())
    press(Qt.Key.Key_Space)
    wait(qtbot, lambda: filters.count.text() == "Đã ghi: tham-lai-2026-10-01.xlsx")
    assert (tmp_path / "tham-lai-2026-10-01.xlsx").is_file()
    filters.all.click()
    assert not page.visits.isVisible()
