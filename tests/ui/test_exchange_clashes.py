"""Clashes: number keys choose, a reason, Return writes; those that change a class come first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import audit, clashes, pack, receive, records
from desktop.actions.script import enter_all
from desktop.records.model import form_key
from desktop.store import revisions
from desktop.ui.exchange.page import ExchangePage
from tests.ui.exchanging import Answers, handed_out, packed, page_of
from tests.ui.keys import press, tab_to, type_in
from tests.worlds import World, close

pytestmark = [pytest.mark.gui, pytest.mark.slow]
RETURN, RIGHT, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """An office with two open clashes."""
    made = handed_out(tmp_path)
    receive.receive(made.office, packed(made))
    yield made
    close(made)


def _open(page: ExchangePage) -> None:
    page.open("clashes")
    page.refresh()
    assert QApplication.focusWidget() is page.clashes.list


def _reasons(made: World, household: str) -> set[str]:
    found = revisions.record(made.office.store, records.FORM, form_key(household, made.office.round.key))
    return {revision.why for revision in found.values() if revision.why}


def test_what_changes_a_class_comes_first(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        first, second = (page.clashes.model.view(row) for row in range(2))
        assert first is not None
        assert second is not None
        assert (first.flips, second.flips) == (True, False)
        assert first.place == "Tổng điểm B1"
        assert {side.text for side in first.sides} == {"150", "130"}
        assert first.ancestor == "120"


def _said(page: ExchangePage) -> str:
    """What the panel shows and tells a screen reader."""
    QApplication.processEvents()  # what was just laid out is shown
    shown = [one for one in page.clashes.findChildren(QWidget) if one.isVisible()]
    texts = [one.text() for one in shown if isinstance(one, QLabel)]
    return "\n".join((*texts, *(one.accessibleName() for one in shown)))


def test_phones_are_masked_until_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    world = handed_out(tmp_path)
    for laptop, phone in zip(world.laptops, ("0912345678", "0987654321"), strict=True):
        enter_all(laptop, "h3", [f"head_phone={phone}"])
    receive.receive(
        world.office, [pack.pack(one, tmp_path / f"{n}.rasoat").path for n, one in enumerate(world.laptops)]
    )
    with page_of(qtbot, world.office, Answers()) as page:
        _open(page)
        assert {side.side.text for side in page.clashes.cards} == {
            "••••••••\N{NO-BREAK SPACE}5678",
            "••••••••\N{NO-BREAK SPACE}4321",
        }
        press(Qt.Key.Key_1)
        assert "••••••••\N{NO-BREAK SPACE}5678" in _said(page)
        assert "0912345678" not in _said(page).replace(" ", "")
        tab_to("Hiện số định danh và điện thoại. Sổ ghi việc sẽ ghi là bạn đã xem.")
        press(RETURN)
        assert "0912345678" in _said(page).replace(" ", "")
        assert QApplication.focusWidget() is page.clashes.list
        (line,) = [one for one in audit.logs(world.office)[0].entries if one.what == audit.NUMBERS]
        assert (line.about, line.counts) == ("clashes", {"numbers": 2})
        page.open("history")
        QApplication.processEvents()
        _open(page)
        assert "0912345678" not in _said(page).replace(" ", "")
    close(world)


def test_a_number_a_reason_and_return_settle_it(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        wanted = next(card.side for card in page.clashes.cards if card.side.text == "130")
        press(Qt.Key(Qt.Key.Key_0 + wanted.n))
        assert page.clashes.decision.write.text() == f"Ghi quyết định: bên {wanted.n}, “130”"
        press(RIGHT, RETURN)
        assert _reasons(made, "h1") == {"Đúng theo phiếu giấy"}
        assert [view.place for view in clashes.list_clashes(made.office)] == ["Nguồn nước sinh hoạt"]
        assert page.tabs.tabText(2) == "Xung đột (1)"
        assert QApplication.focusWidget() is page.clashes.list


def test_a_typed_value_and_a_typed_reason(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        assert not page.clashes.decision.value.isVisible()  # of a group a side is taken whole
        press(DOWN)
        press(Qt.Key.Key_0)
        assert QApplication.focusWidget() is page.clashes.decision.value
        type_in("4")
        press(RETURN)
        press(Qt.Key.Key_Tab)  # past the short reasons
        type_in("Nguon nuoc moi")
        press(RETURN)
        assert _reasons(made, "h2") == {"Nguon nuoc moi"}
        assert len(clashes.list_clashes(made.office)) == 1


def test_nothing_is_written_without_a_side(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        page.clashes.decision.to_reasons()
        press(RETURN)
        assert len(clashes.list_clashes(made.office)) == 2
        assert not page.clashes.decision.write.isEnabled()


def test_a_value_that_is_no_answer_is_refused_and_kept_on_the_screen(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        press(DOWN)
        press(Qt.Key.Key_0)
        type_in("xyz")
        press(RETURN)
        with qtbot.waitSignal(page.session.failed):
            press(RETURN)
        assert page.clashes.decision.value.text() == "xyz"
        assert len(clashes.list_clashes(made.office)) == 2


def test_the_household_opens_from_its_clash(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        page.clashes.open.setFocus()
        with qtbot.waitSignal(page.session.go) as asked:
            press(RETURN)
        assert asked.args == ["form", form_key("h1", made.office.round.key)]


def test_the_last_decision_leaves_the_empty_state(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        for _turn in range(2):
            press(Qt.Key.Key_1, RETURN)
        assert clashes.list_clashes(made.office) == ()
        assert page.clashes.model.rowCount() == 0
        assert page.tabs.tabText(2) == "Xung đột"


def test_one_side_for_the_whole_household(qtbot: QtBot, tmp_path: Path) -> None:
    made = handed_out(tmp_path)
    enter_all(made.laptops[0], "h1", ["remarks=Ghi khac"])
    receive.receive(made.office, packed(made))
    with page_of(qtbot, made.office, Answers()) as page:
        _open(page)
        assert not page.clashes.decision.whole.isVisible()  # there is no side yet
        press(Qt.Key.Key_1)
        assert page.clashes.decision.whole.isVisible()
        page.clashes.decision.whole.setFocus()
        press(Qt.Key.Key_Space)
        page.clashes.decision.to_reasons()
        press(RETURN)
        assert [view.household for view in clashes.list_clashes(made.office)] == ["h2"]
        assert not page.clashes.decision.whole.isVisible()
    close(made)
