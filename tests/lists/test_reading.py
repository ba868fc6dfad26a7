"""Every oddity of real lists: sound rows come in, odd ones are named by sheet, row and column."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions.context import Workspace
from desktop.actions.lists import sentences
from desktop.actions.lists.look import look
from desktop.actions.lists.take_in import preview
from desktop.errors import RasoatError
from desktop.records.lists.lines import Skip
from desktop.records.lists.mapping import RowsAre, from_toml, to_toml
from tests.lists.books import (
    FAMILIES,
    FOOT,
    HOUSES,
    R14,
    TITLE,
    Row,
    people,
    planned,
    troubles,
    xls,
    xlsx,
)
from tests.lists.test_encodings import known, old
from tests.worlds import COMMUNE

Writer = Callable[..., Path]
ENDING = {xlsx: ".xlsx", xls: ".xls"}
PLAIN: tuple[Row, ...] = (["STT", "Họ và tên", "Quan hệ", "Năm sinh", "Dân tộc"],)


@pytest.mark.parametrize("write", [xlsx, xls])
def test_the_list_of_the_law_is_read_whole(ws: Workspace, tmp_path: Path, write: Writer) -> None:
    file = write(tmp_path / f"a{ENDING[write]}", *TITLE, *R14, *FAMILIES, *FOOT)
    plan = planned(ws, file)
    assert plan.troubles == ()
    assert (len(plan.households), plan.persons, plan.new) == (3, 4, 3)
    assert people(plan) == [
        {"name": "Nông Văn Thử", "birth_year": 1980, "sex": "m", "ethnicity": "02", "relation": "head"},
        {
            "name": "Hoàng Thị Mẫu",
            "birth_date": "1984-11-20",
            "sex": "f",
            "ethnicity": "02",
            "relation": "spouse",
        },
        {"name": "Bàn Văn Một", "birth_year": 1975, "sex": "m", "ethnicity": "09", "relation": "head"},
        {"name": "Lý A Ba", "birth_year": 1990, "sex": "m", "ethnicity": "08", "relation": "head"},
    ]
    bodies = [one.body for one in plan.households]
    assert [body["village"] for body in bodies] == [f"{COMMUNE}-01", f"{COMMUNE}-01", f"{COMMUNE}-02"]
    assert {body["unit"] for body in bodies} == {COMMUNE}
    assert [body.get("support_received") for body in bodies] == [("health",), ("other",), None]
    assert [body.get("policy_household") for body in bodies] == [None, True, None]
    assert [str(one.body["name"]) for one in plan.villages] == ["Nà Mèo", "Pác Ngòi"]
    kinds = [one.why for one in plan.skipped]
    assert kinds == [Skip.VILLAGE, Skip.VILLAGE, Skip.TOTAL, *[Skip.SIGNATURE] * 3]
    assert [(one.column.title, one.why) for one in plan.left_out] == [("Nghèo mới", "movement")]


def test_one_row_a_household(ws: Workspace, tmp_path: Path) -> None:
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *HOUSES))
    assert plan.look.mapping.rows is RowsAre.HOUSEHOLDS
    assert troubles(plan) == []
    first, second = (one.body for one in plan.households)
    assert (first["household_code"], first["b1_points"], first["village"]) == ("H1", 120, f"{COMMUNE}-01")
    assert (second["household_code"], second["b1_points"], second["remarks"]) == ("H2", 1120, "ở xa")
    assert people(plan) == [
        {
            "name": "Nông Văn Thử",
            "birth_date": "1980-03-05",
            "sex": "m",
            "ethnicity": "02",
            "relation": "head",
        },
        {"name": "Lý Thị Ba", "birth_year": 1990, "sex": "f", "ethnicity": "08", "relation": "head"},
    ]


def test_a_bad_cell_is_left_out_and_named_and_nothing_else_is_lost(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        *PLAIN,
        [None, "Không Có Hộ", "Con", 2001, "Tày"],
        [1, "Nông Văn Thử", "Chủ hộ", "5/3/85", "Tày"],
        [None, "Nông Thị 2", "Con", 2010, "Sao Hoả"],
        [2, "Lý A Ba", "chủ hộ", "31/02/1990", "Mông"],
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert troubles(plan) == [
        ("no_household", 2, ""),
        ("two_digit_year", 3, "D"),
        ("not_a_name", 4, "B"),
        ("no_such_code", 4, "E"),
        ("no_such_day", 5, "D"),
    ]
    assert [one.lost for one in plan.troubles] == [True, False, False, False, False]
    assert people(plan) == [
        {"name": "Nông Văn Thử", "relation": "head", "ethnicity": "02"},
        {"relation": "child", "birth_year": 2010},
        {"name": "Lý A Ba", "relation": "head", "ethnicity": "08"},
    ]
    for one in plan.troubles:
        said = sentences.trouble(ws.edition, one, "en")
        assert "{" not in said
        assert said.endswith(("this answer is left out", "the row is left out"))
    assert sentences.where(plan, plan.troubles[1]) == "D3"


def test_persons_numbered_through_are_grouped_by_their_heads(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        *PLAIN,
        [1, "Nông Văn Thử", "Chủ hộ", 1980, "Tày"],
        [2, "Nông Thị Mẫu", "Vợ", 1981, "Tày"],
        [3, "Lý A Ba", "Chủ hộ", 1990, "Mông"],
        [4, "Lý A Bốn", "Con", 2015, "Mông"],
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert [sum(path.endswith("/name") for path in one.body) for one in plan.households] == [2, 2]


def test_a_family_name_is_no_village_and_no_total(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["TT", "Họ tên chủ hộ", "Năm sinh"],
        [1, "Bàn Văn Một", None],
        [2, "Tống Văn Hai", None],
        [3, "Công Thị Ba", 1970],
        [None, "Bản Cám", None],
        [4, "Lý A Bốn", 1971],
        ["TỔNG CỘNG", None, 4],
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert [one["name"] for one in people(plan)] == ["Bàn Văn Một", "Tống Văn Hai", "Công Thị Ba", "Lý A Bốn"]
    assert [(one.row, one.why) for one in plan.skipped] == [(5, Skip.VILLAGE), (7, Skip.TOTAL)]
    assert [one.body.get("village") for one in plan.households] == [None, None, None, f"{COMMUNE}-01"]
    assert plan.villages[0].body["kind"] == "Bản"


def test_a_list_that_goes_on_behind_a_signature_and_a_header_printed_again(
    ws: Workspace, tmp_path: Path
) -> None:
    rows = [*R14, *FAMILIES[:4], *FOOT[1:], R14[0], *FAMILIES[4:], *FOOT]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert len(plan.households) == 3
    assert [one.why for one in plan.skipped].count(Skip.HEADER) == 1


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
@pytest.mark.parametrize("write", [xlsx, xls])
def test_old_letters_are_converted_column_by_column(
    ws: Workspace, tmp_path: Path, name: str, write: Writer
) -> None:
    before = [
        [
            old(known(name), cell) if isinstance(cell, str) and place != 5 else cell
            for place, cell in enumerate(row)
        ]
        for row in (*R14, *FAMILIES, *FOOT)
    ]
    plan = planned(ws, write(tmp_path / f"a{ENDING[write]}", *before))
    assert troubles(plan) == []
    expected = planned(ws, xlsx(tmp_path / "b.xlsx", *R14, *FAMILIES, *FOOT))
    assert people(plan) == people(expected)
    assert [one.body["name"] for one in plan.villages] == ["Nà Mèo", "Pác Ngòi"]
    encodings = {one.letter: one.encoding for one in plan.look.mapping.columns}
    assert encodings["C"] == name
    assert encodings["F"] == ""  # was Unicode, and stays


def test_a_column_of_formulas_without_values_is_said(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["TT", "Họ tên chủ hộ", "Năm sinh", "Điểm B1"],
        *([n, "Nông Văn Thử", f"=1980+{n}", n] for n in range(1, 4)),
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert [(one.column.letter, one.why) for one in plan.left_out] == [("C", "no_values")]
    assert [one.body["b1_points"] for one in plan.households] == [1, 2, 3]


def test_sheets_of_one_layout_are_read_together_hidden_ones_never(ws: Workspace, tmp_path: Path) -> None:
    village: list[Row] = [["TT", "Họ tên chủ hộ", "Năm sinh"], [1, "Lý A Ba", 1990]]
    book = xlsx(
        tmp_path / "a.xlsx",
        *HOUSES[:1],
        *HOUSES[1:],
        sheets=[
            ("Thôn Hai", [HOUSES[0], [1, "H7", "Lý A Bảy", 1990, "Nam", "Mông", None, None, None]]),
            ("Khác", village),
            ("Ẩn", [*HOUSES]),
        ],
        hidden="Ẩn",
    )
    plan = planned(ws, book)
    assert plan.look.mapping.sheets == ("Danh sách", "Thôn Hai")
    assert (plan.look.others, plan.look.book.hidden) == (("Khác",), ("Ẩn",))
    assert [one.body["household_code"] for one in plan.households] == ["H1", "H2", "H7"]
    assert [str(one.body["name"]) for one in plan.villages] == ["Nà Mèo", "Pác Ngòi", "Hai"]
    assert any("Khác" in remark for remark in sentences.remarks(plan))
    assert any("Ẩn" in remark for remark in sentences.remarks(plan))


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", ";")]
)
def test_csv_however_it_was_saved(ws: Workspace, tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join("" if cell is None else str(cell) for cell in row) for row in HOUSES)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    plan = planned(ws, tmp_path / "a.csv")
    assert (len(plan.households), troubles(plan)) == (2, [])


def test_csv_in_old_letters(ws: Workspace, tmp_path: Path) -> None:
    text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in HOUSES)
    (tmp_path / "a.csv").write_bytes(old(known("tcvn3"), text).encode("latin-1"))
    plan = planned(ws, tmp_path / "a.csv")
    assert [one["name"] for one in people(plan)] == ["Nông Văn Thử", "Lý Thị Ba"]


def test_contradictions_inside_a_household_are_named(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["STT hộ", "Mã hộ", "Họ và tên", "Quan hệ", "Giới tính", "Ngày sinh", "Năm sinh"],
        [1, "H1", "Nông Văn Thử", "Chủ hộ", "Nam", "05/03/1980", 1980],
        [None, "H2", "Nông Thị Mẫu", "Vợ", "Nữ", None, 1981],
        [2, "H1", "Lý A Ba", "Chủ hộ", "Nam", None, 1990],
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert troubles(plan) == [("same_code", 2, ""), ("differs", 3, "B"), ("same_code", 4, "")]
    assert len(plan.households) == 2


def test_a_commune_that_is_not_here(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["TT", "Họ tên chủ hộ", "Xã"],
        [1, "Nông Văn Thử", "Ba Bể"],
        [2, "Lý A Ba", "Xã Đâu Đó"],
        [3, "Lý A Bốn", COMMUNE],
        [4, "Lý A Năm", None],
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert troubles(plan) == [("no_commune", 3, "")]
    assert [one.body["unit"] for one in plan.households] == [COMMUNE] * 3


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"PK\x03\x04 nothing", "no_workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "no_workbook"),
        ("a.nd", b'{"uid":"1","unit":"01906"}\n', "no_list"),
        ("a", b"a,b,c", "no_list"),
        ("a.csv", b"", "no_columns"),
        ("a.csv", b"a,b,c\n1,2,3\n", "no_columns"),
        ("a.csv", b"\x00\xff\x00\xff", "no_columns"),
        ("missing.xlsx", None, "no_file"),
        ("missing.csv", None, "no_file"),
    ],
)
def test_what_is_no_list_is_refused_in_plain_words(
    ws: Workspace, tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(RasoatError) as caught:
        look(ws, tmp_path / name)
    assert caught.value.code == code
    if code == "no_columns":
        assert "Họ và tên" in str(caught.value)


def test_an_empty_list_is_a_list_of_none(ws: Workspace, tmp_path: Path) -> None:
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *TITLE, *R14))
    assert (plan.households, plan.troubles, plan.new) == ((), (), 0)


def test_the_class_of_last_year_comes_from_its_column(ws: Workspace, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["TT", "Họ tên chủ hộ", "Phân loại"],
        [1, "Nông Văn Thử", "Hộ nghèo"],
        [2, "Lý A Ba", "Cận nghèo"],
        [3, "Lý A Bốn", "HN"],
        [4, "Lý A Năm", "giàu"],
    ]
    plan = planned(ws, xlsx(tmp_path / "a.xlsx", *rows))
    assert [one.body.get("class_before") for one in plan.households] == ["poor", "near_poor", "poor", None]
    assert troubles(plan) == [("no_such_code", 5, "C")]


def test_or_is_said_of_the_whole_list(ws: Workspace, tmp_path: Path) -> None:
    seen = look(ws, xlsx(tmp_path / "a.xlsx", *TITLE, *R14, *FAMILIES))
    chosen = seen.with_fields({}, seen.mapping.rows, {"class_before": "poor"})
    assert {one.body["class_before"] for one in preview(ws, chosen).households} == {"poor"}
    assert from_toml(to_toml(chosen.mapping)) == chosen.mapping
    wrong = seen.with_fields({}, seen.mapping.rows, {"class_before": "rich"})
    with pytest.raises(RasoatError, match="rich") as caught:
        look(ws, seen.file, wrong.mapping)
    assert caught.value.code == "mapping_differs"
