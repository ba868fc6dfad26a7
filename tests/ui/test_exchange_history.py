"""The history of bundles by keys: look, give a reason, take out, bring back; a laptop from a day on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.actions import pack, receive
from desktop.actions.enter import open_form
from desktop.actions.script import enter_all
from desktop.records.model import form_key
from tests.ui.exchanging import Answers, handed_out, packed, page_of, work_done
from tests.ui.keys import focused, press, tab_to, type_in
from tests.worlds import World, close

pytestmark = [pytest.mark.gui, pytest.mark.slow]
RETURN = Qt.Key.Key_Return


@pytest.fixture
def made(tmp_path: Path) -> World:
    made = handed_out(tmp_path)
    receive.receive(made.office, [packed(made)[0]])
    return made


def address(made: World) -> object:
    return open_form(made.office, form_key("h1", made.office.round.key)).form.answer("address")


def test_a_bundle_is_looked_at_taken_out_and_brought_back(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        page.open("history")
        page.refresh()
        tab_to("Xem việc này thay đổi gì")
        with work_done(qtbot, page):
            press(RETURN)
        assert address(made) == "Nà Mơ"
        said = [label.text() for label in page.history.effect.findChildren(QLabel) if label.isVisible()]
        assert "Động đến 2 hộ, 1 hộ được tính khác đi." in said
        assert focused().accessibleName() == "Vì sao?"
        press(RETURN)
        assert page.history.one.why.problem()
        type_in("gửi nhầm")
        with work_done(qtbot, page):
            press(RETURN)
        assert address(made) is None
        assert page.history.note.text().startswith("Đã rút lại")
        assert page.history.model.index(0, 2).data() == "one.rasoat (đã rút lại)"
        tab_to("Xem việc này thay đổi gì")
        with work_done(qtbot, page):
            press(RETURN)
        assert page.history.one.do.text() == "Đưa lại"
        type_in("không nhầm")
        with work_done(qtbot, page):
            press(RETURN)
        assert address(made) == "Nà Mơ"
        close(made)


def test_a_laptop_from_a_day_on_is_found_by_its_date(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.office, Answers()) as page:
        page.open("history")
        page.refresh()
        box = tab_to("Rút lại, hoặc đưa lại những gì")
        assert isinstance(box, QComboBox)
        assert "05/10/2026" in box.itemText(1)
        press(Qt.Key.Key_Down)
        tab_to("Xem việc này thay đổi gì")
        with work_done(qtbot, page):
            press(RETURN)
        type_in("máy hỏng")
        with work_done(qtbot, page):
            press(RETURN)
        assert address(made) is None
        assert box.count() == 2
        assert "Đưa lại" in box.itemText(1)
        close(made)


def test_what_went_out_cannot_be_taken_out_here(qtbot: QtBot, made: World) -> None:
    with page_of(qtbot, made.laptops[0], Answers()) as page:
        page.open("history")
        page.refresh()
        assert not page.history.one.look.isVisible()
        close(made)


def test_many_deleted_households_ask_for_a_second_person(qtbot: QtBot, made: World) -> None:
    for n in range(6):
        enter_all(made.office, "new", [f"household_code=1{n:03}", "unit=01906", "members/+1/name=Lý Thị Mẩy"])
    keys = [key for (key,) in made.office.store.rows("SELECT uid FROM result WHERE form_key NOT LIKE 'h%'")]
    down = made.folder / "again.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(made.laptops[0], [down])
    for key in keys:
        enter_all(made.laptops[0], key, ["deleted=nhầm"])
    answers = Answers()
    answers.files = (made.folder / "loss.rasoat",)
    pack.pack(made.laptops[0], answers.files[0])
    with page_of(qtbot, made.office, answers) as page:
        page.open("receive")
        with work_done(qtbot, page):
            press(RETURN)
        assert focused().accessibleName() == "Người thứ hai đồng ý"
        tab_to(page.receive.agree.text())
        press(RETURN)
        assert page.receive.second.name.problem()
        type_in("Lý Văn Thử")
        tab_to(page.receive.agree.text())
        with work_done(qtbot, page):
            press(RETURN)
        assert page.receive.note.text().startswith("Đã nhận 1 gói")
        close(made)
