"""One contract for every editor of every kind, and what each of them does beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.editions import answers
from desktop.editions.model import Kind, Option, Question, Scope
from desktop.editions.values import Value
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice, fitting, meant
from desktop.ui.widgets.editors.contract import BACK, BY_ITSELF, FORWARD, Editor
from desktop.ui.widgets.editors.line import LineEditor
from desktop.ui.widgets.editors.listed import ListEditor
from desktop.ui.widgets.editors.registry import IN_GRID, ON_SHEET, Maker
from tests.ui.keying import ESCAPE, RETURN, SHIFT, compose, enter, focused, press, write

pytestmark = pytest.mark.gui
TWO = (Choice("m", "Nam", "1"), Choice("f", "Nữ", "2"))
MANY = tuple(
    Choice(code, label, number)
    for number, code, label in (
        ("01", "kinh", "Kinh"),
        ("02", "tay", "Tày"),
        ("07", "nung", "Nùng"),
        ("08", "mong", "Mông"),
        ("10", "giarai", "Gia-rai"),
        ("54", "romam", "Rơ-măm"),
    )
)
# kind: choices, what is typed, the value it is read as, another value that can be shown
EXAMPLES: Mapping[Kind, tuple[tuple[Choice, ...], str, Value, str]] = {
    Kind.TEXT: ((), "xóm trên", "xóm trên", "nhà cũ"),
    Kind.NAME: ((), "Nông Văn Thử", "Nông Văn Thử", "Lý Thị Mẫu"),
    Kind.CODE: (TWO, "2", "f", "m"),
    Kind.CODES: (TWO, "1 2", ("f", "m"), "m"),
    Kind.YES_NO: ((Choice("1", "Có", "1"), Choice("2", "Không", "2")), "1", True, "2"),
    Kind.INTEGER: ((), "120", 120, "90"),
    Kind.MONEY: ((), "1500000", 1_500_000, "2.000.000"),
    Kind.MEASURE: ((), "31,5", 3150, "40"),
    Kind.DATE: ((), "05092001", "2001-09-05", "01/10/2026"),
    Kind.YEAR: ((), "1987", 1987, "2001"),
    Kind.ID_NUMBER: ((), "001085012345", "001085012345", "002085012345"),
    Kind.PHONE: ((), "0912345678", "0912345678", "0987654321"),
    Kind.UNIT: ((Choice("01906-02", "Khuổi Luông", "02"),), "khuoi", "01906-02", "01906-01"),
}
WHOLE = (Kind.CODE, Kind.YES_NO)  # the number that is typed for them cannot become longer
LETTERS = {Kind.CODE: "nữ", Kind.YES_NO: "có"}  # typed where a number would be whole at once
PLACES: Mapping[str, Mapping[Kind, Maker]] = {"sheet": ON_SHEET, "grid": IN_GRID}


@dataclass
class Owner:
    """Stands for the form: hears an editor, and sets what is kept as a form would."""

    editor: Editor
    heard: list[str] = field(default_factory=list)
    moves: list[int] = field(default_factory=list)
    keeps: bool = True

    def __post_init__(self) -> None:
        self.editor.committed.connect(self._hear)
        self.editor.moved.connect(self.moves.append)

    def _hear(self, text: str) -> None:
        self.heard.append(text)
        if self.keeps:
            self.editor.set_value(text)


@dataclass
class Desk:
    """An editor in a window beside a button that can take the focus."""

    owner: Owner
    other: QPushButton
    window: QWidget

    @property
    def editor(self) -> Editor:
        return self.owner.editor

    def leave(self) -> None:
        self.other.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()


Put = Callable[[Editor], Desk]


@pytest.fixture
def put(qtbot: QtBot) -> Put:
    def make(editor: Editor) -> Desk:
        window, other = QWidget(), QPushButton("other")
        layout = QVBoxLayout(window)
        layout.addWidget(editor)
        layout.addWidget(other)
        window.resize(700, 320)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.start()
        return Desk(Owner(editor), other, window)

    return make


@pytest.fixture(params=list(Kind))
def kind(request: pytest.FixtureRequest) -> Kind:
    return Kind(request.param)


@pytest.fixture(params=["sheet", "grid"])
def desk(put: Put, kind: Kind, request: pytest.FixtureRequest) -> Desk:
    return put(PLACES[request.param][kind](EXAMPLES[kind][0], None))


def read(kind: Kind, text: str) -> object:
    """What the edition reads from a text."""
    options = tuple(Option(c.code, {"vi": c.label, "en": c.label}, c.number) for c in EXAMPLES[kind][0])
    words = {"vi": "?", "en": "?"}
    return answers.parse(
        Question("q", kind, Scope.HOUSEHOLD, words, options if kind is not Kind.YES_NO else ()), text
    )


def test_every_kind_has_an_editor_on_the_sheet_and_in_the_grid() -> None:
    assert set(ON_SHEET) == set(IN_GRID) == set(EXAMPLES) == set(Kind)


def test_typing_and_return_give_an_answer_and_move_on(desk: Desk, kind: Kind) -> None:
    _choices, typed, value, _other = EXAMPLES[kind]
    enter(typed)
    assert read(kind, desk.owner.heard[-1]) == value
    moves = [BY_ITSELF, FORWARD] if kind in WHOLE else [FORWARD]
    assert desk.owner.moves == moves
    before = list(desk.owner.heard)
    press(RETURN, SHIFT)
    desk.leave()
    assert desk.owner.heard == before, "nothing new was given"
    assert desk.owner.moves == [*moves, BACK]


def test_leaving_gives_what_is_typed(desk: Desk, kind: Kind) -> None:
    _choices, typed, value, _other = EXAMPLES[kind]
    write(typed)
    desk.leave()
    assert read(kind, desk.owner.heard[-1]) == value
    assert desk.owner.moves == ([BY_ITSELF] if kind in WHOLE else [])


def test_a_value_that_is_set_is_shown_and_not_given_back(desk: Desk, kind: Kind) -> None:
    other = EXAMPLES[kind][3]
    desk.editor.set_value(other)
    assert desk.editor.text() == other
    assert not desk.editor.is_dirty()
    press(RETURN)
    desk.leave()
    assert desk.owner.heard == []


def test_a_reason_stands_where_the_answer_would(desk: Desk) -> None:
    desk.editor.set_value("", "không trả lời")
    assert desk.editor.text() == ""
    press(RETURN)
    assert desk.owner.heard == []


def test_a_skipped_question_takes_no_keys(desk: Desk) -> None:
    desk.editor.set_skipped(True)
    assert not desk.editor.isEnabled()
    desk.editor.set_skipped(False)
    assert desk.editor.isEnabled()


def test_a_screen_reader_hears_name_and_state(desk: Desk) -> None:
    desk.editor.describe("Khu vực", "chưa trả lời")
    named = focused()
    assert named.accessibleName() == "Khu vực"
    assert "chưa trả lời" in named.accessibleDescription()


def test_problems_change_no_text(desk: Desk, kind: Kind) -> None:
    desk.editor.set_value(EXAMPLES[kind][3])
    before = desk.editor.text()
    desk.editor.set_problem("có chỗ chưa đúng")
    desk.editor.set_problem("")
    assert desk.editor.text() == before


LINES = [kind for kind in Kind if kind is not Kind.CODES]


@pytest.mark.parametrize("kind", LINES)
def test_text_under_the_caret_is_never_rewritten(put: Put, kind: Kind) -> None:
    choices, typed, _value, other = EXAMPLES[kind]
    desk = put(IN_GRID[kind](choices, None))
    typed = LETTERS.get(kind, typed)
    write(typed)
    desk.editor.set_value(other)
    line = desk.editor.focusProxy()
    assert isinstance(desk.editor, LineEditor)
    assert desk.editor.line.text() == typed
    assert desk.editor.is_dirty()
    press(ESCAPE, to=line)
    press(ESCAPE, to=line)
    assert desk.editor.text() == other, "Esc takes typing back"
    assert desk.owner.heard == []


@pytest.mark.parametrize("kind", LINES)
def test_what_an_owner_does_not_keep_is_still_being_typed(put: Put, kind: Kind) -> None:
    choices, typed, _value, _other = EXAMPLES[kind]
    desk = put(IN_GRID[kind](choices, None))
    desk.owner.keeps = False
    enter(LETTERS.get(kind, typed))
    assert desk.editor.is_dirty()
    desk.leave()
    assert len(desk.owner.heard) == 2, "given again, until somebody keeps it"


def test_an_input_method_that_composes_is_left_alone(put: Put) -> None:
    desk = put(ON_SHEET[Kind.NAME]((), None))
    write("Nông ")
    compose("Va")
    desk.editor.set_value("Ai khác")
    compose("Vă")
    write("Văn")
    press(RETURN)
    assert desk.owner.heard == ["Nông Văn"]


def test_return_while_composing_moves_on(put: Put) -> None:
    desk = put(ON_SHEET[Kind.NAME]((), None))
    write("Lý")
    compose("y")
    press(RETURN)
    assert desk.owner.moves == [FORWARD]


def test_undo_belongs_to_the_line_while_it_is_typed_in(put: Put) -> None:
    desk = put(ON_SHEET[Kind.TEXT]((), None))
    desk.editor.set_value("cũ")
    write("mới")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor.text() != "mới"
    assert desk.owner.heard == []


# ------------------------------------------------------------------------------------------- chips


def test_letters_arrows_and_space_choose_too(put: Put) -> None:
    desk = put(ChipsEditor((Choice("1", "Có", "1"), Choice("2", "Không", "2"))))
    write("k")
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Delete)
    assert desk.owner.heard == ["2", "1", ""]


def test_letters_of_an_input_method_choose(put: Put) -> None:
    desk = put(ChipsEditor((*TWO, Choice("k", "Đài", "3"))))
    write("Đ")
    assert desk.owner.heard == ["k"]


def test_several_are_chosen_by_their_numbers_and_none_of_them_is_an_answer(put: Put) -> None:
    choices = [Choice(code, code, str(n)) for n, code in enumerate("abcde", start=1)]
    desk = put(ChipsEditor(choices, many=True, nothing="Không có"))
    enter("1 3 5")
    assert desk.owner.heard == ["a", "a,c", "a,c,e"]
    write("3")
    assert desk.owner.heard[-1] == "a,e", "the same number again takes it away"
    write("0")
    assert desk.owner.heard[-1] == "[]"
    write("2")
    assert desk.owner.heard[-1] == "b"


def test_a_number_that_nobody_has_is_given_to_be_refused(put: Put) -> None:
    desk = put(ChipsEditor(TWO))
    write("7")
    assert desk.owner.heard == ["7"]


def test_longer_numbers_wait_for_their_second_digit(put: Put) -> None:
    choices = [Choice(str(n), f"chọn {n}", str(n)) for n in (1, 2, 10)]
    desk = put(ChipsEditor(choices))
    write("1")
    assert desk.owner.heard == []
    press(RETURN)
    assert desk.owner.heard == ["1"]
    write("10")
    assert desk.owner.heard == ["1", "10"]


def test_only_a_number_that_cannot_become_longer_goes_on_by_itself(put: Put) -> None:
    ten = [Choice(str(n), f"chọn {n}", str(n)) for n in (1, 2, 10)]
    for make in (ChipsEditor, ListEditor):
        desk = put(make(ten))
        write("1")
        assert desk.owner.moves == [], "it may become 10"
        write("0")
        assert (desk.owner.heard[-1], desk.owner.moves) == ("10", [BY_ITSELF])
        write("2")
        assert (desk.owner.heard[-1], desk.owner.moves) == ("2", [BY_ITSELF, BY_ITSELF])
        write("2")
        assert desk.owner.moves == [BY_ITSELF] * 3, "the same again says that it is right"


def test_what_an_owner_does_not_keep_goes_nowhere(put: Put) -> None:
    for make in (ChipsEditor, ListEditor):
        desk = put(make(TWO))
        desk.owner.keeps = False
        write("2")
        assert (desk.owner.heard, desk.owner.moves) == (["f"], [])


def test_a_list_that_is_not_closed_waits_for_return(put: Put) -> None:
    desk = put(ON_SHEET[Kind.UNIT]((Choice("01906-01", "Nà Pục", "1"),), None))
    write("1")
    assert desk.owner.moves == [], "there may be a twelfth village without a name"
    press(RETURN)
    assert desk.owner.moves == [FORWARD]


def test_a_digit_of_an_input_method_that_composes_chooses_nothing(put: Put) -> None:
    desk = put(IN_GRID[Kind.CODE](TWO, None))
    compose("2")
    assert (desk.owner.heard, desk.owner.moves) == ([], [])


def test_several_answers_wait_for_more_and_none_of_them_goes_on(put: Put) -> None:
    desk = put(ON_SHEET[Kind.CODES](TWO, None))
    write("1 ")
    press(Qt.Key.Key_Space)
    assert (desk.owner.heard, desk.owner.moves) == (["m"], []), "a space parts numbers"
    write("0")
    assert (desk.owner.heard[-1], desk.owner.moves) == ("[]", [BY_ITSELF])


def test_a_click_chooses(put: Put) -> None:
    editor = ChipsEditor(TWO)
    desk = put(editor)
    QTest.mouseClick(editor.chips()[1], Qt.MouseButton.LeftButton)
    assert desk.owner.heard == ["f"]


def test_chips_wrap_where_it_is_narrow(put: Put) -> None:
    editor = ChipsEditor(MANY)
    desk = put(editor)
    desk.window.resize(200, 400)
    assert editor.heightForWidth(120) > editor.heightForWidth(900)
    assert all(editor.rect().contains(chip.geometry()) for chip in editor.chips())


# -------------------------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("typed", "code"),
    [("2", "tay"), ("02", "tay"), ("nung", "nung"), ("Nùng", "nung"), ("mo", "mong"), ("gia", "giarai")],
)
def test_a_list_is_chosen_from_by_number_or_letters(put: Put, typed: str, code: str) -> None:
    desk = put(ListEditor(MANY))
    enter(typed)
    assert desk.owner.heard == [code]
    assert desk.editor.text() == code


def test_what_names_nothing_is_given_to_be_refused(put: Put) -> None:
    desk = put(ListEditor(MANY))
    enter("xyz")
    assert desk.owner.heard == ["xyz"]


def test_the_list_opens_walks_and_closes(put: Put) -> None:
    editor = ListEditor(MANY)
    desk = put(editor)
    press(Qt.Key.Key_Down)
    assert editor.is_open()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(RETURN)
    assert desk.owner.heard == ["tay"]
    assert not editor.is_open()
    press(Qt.Key.Key_Down)
    press(ESCAPE)
    assert not editor.is_open()
    assert desk.editor.text() == "tay"


def test_opening_the_list_and_leaving_chooses_nothing(put: Put) -> None:
    editor = ListEditor(MANY)
    desk = put(editor)
    press(Qt.Key.Key_Down)
    desk.leave()
    assert desk.owner.heard == []
    assert not editor.is_open()


def test_a_click_in_the_list_chooses(put: Put) -> None:
    editor = ListEditor(MANY)
    desk = put(editor)
    write("n")
    popup = editor.popup()
    assert popup is not None
    QTest.mouseClick(
        popup.viewport(), Qt.MouseButton.LeftButton, pos=popup.visualItemRect(popup.item(0)).center()
    )
    assert desk.owner.heard == [editor.text()]


def test_best_choice_comes_first() -> None:
    assert [choice.code for choice in fitting(MANY, "m")] == ["mong", "romam"]
    assert [choice.code for choice in fitting(MANY, "0")] == ["kinh", "tay", "nung", "mong"]
    assert fitting(MANY, "") == MANY
    assert meant(MANY, "  ") is None
