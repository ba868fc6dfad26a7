"""Lists as communes keep them, made anew for every test: rows in, an Excel or CSV file out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import xlwt

from desktop.actions.context import Workspace
from desktop.actions.lists.look import look
from desktop.actions.lists.plan import Plan
from desktop.actions.lists.take_in import preview

Row = Sequence[object]

TITLE: tuple[Row, ...] = (["UBND XÃ BA BỂ"], [None, "DANH SÁCH HỘ NGHÈO NĂM 2025"], [])
R14: tuple[Row, ...] = (
    [
        "STT hộ",
        "STT thành viên",
        "Họ và tên",
        "Năm sinh",
        None,
        "Dân tộc",
        "Quan hệ với chủ hộ",
        "Nghèo mới",
        "Hộ chính sách",
        "Hỗ trợ",
        None,
    ],
    [None, None, None, "Nam", "Nữ", None, None, None, None, "Y tế", "Khác"],
)
FAMILIES: tuple[Row, ...] = (
    ["I", None, "Thôn Nà Mèo"],
    [1, 1, "Nông Văn Thử", 1980, None, "Tày", "Chủ hộ", "x", None, "x", None],
    [None, 2, "Hoàng Thị Mẫu", None, "20/11/1984", "Tày", "Vợ", None, None, None, None],
    [2, 1, "Bàn Văn Một", 1975, None, "Dao đỏ", "Chủ hộ", None, "x", None, "x"],
    ["II", None, "Thôn Pác Ngòi"],
    [1, 1, "Lý A Ba", 1990, None, "H'mông", "Chủ hộ", None, None, None, None],
)
FOOT: tuple[Row, ...] = (
    ["Tổng cộng", None, "3 hộ"],
    [None, None, None, "Ngày 5 tháng 10 năm 2025"],
    ["NGƯỜI LẬP", None, None, "CHỦ TỊCH"],
    [None, None, "Nguyễn Văn Ký"],
)
HOUSES: tuple[Row, ...] = (
    ["TT", "Mã hộ", "Họ tên chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "Thôn", "Điểm B1", "Ghi chú"],
    [1, "H1", "Nông Văn Thử", "05/03/1980", "Nam", "Tày", "Nà Mèo", 120, None],
    [2, "H2", "Lý Thị Ba", "1990", "Nữ", "HMông", "Pác Ngòi", "1.120", "ở xa"],
)


def xlsx(file: Path, *rows: Row, sheets: Iterable[tuple[str, Iterable[Row]]] = (), hidden: str = "") -> Path:
    """An Excel file with `rows` on its first sheet, and more sheets; the one named `hidden` is hidden."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "Danh sách"
    for row in rows:
        first.append(list(row))
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for row in lines:
            sheet.append(list(row))
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.save(file)
    return file


def xls(file: Path, *rows: Row) -> Path:
    """An old Excel file."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sach")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell is not None:
                sheet.write(y, x, cell)
    book.save(str(file))
    return file


def planned(ws: Workspace, file: Path) -> Plan:
    """What taking the file in would do."""
    return preview(ws, look(ws, file))


def troubles(plan: Plan) -> list[tuple[str, int, str]]:
    """Code, row and column of everything that is wrong."""
    return [(one.code, one.row, one.column) for one in plan.troubles]


def people(plan: Plan) -> list[dict[str, object]]:
    """The members of every household, by household and place, without uid and position."""
    made: list[dict[str, object]] = []
    for one in plan.households:
        members: dict[str, dict[str, object]] = {}
        for path, value in one.body.items():
            if path.startswith("members/"):
                _, uid, question = path.split("/")
                members.setdefault(uid, {})[question] = value
        made += [
            {question: value for question, value in member.items() if question != "position"}
            for member in sorted(members.values(), key=lambda member: str(member["position"]))
        ]
    return made
