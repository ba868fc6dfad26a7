"""What happened to a household, with real keys: it is in both forms, and taken back with two more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.actions import units
from desktop.actions.enter import open_form
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.records.lineage import LIFE
from desktop.records.model import DELETED, form_key
from tests.ui.desk import Desk, desk
from tests.ui.keying import CONTROL, ESCAPE, RETURN, focused, press, write
from tests.worlds import household, write_lines

pytestmark = pytest.mark.gui


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        family = household("0107", uid="h1")
        members = family["members"]
        assert isinstance(members, list)
        members.append({**members[1], "name": "Nông Thị Ví", "relation": "child", "birth_date": "2001-03-04"})
        other = household("0108", uid="h2", members=[{**members[0], "name": "Lý Văn Mẫu"}])
        import_households(made.ws, write_lines(tmp_path / "list.ndjson", family, other))
        made.open(form_key("h1", made.ws.round.key))
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
    ask(Qt.Key.Key_4, Qt.Key.Key_3)
    press(RETURN)
    assert [member.uid for member in at.entered.form.members] != [girl]
    assert people(at) == 2
    assert "Ctrl+L rồi 0" in at.view.head.notice()
    (other,) = (value for path, value in at.entered.form.household.items() if path.endswith("/with"))
    there = form_key(other[0], at.ws.round.key)  # type: ignore[index]
    assert [member.uid for member in open_form(at.ws, there).form.members] == [girl]
    ask(Qt.Key.Key_0)
    assert at.key == key
    assert people(at) == 3
    assert DELETED in open_form(at.ws, there).form.household
    assert at.failures == []


def test_a_household_that_moved_away_comes_back(at: Desk) -> None:
    ask(Qt.Key.Key_7)
    write("cho don")
    press(RETURN)
    assert at.entered.form.answer(DELETED) == "moved_out"
    (place,) = (value for path, value in at.entered.form.household.items() if path.endswith("/place"))
    assert units.load("2025").get(str(place)).name == "Chợ Đồn"  # type: ignore[union-attr]
    ask(Qt.Key.Key_1)
    assert at.entered.form.answer(DELETED) is None, "it came back"
    ask(Qt.Key.Key_0)
    assert at.entered.form.answer(DELETED) == "moved_out", "that was a mistake"
    ask(Qt.Key.Key_0)
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
    ask(Qt.Key.Key_5)
    write("0108")
    press(RETURN)
    assert at.failures == []
    assert [member.answers["name"] for member in at.entered.form.members][-1] == "Lý Văn Mẫu"
    ask(Qt.Key.Key_5)
    write("9999")
    press(RETURN)
    assert len(at.failures) == 1, "there is no such household, and that is said"
    assert len(at.entered.form.members) == 4


def test_a_birth_by_keyboard(at: Desk) -> None:
    ask(Qt.Key.Key_1)
    write("Nông Thị Bé")
    press(RETURN)
    write("20092026")
    press(RETURN)
    child = at.entered.form.members[-1].answers
    assert (child["name"], child["birth_date"], child["arrived"]) == ("Nông Thị Bé", "2026-09-20", "born")
    ask(Qt.Key.Key_0)
    assert people(at) == 3
    assert at.failures == []


def test_when_the_head_dies_the_next_is_asked_for(at: Desk) -> None:
    ask(Qt.Key.Key_2, Qt.Key.Key_9)
    assert at.view.life.asked(), "nobody has the number 9"
    QTest.keyClick(focused(), Qt.Key.Key_1)
    QTest.keyClick(focused(), Qt.Key.Key_1)
    QApplication.processEvents()
    first, second = at.entered.form.members
    assert (first.answers["relation"], second.answers.get("relation")) == ("head", None)
    ask(Qt.Key.Key_3, Qt.Key.Key_1)
    assert people(at) == 3, "it was a mistake: he is back"
    back = next(one for one in at.entered.form.members if one.answers.get("arrived") == "returned")
    assert "relation" not in back.answers, "there is another head by now"
    assert at.failures == []


def test_two_split_off_and_say_who_is_the_head(at: Desk) -> None:
    uids = [member.uid for member in at.entered.form.members]
    ask(Qt.Key.Key_4, Qt.Key.Key_1, Qt.Key.Key_3)
    press(RETURN)
    QTest.keyClick(focused(), Qt.Key.Key_2)
    QApplication.processEvents()
    (stays,) = at.entered.form.members
    assert (stays.uid, stays.answers["relation"]) == (uids[1], "head"), "the only one is not asked for"
    (other,) = (value for path, value in at.entered.form.household.items() if path.endswith("/with"))
    there = open_form(at.ws, form_key(other[0], at.ws.round.key)).form  # type: ignore[index]
    assert there.answer(f"members/{uids[2]}/relation") == "head"
    assert at.failures == []


def test_where_it_went_may_be_unknown_but_not_nonsense(at: Desk) -> None:
    ask(Qt.Key.Key_7)
    write("nowhere at all")
    press(RETURN)
    assert at.view.life.asked()
    press(ESCAPE)
    press(ESCAPE)
    assert DELETED not in at.entered.form.household
    ask(Qt.Key.Key_7)
    press(RETURN)
    assert at.entered.form.answer(DELETED) == "moved_out"
    assert at.failures == []


def test_another_screen_asks_what_happened(at: Desk) -> None:
    key = at.key
    at.leave()
    at.page.open((key, LIFE))
    at.window.setCurrentWidget(at.page)
    at.page.refresh()
    at.page.setFocus()
    QApplication.processEvents()
    assert at.view.life.asked()
    QTest.keyClick(focused(), Qt.Key.Key_9)
    QApplication.processEvents()
    assert at.entered.form.answer(DELETED) == "died_out"


def test_what_happened_is_told_and_leads_to_the_other_household(at: Desk) -> None:
    ask(Qt.Key.Key_4, Qt.Key.Key_3)
    press(RETURN)
    ask(Qt.Key.Key_6)
    newest, first = at.view.panel.past.links()
    assert newest.words().endswith(": chuyển chỗ ở trong xã")
    assert first.words().endswith(": có người tách ra hộ riêng: Nông Thị Ví · hộ Nông Thị Ví")
    first.click()
    (other,) = (value for path, value in at.entered.form.household.items() if path.endswith("/with"))
    assert at.went[-1] == ("form", form_key(other[0], at.ws.round.key))  # type: ignore[index]
    newest.click()
    assert at.failures == []


def test_how_it_moved_stands_in_the_head_until_the_class_changes(at: Desk) -> None:
    enter_all(at.ws, "h2", ["class_before=near_poor"])
    at.open(form_key("h2", at.ws.round.key))
    told = [one.text() for one in at.view.head.findChildren(QLabel)]
    assert any("hộ cận nghèo trở thành hộ nghèo" in text for text in told)
    at.go("b1_points")
    write("200")
    press(RETURN)
    told = [one.text() for one in at.view.head.findChildren(QLabel)]
    assert not any("trở thành" in text for text in told)
