"""Whole rows of the member grid, by keys: cells from Excel, a scanned card, a year alone, up and down."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.store import drafts
from desktop.ui.form.route import NEW
from tests.ui.desk import BOY, FATHER, GIRL, Desk, desk, on_file
from tests.ui.keying import CONTROL, ESCAPE, RETURN, enter, press, write

pytestmark = pytest.mark.gui
CARD = "001085012345|123456789|Nông Văn Thử|05091985|Nam|Xóm Trên, xã Nà Thử|10/05/2021"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with desk(qtbot, tmp_path) as made:
        yield made


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_V, CONTROL)


def answers(at: Desk, row: int) -> dict[str, object]:
    kept: dict[str, object] = dict(at.entered.form.members[row].answers)
    kept.pop("position")
    return kept


def names(at: Desk) -> list[object]:
    return [member.answers["name"] for member in at.entered.form.everyone]


def test_rows_from_a_spreadsheet_become_people(at: Desk) -> None:
    at.open()
    press(Qt.Key.Key_M, CONTROL)
    paste("Nông Văn Thử\tchu ho\tNam\t05/09/1985\n\r\nLý Thị Mẫu\t2\tnữ\t1987\t\tTày\r\n")
    assert "2 " in at.view.paste.words()
    assert names(at) == [], "nothing is written before it was looked at"
    press(RETURN)
    assert answers(at, 0) == {
        "name": "Nông Văn Thử", "relation": "head", "sex": "m", "birth_date": "1985-09-05"
    }  # fmt: skip
    assert answers(at, 1)["birth_year"] == 1987, "a year where a date is asked"
    assert answers(at, 1)["ethnicity"] == "02"
    assert at.at == at.member(0, "name")
    press(Qt.Key.Key_Z, CONTROL)
    assert names(at) == [], "one step of undo"
    press(Qt.Key.Key_Y, CONTROL)
    assert names(at) == ["Nông Văn Thử", "Lý Thị Mẫu"]
    assert at.failures == []


def test_headings_name_the_columns_and_nothing_is_lost(at: Desk) -> None:
    at.open(on_file(at, FATHER))
    at.go(f"members/{NEW}/name")
    paste("TT\tGioi tinh\tHọ và tên\tNgày sinh\n1\tNữ\tLý Thị Lê\t31/02/2001\n2\tNam\tLý Văn Tư\t03042005")
    assert "31/02/2001" in at.view.paste.words()
    press(RETURN)
    people = at.entered.form.members
    assert [member.answers["name"] for member in people][1:] == ["Lý Thị Lê", "Lý Văn Tư"]
    assert at.at == at.member(1, "birth_date"), "the keyer is where something must be looked at"
    board = at.view.board
    assert board is not None
    assert board.shown(at.at).text == "31/02/2001", "it stays on the screen with its problem"
    enter("28022001")
    assert answers(at, 1)["birth_date"] == "2001-02-28"


def test_paste_over_people_says_what_it_replaces_and_esc_leaves_all(at: Desk) -> None:
    at.open(on_file(at, FATHER, GIRL))
    at.go(at.member(0, "relation"))
    lines = len(drafts.journal(at.ws.store, at.key))
    paste("1\t2\n4\t2")
    assert "2 " in at.view.paste.words()
    press(ESCAPE)
    assert not at.view.paste.isVisible()
    assert len(drafts.journal(at.ws.store, at.key)) == lines
    assert at.at == at.member(0, "relation")
    paste("1\t2\n4\t2")
    press(RETURN)
    assert [answers(at, row)["sex"] for row in (0, 1)] == ["f", "f"]
    assert answers(at, 1)["relation"] == "parent"


def test_one_cell_is_pasted_as_text(at: Desk) -> None:
    at.open()
    press(Qt.Key.Key_M, CONTROL)
    paste("Lý Thị Lê\n")
    press(RETURN)
    assert answers(at, 0) == {"name": "Lý Thị Lê"}
    assert not at.view.paste.isVisible()


def test_a_scanned_card_fills_a_new_row(at: Desk) -> None:
    at.open()
    press(Qt.Key.Key_M, CONTROL)
    enter(CARD)  # a scanner types, and ends with Return
    assert answers(at, 0) == {
        "name": "Nông Văn Thử", "sex": "m", "birth_date": "1985-09-05",
        "id_number": "001085012345", "id_issued": "2021-05-10",
    }  # fmt: skip
    assert at.at == at.member(0, "relation")
    assert at.view.head.notice() == ""
    press(Qt.Key.Key_Z, CONTROL)
    assert at.entered.form.everyone == ()


def test_a_scanned_card_fills_what_is_empty_and_says_what_differs(at: Desk) -> None:
    at.open(on_file(at, {**FATHER, "id_number": "", "birth_date": "06091985"}))
    at.go(at.member(0, "id_number"))
    enter(CARD)
    kept = answers(at, 0)
    assert (kept["id_number"], kept["birth_date"]) == ("001085012345", "1985-09-06")
    assert kept["id_issued"] == "2021-05-10"
    assert "05/09/1985" in at.view.head.notice()
    assert at.failures == []


def test_a_year_alone_where_the_date_is_asked(at: Desk) -> None:
    at.open(on_file(at, FATHER))
    at.go(at.member(0, "birth_date"))
    enter("1984")
    kept = answers(at, 0)
    assert (kept.get("birth_date"), kept["birth_year"]) == (None, 1984)
    press(Qt.Key.Key_Z, CONTROL)
    assert answers(at, 0)["birth_date"] == "1985-09-05"


def test_people_go_up_and_down(at: Desk) -> None:
    at.open(on_file(at, FATHER, GIRL, BOY))
    at.go(at.member(2, "sex"))
    press(Qt.Key.Key_Up, CONTROL)
    names = [member.answers["name"] for member in at.entered.form.members]
    assert names == [FATHER["name"], BOY["name"], GIRL["name"]]
    assert at.at == at.member(1, "sex"), "the cursor goes with him"
    for _time in range(3):
        press(Qt.Key.Key_Down, CONTROL)
    assert at.at == at.member(2, "sex")
    press(Qt.Key.Key_Z, CONTROL)
    assert [m.answers["name"] for m in at.entered.form.members][1] == BOY["name"]
    write("1")
    assert at.failures == []
