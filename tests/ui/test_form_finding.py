"""Keys that look something up while a form is keyed: a question, its guidance, the reasons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editions.values import Missing
from desktop.ui.form.guidance import HARD
from tests.ui.desk import BOY, FATHER, GIRL, Desk, desk, on_file
from tests.ui.keying import CONTROL, ESCAPE, NONE, RETURN, focused, press, write

pytestmark = pytest.mark.gui


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        made.open(on_file(made, FATHER, GIRL, BOY))
        made.go("address")
        yield made


@pytest.mark.parametrize(
    ("typed", "question"),
    [("30", "water_source"), ("nguon nuoc sinh", "water_source"), ("dien tich", "floor_area_m2")],
)
def test_ctrl_f_goes_to_a_question(at: Desk, typed: str, question: str) -> None:
    press(Qt.Key.Key_F, CONTROL)
    assert at.view.finder.isVisible()
    write(typed)
    if at.at != question:
        press(RETURN)
    assert at.at == question
    assert not at.view.finder.isVisible()
    press(Qt.Key.Key_F2)
    assert at.entered.form.household[question] is Missing.BLANK


def test_ctrl_f_knows_whose_question_it_is(at: Desk) -> None:
    at.go(at.member(2, "sex"))
    press(Qt.Key.Key_F, CONTROL)
    write("20")
    assert at.at == at.member(2, "malnourished")
    press(Qt.Key.Key_F, CONTROL)
    write("18")
    assert at.at == at.member(0, "work"), "of him it is not asked: of the first of whom it is"


def test_ctrl_f_says_what_it_does_not_find_and_esc_goes_back(at: Desk) -> None:
    press(Qt.Key.Key_F, CONTROL)
    write("xyz")
    press(RETURN)
    assert at.view.finder.isVisible()
    for _time in range(2):  # what was typed, then the bar
        press(ESCAPE)
    assert not at.view.finder.isVisible()
    assert at.at == "address"
    assert at.went == []


def test_ctrl_f_twice_is_the_windows(at: Desk) -> None:
    press(Qt.Key.Key_F, CONTROL)
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F, CONTROL)
    asked.ignore()
    QApplication.sendEvent(at.view, asked)
    assert not asked.isAccepted(), "the window looks for a household"


def test_f1_says_what_the_edition_says_and_follows(at: Desk) -> None:
    at.go("area")
    height = at.view.sheet.height()
    press(Qt.Key.Key_F1)
    said = at.view.guidance.words()
    assert "quyết định phân loại" in said
    assert "2 Nông thôn" in said.replace(HARD, " ")
    assert focused().accessibleName() == "Khu vực", "the keyer goes on typing"
    at.go("livelihood")
    assert "Nguồn:" in at.view.guidance.words()
    at.go(at.member(0, "birth_year"))
    assert "chỉ có năm sinh" in at.view.guidance.words()
    assert at.view.sheet.height() == height
    at.go("remarks")
    line = focused()
    below = line.mapTo(at.view, line.rect().bottomLeft()).y()
    assert below < at.view.guidance.y(), "it does not cover where the keyer is"
    press(ESCAPE)
    assert not at.view.guidance.isVisible()
    assert at.went == []
    for _time in range(2):
        press(Qt.Key.Key_F1)
    assert not at.view.guidance.isVisible()


def test_reasons_open_over_the_sheet_where_it_is_narrow(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(qtbot, tmp_path, width=840) as at:  # what a rail leaves of 1024 × 700
        at.open(on_file(at, FATHER))
        at.go("address")
        sheet = at.view.sheet.width()
        assert not at.view.panel.isVisible()
        press(Qt.Key.Key_R, CONTROL)
        assert at.view.panel.isVisible()
        assert at.view.panel.isAncestorOf(focused())
        assert at.view.panel.verdict.word() == "Hộ nghèo"
        assert at.view.panel.geometry().right() <= at.view.rect().right()
        assert at.view.sheet.width() == sheet, "nothing moves under it"
        press(ESCAPE)
        assert not at.view.panel.isVisible()
        assert (at.at, at.went) == ("address", [])
        press(Qt.Key.Key_R, CONTROL)
        at.window.resize(1300, 700)
        QApplication.processEvents()
        assert at.view.panel.isVisible()
        press(Qt.Key.Key_Down, NONE)
        assert at.view.panel.isAncestorOf(focused())
