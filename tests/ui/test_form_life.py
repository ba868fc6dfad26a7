"""What happened to a household, with real keys: it is in both forms, and taken back with two more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions.enter import open_form
from desktop.records.model import DELETED, form_key
from tests.ui.desk import FATHER, GIRL, HOUSEHOLD, MOTHER, Desk, desk
from tests.ui.keying import CONTROL, ESCAPE, RETURN, focused, press, write

pytestmark = pytest.mark.gui


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        made.open()
        made.key_in(HOUSEHOLD, FATHER, MOTHER, GIRL)
        yield made


def ask(*numbers: Qt.Key) -> None:
    """Ctrl+L, then numbers."""
    press(Qt.Key.Key_L, CONTROL)
    for number in numbers:
        QTest.keyClick(focused(), number)
    QApplication.processEvents()


def people(at: Desk) -> int:
    return len(at.entered.form.members)


def test_a_split_and_back_by_keyboard(at: Desk) -> None:
    key = at.key
    girl = at.entered.form.members[2].uid
    ask(Qt.Key.Key_1, Qt.Key.Key_3)
    press(RETURN)
    assert [member.uid for member in at.entered.form.members] != [girl]
    assert people(at) == 2
    assert "7" in at.view.head.notice()
    (other,) = (value for path, value in at.entered.form.household.items() if path.endswith("/with"))
    there = form_key(other[0], at.ws.round.key)  # type: ignore[index]
    assert [member.uid for member in open_form(at.ws, there).form.members] == [girl]
    ask(Qt.Key.Key_7)
    assert at.key == key
    assert people(at) == 3
    assert DELETED in open_form(at.ws, there).form.household
    assert at.failures == []


def test_a_household_that_moved_away_comes_back(at: Desk) -> None:
    ask(Qt.Key.Key_4)
    assert at.entered.form.answer(DELETED) == "moved_out"
    ask(Qt.Key.Key_7)
    assert at.entered.form.answer(DELETED) is None
    assert at.failures == []


def test_escape_changes_nothing_and_comes_back(at: Desk) -> None:
    at.go("area")
    before = at.entered.form.body()
    ask()
    assert at.view.life.asked()
    press(ESCAPE)
    assert at.view.life.asked() == ""
    assert at.at == "area"
    assert at.entered.form.body() == before


def test_another_household_joins_by_its_code(at: Desk) -> None:
    first = at.key
    at.open()
    at.key_in({**HOUSEHOLD, "household_code": "0108"}, {**FATHER, "name": "Lý Văn Mẫu", "id_number": ""})
    at.open(first)
    ask(Qt.Key.Key_2)
    write("0108")
    press(RETURN)
    assert at.failures == []
    assert [member.answers["name"] for member in at.entered.form.members][-1] == "Lý Văn Mẫu"
    ask(Qt.Key.Key_2)
    write("9999")
    press(RETURN)
    assert len(at.failures) == 1, "there is no such household, and that is said"
    assert len(at.entered.form.members) == 4
