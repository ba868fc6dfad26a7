"""Ask the commune from a clash; the commune finds the question, goes to the field, and answers; by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import clashes, pack, queries, receive
from desktop.records.model import form_key
from desktop.records.queries import Status
from desktop.ui.exchange.page import PARTS, QUESTIONS
from tests.ui.exchanging import Answers, handed_out, packed, page_of
from tests.ui.keys import press, type_in
from tests.worlds import World, close

pytestmark = [pytest.mark.gui, pytest.mark.slow]
RETURN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
PLACE = PARTS.index(QUESTIONS)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """An office with two open clashes."""
    made = handed_out(tmp_path)
    receive.receive(made.office, packed(made))
    yield made
    close(made)


def test_asked_above_and_answered_below(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        page.open("clashes")
        page.refresh()
        page.clashes.ask.setFocus()
        press(SPACE)
        assert page.tabs.tabText(PLACE) == "Câu hỏi (1)"
        assert len(clashes.list_clashes(made.office)) == 2
        assert QApplication.focusWidget() is page.clashes.list
    down, laptop = made.folder / "q.rasoat", made.laptops[0]
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(laptop, [down])
    with page_of(qtbot, laptop, Answers()) as page:
        assert page.send.up.arrived.text().startswith("Tất cả phần việc đã tới nơi")
        page.open(QUESTIONS)
        page.refresh()
        assert QApplication.focusWidget() is page.questions.table
        assert not page.questions.one.close_it.isVisible()  # that is for the office
        page.questions.one.open.setFocus()
        with qtbot.waitSignal(page.session.go) as gone:
            press(SPACE)
        assert gone.args == ["form", (form_key("h1", laptop.round.key), "b1_points")]
        page.questions.one.line.setFocus()
        type_in("150 la dung")
        press(RETURN)
        assert page.tabs.tabText(PLACE) == "Câu hỏi"
        assert QApplication.focusWidget() is page.questions.table
    assert [(one.status, one.answer) for one in queries.listed(laptop)] == [(Status.ANSWERED, "150 la dung")]


def test_the_office_prints_and_closes(qtbot: QtBot, made: World) -> None:
    asked, answers = queries.ask(made.office, form_key("h3", made.office.round.key), "Hộ còn ở?"), Answers()
    answers.place = made.folder / "q.pdf"
    with page_of(qtbot, made.office, answers) as page:
        page.open(QUESTIONS)
        page.questions.paper.setFocus()
        press(SPACE)
        assert answers.place.read_bytes().startswith(b"%PDF")
        page.questions.one.close_it.setFocus()
        press(SPACE)
        assert [(one.id, one.status) for one in queries.listed(made.office)] == [(asked, Status.CLOSED)]
        assert page.questions.one.close_it.text() == "Hỏi lại"
        assert not page.questions.paper.isEnabled()


def test_nobody_asks_anything(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.laptops[1], Answers()) as page:
        page.open(QUESTIONS)
        assert page.questions.first() is not page.questions.table
