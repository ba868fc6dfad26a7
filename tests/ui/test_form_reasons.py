"""Why, and one answer away, by keys: beside the sheet, without leaving it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import enter as entering
from desktop.actions import import_, workspace
from desktop.actions.context import Workspace
from desktop.records.model import FormKey
from desktop.store import results
from desktop.store.results import Filter
from tests.ui.desk import Desk, desk_of
from tests.ui.keying import CONTROL, ESCAPE, RETURN, press
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Two deprivations, two points under the line: near poor, and close to other classes."""
    made = make(tmp_path / "ws")
    lines = write_lines(
        tmp_path / "list.ndjson",
        household("0002", water_source="tap", latrine="septic", floor_area_m2=16.5, b1_points=138),
    )
    import_.import_households(made, lines)
    yield made
    workspace.close(made)


@pytest.fixture
def at(qtbot: QtBot, ws: Workspace) -> Iterator[Desk]:
    with desk_of(qtbot, ws) as made:
        made.open(key_of(ws))
        yield made


def key_of(ws: Workspace) -> FormKey:
    return next(results.page(ws.store, Filter(), 0, 1)).key


def test_why_is_asked_and_answered_by_keys(at: Desk) -> None:
    at.go("livelihood")
    press(Qt.Key.Key_R, CONTROL)
    panel = at.view.panel
    assert panel.why.head.hasFocus()
    assert panel.why.head.isChecked(), "the class answers at once"
    assert "Hộ cận nghèo, vì điểm B1 là 138, không quá 140" in panel.why.words()
    assert "thấp hơn mức 140 là 2" in panel.why.words()
    assert "Thông tư 07/2021" in panel.why.words()
    press(Qt.Key.Key_Down)
    first = next(iter(panel.rows.values()))
    assert first.head.hasFocus()
    press(RETURN)
    assert first.head.isChecked()
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == first.words()
    assert first.words().startswith("Không thiếu hụt “Việc làm”")
    press(ESCAPE)
    assert at.at == "livelihood", "Esc comes back to where the keyer was"
    assert at.went == []


def test_reasons_follow_what_is_keyed(at: Desk, ws: Workspace) -> None:
    row = at.view.panel.rows["water"]
    row.unfold()
    entered = entering.put(ws, at.entered, "water_source", "other")
    board = at.view.board
    assert board is not None
    at.view.panel.show_board(type(board)(board.edition, "vi", entered))
    assert row.words().startswith("Thiếu hụt “Nguồn nước sinh hoạt”, vì hộ không tiếp cận")


def test_one_answer_away_is_found_when_the_keyer_pauses(at: Desk, qtbot: QtBot) -> None:
    away = at.view.panel.away
    qtbot.waitUntil(lambda: bool(away.one.links()), timeout=20_000)
    words = [link.words() for link in away.one.links()]
    assert words[0] == "Nếu Có thẻ bảo hiểm y tế – Nông Văn Thử là “không”: Hộ nghèo"
    assert any("B1 là 141: Hộ có mức sống trung bình" in one for one in words), words
    assert away.two.links() == []
    away.one.links()[0].click()
    QApplication.processEvents()
    assert at.question == "insured"


def test_two_answers_away_where_one_is_not_enough(at: Desk, qtbot: QtBot) -> None:
    away = at.view.panel.away
    at.go("b1_points")
    entered = at.entered
    entered = entering.put_all(at.ws, entered, {"b1_points": 100, "wall": "durable", "pillar": "durable"})
    board = at.view.board
    assert board is not None
    at.view.panel.show_board(type(board)(board.edition, "vi", entered))
    qtbot.waitUntil(lambda: bool(away.two.links()), timeout=20_000)
    assert away.one.links() == []
    assert " và " in away.two.links()[0].words()
