"""The parts of the form that need no keys: what is shown of an answer, scales, undo, and every dress."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.actions import enter as entering
from desktop.actions import words
from desktop.actions.context import Workspace
from desktop.actions.editions import load_edition
from desktop.actions.enter import Entered, Step
from desktop.editions import answers
from desktop.editions.values import Missing, Value
from desktop.records.model import FormKey, member_path
from desktop.records.scale import deprivation_scale, income_scale, turning_points
from desktop.ui import theme
from desktop.ui.form import findings
from desktop.ui.form.choosing import village_of
from desktop.ui.form.history import Change, History
from desktop.ui.form.shown import Board, grouped, shown_text, typed_text
from desktop.ui.widgets.editors.contract import State
from tests.ui.desk import FATHER, GIRL, HOUSEHOLD, desk
from tests.worlds import make

EDITION = load_edition("vn-2022")
UID = "0" * 32


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return make(tmp_path / "ws")


def household(ws: Workspace, **answers: Value) -> Entered:
    """A household of one head, born in 1985."""
    person: dict[str, Value] = {"position": 1, "name": "Nông Văn Thử", "relation": "head", "birth_year": 1985}
    values: dict[str, Value | None] = {member_path(UID, name): value for name, value in person.items()}
    return entering.put_all(ws, entering.new_form(ws), values | answers)


@pytest.mark.parametrize(
    ("digits", "shown"), [("7", "7"), ("1500", "1.500"), ("1500000", "1.500.000"), ("-1234", "-1.234")]
)
def test_large_numbers_have_dots(digits: str, shown: str) -> None:
    assert grouped(digits) == shown


@pytest.mark.parametrize("text", ["@refused", "@", "xóm @ 3", "  @x"])
def test_what_is_typed_with_an_at_sign_is_shown_as_it_was(text: str) -> None:
    question = EDITION.questions["remarks"]
    value = answers.parse(question, typed_text(text))
    assert isinstance(value, str)
    assert shown_text(question, value) == text.strip()


@pytest.mark.parametrize(
    ("typed", "kept"), [("7", "01906-07"), ("12", "01906-12"), ("01906-03", "01906-03"), ("01858", "01858")]
)
def test_a_village_is_called_by_its_number(typed: str, kept: str) -> None:
    assert village_of("01906", typed) == kept


def test_states_of_answers(ws: Workspace) -> None:
    entered = household(ws, area="rural", floor_area_m2=0, wall=Missing.ILLEGIBLE, income_basis="points")
    board = Board(EDITION, "vi", entered)
    states = {
        name: board.shown(name).state for name in ("area", "floor_area_m2", "wall", "roof", "income_per_head")
    }
    assert states == {
        "area": State.ANSWERED,
        "floor_area_m2": State.PROBLEM,
        "wall": State.MISSING,
        "roof": State.NOT_REACHED,
        "income_per_head": State.SKIPPED,
    }
    assert board.shown("roof").description
    assert all(board.shown(name).description for name in states)
    clashing = Board(EDITION, "vi", replace(entered, clashing=frozenset({"area"})))
    assert clashing.shown("area").state is State.CLASH


def test_the_lines_on_the_scales_come_from_the_rules(ws: Workspace) -> None:
    entered = household(ws, area="rural", income_basis="points", b1_points=120)
    income = income_scale(entered.sheet, entered.result)
    assert income is not None
    assert (income.value, income.lines, income.basis) == (120, (140, 195), "points")
    points = deprivation_scale(entered.sheet, entered.result)
    assert (points.lines, points.top) == ((30,), 120)
    assert points.possible == entered.result.b2_max
    for basis in EDITION.bases.values():
        assert turning_points(EDITION, basis, "urban") == (30,)


def test_no_scale_while_nobody_said_how_the_income_is_known(ws: Workspace) -> None:
    entered = household(ws)
    assert income_scale(entered.sheet, entered.result) is None


def test_reasons_name_each_person_once(ws: Workspace) -> None:
    entered = household(ws, **{member_path(UID, "work"): "seeking"})
    reason = next(one for one in entered.result.reasons if one.rule == "employment")
    lines = words.because_lines(EDITION, entered.form, reason, "vi")
    assert lines == (
        "Nông Văn Thử – Năm sinh (nếu chỉ biết năm): 1985, Việc làm: Không có việc, đang tìm việc",
    )


def test_the_note_says_how_sure_the_class_is(ws: Workspace) -> None:
    entered = household(ws, area="rural", floor_area_m2=0)
    assert "lỗi" in findings.note(Board(EDITION, "vi", entered), 3) or "error" in findings.note(
        Board(EDITION, "en", entered), 3
    )


def test_a_member_without_a_name_is_called_by_the_row(ws: Workspace) -> None:
    entered = entering.put_all(
        ws,
        entering.new_form(ws),
        {member_path(UID, "position"): 1, member_path(UID, "birth_date"): "2030-01-01"},
    )
    said, _hint = words.problem(EDITION, entered.problems[0], "vi")
    assert said == "người ở dòng 1 sinh sau ngày rà soát"


def test_history_forgets_what_was_undone_when_something_new_is_done() -> None:
    history = History()
    one, two = (Change(FormKey("a@b"), (Step("area", None, code),)) for code in ("rural", "urban"))
    history.did(one)
    history.did(Change(FormKey("a@b"), ()))
    assert history.last() == one
    history.undid()
    assert history.last_undone() == one
    history.redid()
    history.undid()
    history.did(two)
    assert history.last_undone() is None
    assert history.last() == two
    assert one.reversed.steps == (Step("area", "rural", None),)


@pytest.mark.gui
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("look", list(theme.Theme))
@pytest.mark.parametrize("percent", [100, 150])
def test_the_form_in_every_dress(
    qtbot: QtBot, tmp_path: Path, language: str, look: theme.Theme, percent: int
) -> None:
    with desk(qtbot, tmp_path, language=language, percent=percent, width=1366) as made:
        made.open()
        theme.wear(look, percent)
        made.key_in({**HOUSEHOLD, "floor_area_m2": "0", "head_phone": "abc"}, FATHER, GIRL)
        made.go(made.member(1, "studying"))
        QApplication.processEvents()
        assert isinstance(made.window.grab().toImage(), QImage)
        assert made.failures == []
        for field in made.view.sheet.fields.values():
            assert field.editor.height() >= field.editor.minimumSizeHint().height()
            assert field.width() <= made.view.sheet.width()
