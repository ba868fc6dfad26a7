"""Villages are dealt to laptops at the office, and found and opened at the laptop; by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import assignments, notices, pack, receive, units
from desktop.bundle import certificate
from desktop.store.results import Filter
from desktop.ui.exchange.page import VILLAGES
from tests.ui.exchanging import Answers, handed_out, packed, page_of
from tests.ui.keys import press, type_in
from tests.worlds import COMMUNE, VILLAGE, World, close, world

pytestmark = [pytest.mark.gui, pytest.mark.slow]
DOWN, RETURN, TAB = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab
OTHER = f"{COMMUNE}-02"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """An office with two villages, that enrolled its two laptops."""
    made = handed_out(tmp_path)
    for code, name in ((VILLAGE, "Nà Mơ"), (OTHER, "Khuổi Luông")):
        units.name_village(made.office, code, name)
    notices.remember(made.office, [certificate.read(file) for file in made.certificates])
    receive.receive(made.office, packed(made))
    yield made
    close(made)


def test_dealt_above_and_opened_below(qtbot: QtBot, made: World) -> None:
    office, laptop = made.office, made.laptops[1]
    with page_of(qtbot, office, Answers()) as page:
        page.open(VILLAGES)
        page.refresh()
        panel = page.villages
        assert QApplication.focusWidget() is panel.table
        assert [panel.model.index(0, n).data() for n in range(3)] == ["Thôn Nà Mơ", "3 / 3", "chưa có ai"]
        press(DOWN)
        press(TAB)
        assert QApplication.focusWidget() is panel.one.laptop
        press(DOWN)
        if panel.one.laptop.currentData() != laptop.device.key:  # by name, of which the keys are a part
            press(DOWN)
        name = panel.one.laptop.currentText()
        assert name.startswith("Xã Ba Bể (")
        press(TAB)
        type_in("Nong Thi Thu")
        press(TAB)
        assert panel.model.index(1, 2).data() == f"{name} · Nong Thi Thu"
        assert QApplication.focusWidget() is panel.one.open
    (dealt,) = [one for one in assignments.villages(office) if one.who or one.device]
    assert (dealt.code, dealt.who, dealt.device) == (OTHER, "Nong Thi Thu", laptop.device.key)
    down = made.folder / "down.rasoat"
    pack.pack(office, down, for_certificate=made.certificates[1])
    receive.receive(laptop, [down])
    with page_of(qtbot, laptop, Answers()) as page:
        page.open(VILLAGES)
        page.refresh()
        panel = page.villages
        assert [panel.model.index(n, 0).data() for n in range(2)] == ["Thôn Khuổi Luông", "Thôn Nà Mơ"]
        assert panel.model.index(0, 2).data() == "Máy này · Nong Thi Thu"
        assert not panel.one.laptop.isVisible()  # that is for the office
        with qtbot.waitSignal(page.session.go) as gone:
            press(RETURN)
        assert gone.args == ["households", Filter(village=OTHER)]


def test_taken_back_and_a_laptop_that_is_on_offer_no_more(qtbot: QtBot, made: World) -> None:
    office = made.office
    assignments.deal(office, VILLAGE, "Nông Thị Thử", made.laptops[0].device.key)
    assignments.deal(office, OTHER, "", office.device.key)
    with page_of(qtbot, office, Answers()) as page:
        page.open(VILLAGES)
        page.refresh()
        one = page.villages.one
        assert one.village is not None
        assert (one.village.code, one.laptop.currentText()) == (OTHER, "Xã Ba Bể")  # its own comes first
        one.who.setFocus()
        press(TAB)
        assert [(v.code, v.who) for v in assignments.mine(office)] == [(OTHER, "")]  # nothing was typed
        page.villages.table.setFocus()
        press(DOWN)
        assert one.who.text() == "Nông Thị Thử"
        one.who.selectAll()
        one.who.setFocus()
        press(Qt.Key.Key_Delete, RETURN)
        one.laptop.setFocus()
        press(Qt.Key.Key_Home)
    assert [(v.who, v.device) for v in assignments.villages(office) if v.code == VILLAGE] == [("", "")]


def test_no_village_yet(qtbot: QtBot, tmp_path: Path) -> None:
    empty = world(tmp_path / "empty", laptops=0)
    with page_of(qtbot, empty.office, Answers()) as page:
        page.open(VILLAGES)
        page.refresh()
        assert page.villages.first() is not page.villages.table
    close(empty)
