"""The form, keyed with real keys: what is on the screen is what is in the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.actions import enter as entering
from desktop.actions import workspace
from desktop.editions.values import Missing
from desktop.records.model import REMOVED
from desktop.store import drafts, results, revisions
from desktop.ui.form.route import NEW
from desktop.ui.widgets.editors.contract import State
from tests.ui.desk import (
    BOY,
    FAMILY,
    FATHER,
    GIRL,
    HOUSEHOLD,
    Desk,
    desk,
    desk_of,
    found_after_a_crash,
    read_only,
)
from tests.ui.keying import CONTROL, ESCAPE, RETURN, SHIFT, compose, enter, focused, press, write

pytestmark = pytest.mark.gui


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        yield made


def test_a_household_of_four_by_keyboard_alone(at: Desk) -> None:
    at.open()
    asked = at.key_in(HOUSEHOLD, *FAMILY)
    result = at.entered.result
    assert (result.code, result.b1, result.b2) == ("poor", 120, 60)
    assert at.view.panel.verdict.word() == "Hộ nghèo"
    assert at.entered.unanswered == ()
    assert at.entered.problems == ()
    assert at.failures == []
    assert [path for path in asked if path.endswith("/name")][-1] == f"members/{NEW}/name"
    assert at.view.finished.hasFocus(), "Return once more begins the next household"


def test_every_answer_is_in_the_file_when_it_is_given(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    touched = drafts.read(at.ws.store, at.key)
    assert touched is not None
    assert touched.touched == at.entered.form.body()
    lines = drafts.journal(at.ws.store, at.key)
    replayed = {line.path: line.after for line in lines}
    assert replayed == at.entered.form.body()
    assert {line.who for line in lines} == {"máy"}


def test_leaving_seals_and_coming_back_shows_everything(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, *FAMILY)
    body, key = at.entered.form.body(), at.key
    at.leave()
    assert drafts.read(at.ws.store, key) is None
    (sealed,) = revisions.record(at.ws.store, "form", key).values()
    assert sealed.body == body
    at.page.refresh()
    at.window.setCurrentWidget(at.page)
    assert at.entered.form.body() == body
    assert at.view.head.title() == "Nông Văn Thử"


def test_an_empty_household_leaves_no_trace(at: Desk) -> None:
    at.open()
    key = at.key
    at.leave()
    assert drafts.open_keys(at.ws.store) == []
    assert revisions.record(at.ws.store, "form", key) == {}
    at.page.refresh()
    assert at.page.controller.key() is None
    assert at.failures == []


def test_nothing_is_lost_when_the_program_dies(at: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER, GIRL)
    again = found_after_a_crash(at.ws, tmp_path / "again")
    with desk_of(qtbot, again) as later:
        later.open(at.key)
        assert later.entered.form.body() == at.entered.form.body()
        later.leave()
    workspace.close(again)


def test_an_open_draft_shows_everything(at: Desk) -> None:
    entered = entering.new_form(at.ws)
    entered = entering.enter(at.ws, entered, "address", "xóm dưới")
    at.open(entered.form.key)
    assert at.view.sheet.fields["address"].editor.text() == "xóm dưới"


# -------------------------------------------------------------------------------------------- route


def test_return_goes_only_where_something_is_asked(at: Desk) -> None:
    at.open()
    asked = {path.rpartition("/")[2] for path in at.key_in(HOUSEHOLD, GIRL)}
    assert {"finished", "work", "trained_on_job"} & asked == set(), "she is fourteen"
    assert {"studying", "malnourished", "b1_points"} <= asked
    assert {"income_per_head", "exit_year", "mentor", "birth_year"} & asked == set()


def test_shift_return_goes_back_the_same_way(at: Desk) -> None:
    at.open()
    enter("0107")
    there = at.at
    enter("")
    press(RETURN, SHIFT)
    assert at.at == there
    press(RETURN, SHIFT)
    assert at.at == "household_code"


def test_tab_goes_where_return_goes(at: Desk) -> None:
    at.open()
    write("0107")
    press(Qt.Key.Key_Tab)
    assert at.entered.form.household["household_code"] == "0107"
    assert at.question == "unit"
    press(Qt.Key.Key_Backtab, SHIFT)
    assert at.question == "household_code"


def test_an_answer_changes_what_is_asked(at: Desk) -> None:
    at.open()
    at.go("income_basis")
    field = at.view.sheet.fields["income_per_head"]
    write("2")
    assert "income_per_head" in at.entered.skipped
    assert not field.editor.isEnabled()
    assert at.question == "b1_points", "a whole number goes on by itself"
    press(RETURN, SHIFT)
    write("3")
    assert "b1_points" in at.entered.skipped
    assert field.editor.isEnabled()
    assert at.question == "income_per_head"
    press(RETURN)
    assert at.question == "income_per_head", "a Return after a whole number belongs to it"
    enter("1200000")
    assert field.editor.text() == "1.200.000"


def test_a_skipped_answer_is_kept(at: Desk) -> None:
    at.open()
    at.go("income_basis")
    enter("2")
    enter("120")
    at.go("income_basis")
    enter("3")
    assert at.entered.form.household["b1_points"] == 120
    assert at.view.sheet.fields["b1_points"].editor.text() == "120"


# ---------------------------------------------------------------------------------- odd and missing


def test_text_that_cannot_be_read_stays_and_is_not_kept(at: Desk) -> None:
    at.open()
    at.go("head_phone")
    enter("không có")
    field = at.view.sheet.fields["head_phone"]
    assert at.at == "head_phone", "Return stays where something must be looked at"
    assert "không có" in field.problem()
    assert field.editor.text() == "không có"
    assert "head_phone" not in at.entered.form.household
    assert at.view.panel.problems.links()[0].words().startswith("“không có”")
    press(RETURN)
    assert at.question == "area", "pressed again it goes on"
    assert field.editor.text() == "không có"
    at.go("head_phone")
    enter("0912345678")
    assert field.problem() == ""
    assert at.entered.form.household["head_phone"] == "0912345678"


def test_escape_forgets_what_could_not_be_read_and_then_leaves(at: Desk) -> None:
    at.open()
    at.go("head_phone")
    enter("abc")
    press(RETURN)
    press(ESCAPE)
    assert "abc" in at.view.head.notice()
    assert at.at == "head_phone"
    press(ESCAPE)
    assert at.view.sheet.fields["head_phone"].editor.text() == ""
    assert at.went == []
    press(ESCAPE)
    assert at.went == [("households", None)]


@pytest.mark.parametrize(
    ("pressed", "reason", "words"),
    [
        (Qt.Key.Key_F2, Missing.BLANK, "bỏ trống trên phiếu"),
        (Qt.Key.Key_F3, Missing.REFUSED, "không trả lời"),
        (Qt.Key.Key_F4, Missing.UNKNOWN, "không biết"),
        (Qt.Key.Key_F6, Missing.ILLEGIBLE, "không đọc được"),
    ],
)
def test_function_keys_say_why_there_is_no_answer(
    at: Desk, pressed: Qt.Key, reason: Missing, words: str
) -> None:
    at.open()
    at.go("floor_area_m2")
    write("12")
    press(pressed)
    assert at.entered.form.household["floor_area_m2"] is reason
    board = at.view.board
    assert board is not None
    assert (board.shown("floor_area_m2").reason, board.shown("floor_area_m2").state) == (words, State.MISSING)
    assert at.question == "wall", "then on"
    at.go("floor_area_m2")
    press(pressed, SHIFT)
    assert "floor_area_m2" not in at.entered.form.household
    assert at.at == "floor_area_m2"


def test_reasons_for_chosen_answers_and_members(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    at.go("water_source")
    press(Qt.Key.Key_F6)
    at.go(at.member(0, "work"))
    press(Qt.Key.Key_F4)
    assert at.entered.form.household["water_source"] is Missing.ILLEGIBLE
    assert at.entered.form.members[0].answers["work"] is Missing.UNKNOWN
    assert at.question == "allowance"


def test_text_that_begins_with_an_at_sign_is_text(at: Desk) -> None:
    at.open()
    at.go("remarks")
    enter("@refused")
    assert at.entered.form.household["remarks"] == "@refused"
    assert at.view.sheet.fields["remarks"].editor.text() == "@refused"


def test_problems_jump_to_their_field(at: Desk) -> None:
    at.open()
    at.key_in({**HOUSEHOLD, "floor_area_m2": "0"}, {**FATHER, "sex": "2"})
    codes = {problem.code for problem in at.entered.problems}
    assert codes == {"no_floor", "id_sex_differs"}
    first, second = at.view.panel.problems.links()
    first.click()
    assert at.at == "floor_area_m2"
    assert at.view.sheet.fields["floor_area_m2"].problem() == "Diện tích nhà ở bằng 0"
    second.click()
    assert at.question == "id_number"
    press(Qt.Key.Key_G, CONTROL)
    assert at.at == "floor_area_m2", "the next problem, in the order of the form"
    press(Qt.Key.Key_G, CONTROL)
    assert at.question == "id_number"


def test_what_is_still_to_ask_jumps_to_its_field(at: Desk) -> None:
    at.open()
    links = at.view.panel.open.links()
    assert [link.words() for link in links][:2] == ["Thôn, bản, tổ dân phố", "Khu vực"]
    links[1].click()
    assert at.at == "area"
    everyone = next(link for link in links if link.words() == "Thành viên trong hộ")
    everyone.click()
    assert at.at == f"members/{NEW}/name"


# ------------------------------------------------------------------------------------------ members


def test_members_come_and_go(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER, GIRL, BOY)
    assert at.entered.result.b2 == 60
    at.go(at.member(1, "name"))
    press(Qt.Key.Key_Delete, CONTROL)
    assert at.view.sheet.members.going.isVisible()
    write("2")
    gone = next(member for member in at.entered.form.everyone if member.is_removed)
    assert (gone.answers["name"], gone.answers[REMOVED]) == ("Nông Thị Ví", "moved")
    assert len(at.entered.form.members) == 2
    assert not at.view.sheet.members.going.isVisible()
    assert at.at == at.member(1, "name"), "the next person moved up"
    at.view.sheet.members.restored.emit(gone.uid)
    assert len(at.entered.form.members) == 3


def test_escape_lets_the_person_stay(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    at.go(at.member(0, "sex"))
    press(Qt.Key.Key_Delete, CONTROL)
    press(ESCAPE)
    assert len(at.entered.form.members) == 1
    assert at.at == at.member(0, "sex")


def test_control_m_adds_a_person(at: Desk) -> None:
    at.open()
    press(Qt.Key.Key_M, CONTROL)
    enter("Lý Thị Lê")
    assert at.entered.form.members[0].answers["name"] == "Lý Thị Lê"
    assert at.at == at.member(0, "relation")


def test_a_name_that_cannot_be_read_makes_no_person(at: Desk) -> None:
    at.open()
    press(Qt.Key.Key_M, CONTROL)
    enter("Lý 123")
    assert at.entered.form.members == ()
    assert at.at == f"members/{NEW}/name"
    press(ESCAPE)
    enter("Lý Lê")
    assert len(at.entered.form.members) == 1


def test_arrows_walk_in_the_grid(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER, GIRL)
    at.go(at.member(0, "sex"))
    press(Qt.Key.Key_Down)
    assert at.at == at.member(1, "sex")
    press(Qt.Key.Key_Right)
    assert at.at == at.member(1, "birth_date")
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert at.at == at.member(1, "relation")
    press(Qt.Key.Key_Up)
    assert at.at == at.member(0, "relation")
    at.go(at.member(1, "studying"))
    press(Qt.Key.Key_Right)
    assert at.at == at.member(1, "allowance"), "what is not asked of her is jumped over"


def test_typing_in_a_cell_replaces_and_an_input_method_composes_there(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    at.go(at.member(0, "name"))
    compose("L")
    write("Lý Văn Tư")
    press(Qt.Key.Key_Down)
    assert at.entered.form.members[0].answers["name"] == "Lý Văn Tư"
    assert at.at == f"members/{NEW}/name"


def test_leaving_the_grid_gives_what_is_typed(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    at.go(at.member(0, "birth_date"))
    write("01021990")
    at.go("address")
    assert at.entered.form.members[0].answers["birth_date"] == "1990-02-01"
    assert at.at == "address"


def test_sixty_people_in_one_grid(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    entered = at.entered
    for n in range(59):
        _uid, entered = entering.add_named_member(at.ws, entered, f"Người {'I' * (n % 7 + 1)}")
    at.open(entered.form.key)
    grid = at.view.sheet.members.grid
    assert grid.model().rowCount() == 61
    at.go(at.member(59, "sex"))
    enter("2")
    assert at.entered.form.members[59].answers["sex"] == "f"
    assert len(grid.findChildren(QLabel)) == 0
    assert len(grid.editors()) <= grid.model().columnCount()


def test_the_model_of_the_grid(at: Desk, qtmodeltester: ModelTester) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER, GIRL)
    qtmodeltester.check(at.view.sheet.members.model)  # type: ignore[no-untyped-call]


# --------------------------------------------------------------------------------------------- undo


def test_undo_goes_back_through_the_sitting(at: Desk) -> None:
    at.open()
    enter("0107")
    at.go("address")
    enter("xóm trên")
    press(Qt.Key.Key_Z, CONTROL)
    assert at.at == "address"
    assert "address" not in at.entered.form.household
    press(Qt.Key.Key_Z, CONTROL)
    assert "household_code" not in at.entered.form.household
    press(Qt.Key.Key_Z, CONTROL)
    assert at.failures == []
    press(Qt.Key.Key_Y, CONTROL)
    assert at.entered.form.household["household_code"] == "0107"
    lines = drafts.journal(at.ws.store, at.key)
    assert [line.after for line in lines if line.path == "household_code"] == ["0107", None, "0107"]


def test_undo_reaches_the_household_before(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    before = at.key
    at.go("remarks")
    press(Qt.Key.Key_N, CONTROL)
    assert at.key != before
    press(Qt.Key.Key_Z, CONTROL)
    assert at.key == before
    assert "remarks" not in at.entered.form.household
    assert at.at == "remarks"


def test_undo_takes_a_whole_person_back(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    press(Qt.Key.Key_M, CONTROL, to=at.view)
    enter("Lý Thị Lê")
    assert len(at.entered.form.members) == 2
    press(Qt.Key.Key_Z, CONTROL)
    assert [member.answers["name"] for member in at.entered.form.everyone] == ["Nông Văn Thử"]


def test_undo_does_not_undo_what_somebody_changed_since(at: Desk) -> None:
    at.open()
    at.go("address")
    enter("xóm trên")
    key = at.key
    at.leave()
    other = entering.open_form(at.ws, key)
    entering.enter(at.ws, other, "address", "xóm dưới")
    at.page.refresh()
    at.window.setCurrentWidget(at.page)
    at.page.setFocus()
    press(Qt.Key.Key_Z, CONTROL, to=at.view)
    assert len(at.failures) == 1
    assert at.entered.form.household["address"] == "xóm dưới"


# -------------------------------------------------------------------------------------------- world


def test_what_the_world_refuses_is_still_being_typed(at: Desk, qtbot: QtBot) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    key = at.key
    at.leave()
    closed = read_only(at.ws)
    with desk_of(qtbot, closed) as reader:
        reader.open(key)
        reader.go("address")
        enter("xóm dưới")
        field = reader.view.sheet.fields["address"]
        assert len(reader.failures) == 1
        assert reader.at == "address"
        assert (field.editor.text(), field.editor.is_dirty()) == ("xóm dưới", True)
        reader.open()
        assert field.editor.text() == "", "it does not go over to another household"
        reader.open(key)
        write("7", to=reader.view.sheet.fields["area"].editor)
        assert reader.entered.form.household["area"] == "rural"
    closed.store.close()


def test_a_number_names_a_village_that_has_no_name_yet(at: Desk) -> None:
    at.open()
    at.go("village")
    enter("7")
    assert at.entered.form.household["village"] == "01906-07"
    at.go("village")
    enter("khuoi")
    assert at.entered.form.household["village"] == "01906-02"


def test_the_list_hears_of_what_was_entered(at: Desk) -> None:
    said: list[object] = []
    at.session.changed.connect(said.append)
    at.open()
    at.key_in(HOUSEHOLD, *FAMILY)
    at.leave()
    assert said
    (row,) = results.page(at.ws.store, results.Filter(text="hoang mau"), 0, 10)
    assert (row.head, row.class_, row.members) == ("Nông Văn Thử", "poor", 4)


def test_narrow_windows_have_the_result_at_the_foot(qtbot: QtBot, tmp_path: Path) -> None:
    with desk(qtbot, tmp_path, width=1000) as made:
        made.open()
        made.key_in(HOUSEHOLD, FATHER)
        assert made.view.strip.isVisible()
        assert not made.view.panel.isVisible()
        assert made.view.strip.verdict.word() == "Hộ nghèo"
        made.window.resize(1300, 700)
        QApplication.processEvents()
        assert made.view.panel.isVisible()
        assert made.view.panel.verdict.word() == "Hộ nghèo"


def test_reasons_unfold_with_their_source(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, *FAMILY)
    row = at.view.panel.rows["internet"]
    assert "Nghị định 07/2021/NĐ-CP" in row.words()
    assert "Có người dùng internet: không" in row.words()
    row.unfold()
    assert "thiếu hụt" in row.words()


def test_the_guidance_of_a_question_is_at_the_foot(at: Desk) -> None:
    at.open()
    before = at.view.sheet.height()
    at.go("area")
    assert "quyết định phân loại" in at.view.foot.text()
    assert at.view.sheet.height() == before, "nothing moves"
    at.go("address")
    assert at.view.foot.text().startswith("F2")


def test_unreadable_text_is_still_there_when_the_household_is_opened_again(at: Desk) -> None:
    at.open()
    at.go("address")
    enter("xóm trên")
    enter("abc")
    at.leave()
    at.page.refresh()
    at.window.setCurrentWidget(at.page)
    assert at.view.sheet.fields["head_phone"].editor.text() == "abc"
    assert at.view.sheet.fields["head_phone"].problem()


def test_return_after_the_last_question_begins_the_next_household(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER)
    before = at.key
    press(RETURN)
    assert at.key != before
    assert at.at == "household_code"
    assert results.count(at.ws.store, results.Filter()) == 1


def test_a_click_opens_a_cell_in_both_halves_of_the_grid(at: Desk) -> None:
    at.open()
    at.key_in(HOUSEHOLD, FATHER, GIRL)
    at.go("address")
    grid = at.view.sheet.members.grid
    for half, column in ((grid.frozen, 0), (grid, 2)):
        where = half.visualRect(grid.model().index(1, column)).center()
        QTest.mouseClick(half.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert at.at == at.member(1, ("name", "", "sex")[column])


def test_coming_back_from_another_program_goes_on_typing(at: Desk) -> None:
    at.open()
    at.go("address")
    write("xóm ")
    line = focused()
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(line, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
    write("trên")
    press(RETURN)
    assert at.entered.form.household["address"] == "xóm trên"
