"""How many keys a household takes, counted where they arrive: in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import enter as entering
from desktop.actions.new_round import NewRound, new_round
from desktop.editions.model import Kind
from desktop.records.model import form_key, split_path
from desktop.ui.widgets.editors.contract import State
from tests.ui.desk import FAMILY, HOUSEHOLD, MOST_STEPS, Desk, desk
from tests.ui.keying import CONTROL, RETURN, press, write

pytestmark = pytest.mark.gui
MOST_KEYS, MOST_KEYS_AGAIN = 150, 25
COPIED = (Kind.NAME, Kind.DATE, Kind.YEAR, Kind.ID_NUMBER, Kind.PHONE, Kind.MONEY, Kind.MEASURE, Kind.INTEGER)
ASKED_ANEW = {"studying": "3", "finished": "2", "work": "5", "malnourished": "2", "income_basis": "2"}
HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt)


class Meter(QObject):
    """Counts the keys that reach the program: `copied` are letters of names and digits of numbers."""

    def __init__(self, at: Desk) -> None:
        super().__init__()
        self._at, self._last = at, 0
        self.keys, self.copied = 0, 0
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it so
        """A key is counted at the widget it was pressed in, not again where it wanders to."""
        if isinstance(event, QInputMethodEvent) and event.commitString():
            self._count(is_letter=True)
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched is QApplication.focusWidget()
            and event.key() not in HELD
        ):
            letter = event.text().isprintable() and event.text() != ""
            self._count(is_letter=letter and event.modifiers() == Qt.KeyboardModifier.NoModifier)
        return False

    def _count(self, *, is_letter: bool) -> None:
        question = self._at.ws.edition.questions.get(split_path(self._at.at)[1]) if self._at.at else None
        if is_letter and question and question.kind in COPIED:
            self.copied += 1
        else:
            self.keys += 1


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        yield made


def key_in(at: Desk) -> None:
    """As a clerk does who knows the form: a whole number needs no Return."""
    people = list(FAMILY)
    for _step in range(MOST_STEPS):
        before = at.at
        if not before:
            return
        uid, question = split_path(before)
        if uid == "+":
            person = people.pop(0) if people else {}
            write(person.get("name", ""))
        else:
            write((HOUSEHOLD if uid is None else person).get(question, ""))
        while at.at == before:
            press(RETURN)
    raise AssertionError(f"the form never ends, we are at {at.at}")


def test_a_household_of_four_takes_few_keys(at: Desk) -> None:
    at.open()
    meter = Meter(at)
    key_in(at)
    assert (at.entered.result.code, at.entered.unanswered, at.entered.problems) == ("poor", (), ())
    assert len(at.entered.form.members) == len(FAMILY)
    assert meter.copied >= sum(len(person["name"]) for person in FAMILY), "the meter sees letters"
    assert MOST_KEYS // 2 < meter.keys <= MOST_KEYS, meter.keys


def test_a_household_of_the_last_round_with_three_changes_takes_few_keys(at: Desk) -> None:
    at.open()
    key_in(at)
    uid, old = at.key.split("@")[0], at.ws.round.key
    at.leave()
    new_round(at.ws, NewRound(old, 2027, "2027-10-01"))
    at.open(form_key(uid, at.ws.round.key))
    meter = Meter(at)
    press(Qt.Key.Key_F8, CONTROL)  # as in the last round, but for …
    while at.question != "b1_points":
        write(ASKED_ANEW[at.question])
        if at.at not in at.entered.unanswered:
            press(Qt.Key.Key_F8)  # on to what is left to ask
    write("150")
    press(RETURN)
    press(RETURN)  # the floor
    write("1")  # first change: the wall
    press(RETURN)  # belongs to the number
    press(RETURN)  # the pillar is as it was
    write("2")  # second change: the roof
    write("1")  # third change: the water
    press(Qt.Key.Key_F8)
    assert meter.keys <= MOST_KEYS_AGAIN, meter.keys
    changed = {name for name in at.view.sheet.fields if _state(at, name) is State.CHANGED}
    assert {"wall", "roof", "water_source"} <= changed
    assert at.entered.unanswered == ()
    assert not at.entered.to_confirm
    at.leave()
    assert entering.open_form(at.ws, form_key(uid, at.ws.round.key)).unanswered == ()


def _state(at: Desk, path: str) -> State:
    board = at.view.board
    assert board is not None
    return board.shown(path).state
