"""The form of a household that was carried from the last round: looked at, confirmed, changed, by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.actions import enter, units, workspace
from desktop.actions import round as rounds
from desktop.actions.close_round import close_round
from desktop.actions.import_ import import_households
from desktop.actions.new_round import NewRound, new_round
from desktop.records.model import form_key
from desktop.ui.widgets.editors.contract import State
from tests.ui.desk import Desk, desk_of
from tests.ui.keying import CONTROL, RETURN, press, write
from tests.worlds import COMMUNE, household, make, write_lines

FIRST, SECOND = "vn-2022/2026/periodic", "vn-2022/2027/periodic"
KEY = form_key("h1", SECOND)
MOST_PRESSES = 25
CONFIRM = Qt.Key.Key_F8

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture
def at_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    ws = make(tmp_path / "ws")
    units.add_village(ws, COMMUNE, "Nà Pục")
    lines = write_lines(tmp_path / "in.ndjson", household("0001", uid="h1"), household("0002", uid="h2"))
    import_households(ws, lines)
    new_round(ws, NewRound(FIRST, 2027, "2027-10-01"))
    with desk_of(qtbot, ws, language="en") as made:
        made.open(KEY)
        yield made
    workspace.close(ws)


def state(at_desk: Desk, path: str) -> State:
    board = at_desk.view.board
    assert board is not None
    return board.shown(path).state


def test_the_form_says_what_stands_as_in_the_last_round(at_desk: Desk) -> None:
    left = len(at_desk.entered.to_confirm)
    assert f"{left} answers stand as in the last round" in at_desk.view.round_bar.words()
    assert at_desk.question == "household_code", "the first that nobody looked at"
    assert state(at_desk, "wall") is State.CARRIED
    assert state(at_desk, at_desk.member(0, "name")) is State.CARRIED
    assert state(at_desk, "b1_points") is State.NOT_REACHED or "b1_points" in at_desk.entered.skipped


def test_return_confirms_one_and_goes_on(at_desk: Desk) -> None:
    left = len(at_desk.entered.to_confirm)
    press(RETURN)
    assert at_desk.question != "household_code"
    assert state(at_desk, "household_code") is State.ANSWERED
    assert len(at_desk.entered.to_confirm) == left - 1


def test_f8_confirms_the_block_and_goes_to_the_next(at_desk: Desk) -> None:
    press(CONFIRM)
    assert state(at_desk, "village") is State.ANSWERED
    assert at_desk.at == at_desk.member(0, "name")
    press(CONFIRM)
    assert state(at_desk, at_desk.member(1, "insured")) is State.ANSWERED
    assert state(at_desk, "wall") is State.CARRIED


def test_ctrl_f8_confirms_the_whole_form(at_desk: Desk) -> None:
    press(CONFIRM, CONTROL)
    assert at_desk.entered.to_confirm == frozenset()
    assert at_desk.view.round_bar.words() == ""
    at_desk.leave()
    assert enter.open_form(at_desk.ws, KEY).to_confirm == frozenset(), "it was written"


def test_a_changed_answer_shows_what_it_was(at_desk: Desk) -> None:
    at_desk.go("water_source")
    write("1")
    press(RETURN)
    assert state(at_desk, "water_source") is State.CHANGED
    board = at_desk.view.board
    assert board is not None
    assert board.shown("water_source").last == "Last round: Other"
    at_desk.go("income_basis")
    write("2")
    press(RETURN)
    write("150")
    press(RETURN)
    assert board.last is not None
    assert board.last.class_ == "poor"


def test_a_household_with_three_changes_takes_few_keys(at_desk: Desk) -> None:
    presses = 0

    def counted(*keys: Qt.Key) -> None:
        nonlocal presses
        for key in keys:
            presses += 1
            press(key)

    def typed(text: str) -> None:
        nonlocal presses
        presses += len(text) + 1
        write(text)
        press(RETURN)

    counted(CONFIRM)  # the household is right
    counted(CONFIRM)  # its members too
    assert at_desk.question == "income_basis"
    typed("2")
    typed("150")  # first change: the income
    for _step in range(9):
        if at_desk.question == "water_source":
            break
        counted(RETURN)  # right, and on
    typed("1")  # second change
    typed("1")  # third change: the latrine beside it
    while at_desk.entered.to_confirm:
        counted(CONFIRM)
    assert presses <= MOST_PRESSES
    assert {"water_source", "latrine", "b1_points"} <= {
        question for question in at_desk.view.sheet.fields if state(at_desk, question) is State.CHANGED
    }
    assert not at_desk.entered.to_confirm


def test_the_panel_compares_with_the_last_round(at_desk: Desk) -> None:
    at_desk.go("income_basis")
    write("2")
    write("120")
    press(RETURN)
    said = at_desk.view.panel.since.text()
    assert "as then" in said
    at_desk.go("water_source")
    write("1")
    lines = at_desk.view.panel.since.text().splitlines()
    assert len(lines) == len(said.splitlines()) + 1
    assert any(line.startswith("no longer deprived: ") for line in lines)
    assert at_desk.view.panel.since.isVisible()


def test_a_closed_round_is_only_read(at_desk: Desk) -> None:
    at_desk.leave()
    close_round(at_desk.ws, "Đã nộp báo cáo")
    at_desk.open(KEY)
    assert at_desk.view.round_bar.words().startswith("This round was closed on")
    assert not at_desk.view.sheet.isEnabled()
    press(CONFIRM, CONTROL)
    write("9")
    assert enter.open_form(at_desk.ws, KEY).to_confirm, "nothing was written"


def test_the_old_form_stays_readable(at_desk: Desk) -> None:
    at_desk.leave()
    rounds.switch(at_desk.ws, FIRST)
    at_desk.open(form_key("h1", FIRST))
    assert at_desk.entered.result.code == "poor"
    assert at_desk.view.round_bar.words() == ""
