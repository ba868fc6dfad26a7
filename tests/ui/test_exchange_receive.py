"""Receive: files, the receipt, one button. By keys, with a refused file among them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import clashes
from desktop.actions.digest import digest
from desktop.ui.exchange.receipt import FileLine
from tests.ui.exchanging import Answers, handed_out, packed, page_of, work_done
from tests.ui.keys import press
from tests.worlds import World, close

pytestmark = [pytest.mark.gui, pytest.mark.slow]
RETURN = Qt.Key.Key_Return


@pytest.fixture
def made(tmp_path: Path) -> World:
    return handed_out(tmp_path)


@pytest.fixture
def answers(made: World) -> Answers:
    """Two bundles, and one whose end is missing between them."""
    one, two = packed(made)
    torn = made.folder / "torn.rasoat"
    torn.write_bytes(two.read_bytes()[:-50])
    chosen = Answers()
    chosen.files = (one, torn, two)
    return chosen


def test_the_receipt_says_all_before_anything_is_written(qtbot: QtBot, made: World, answers: Answers) -> None:
    before = digest(made.office)
    with page_of(qtbot, made.office, answers) as page:
        page.open("receive")
        with work_done(qtbot, page):
            press(RETURN)
        assert digest(made.office) == before
        lines = [line.accessibleName() for line in page.receive.findChildren(FileLine)]
        assert [name.split(". ")[0] for name in lines] == ["Nhận được", "Không nhận", "Nhận được"]
        assert "Xã Ba Bể" in lines[0]
        assert page.receive.agree.text() == "Nhận 2 gói: 1 hộ mới, 2 xung đột"
        assert QApplication.focusWidget() is page.receive.agree
        close(made)


def test_one_key_receives_and_leads_to_the_clashes(qtbot: QtBot, made: World, answers: Answers) -> None:
    with page_of(qtbot, made.office, answers) as page:
        page.open("receive")
        with work_done(qtbot, page):
            press(RETURN)
        with qtbot.waitSignal(page.session.changed), work_done(qtbot, page):
            press(RETURN)
        assert page.receive.note.text().startswith("Đã nhận 2 gói")
        assert page.tabs.tabText(2) == "Xung đột (2)"
        assert len(clashes.list_clashes(made.office)) == 2
        press(RETURN)
        assert page.part() == "clashes"
        close(made)


def test_a_bundle_received_before_leaves_nothing_to_do(qtbot: QtBot, made: World, answers: Answers) -> None:
    with page_of(qtbot, made.office, answers) as page:
        answers.files = answers.files[:1]
        page.open("receive")
        for _turn in range(2):
            with work_done(qtbot, page):
                press(RETURN)
        with work_done(qtbot, page):
            press(Qt.Key.Key_O, control=True)
        assert not page.receive.agree.isEnabled()
        assert QApplication.focusWidget() is page.receive.other
        page.receive.drop_it.setFocus()
        press(RETURN)
        assert page.receive.empty.isVisible()
        close(made)


def test_dropped_files_are_chosen_files(qtbot: QtBot, made: World, answers: Answers) -> None:
    with page_of(qtbot, made.office, answers) as page:
        page.open("receive")
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(answers.files[0]))])
        event = QDropEvent(
            QPoint(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        with work_done(qtbot, page):
            page.receive.dropEvent(event)
        assert len(page.receive.findChildren(FileLine)) == 1
        close(made)
