"""The workbook, opened again: every cell, the official layout, and nothing that comes alive in Excel."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.report import workbook
from desktop.rollup.rates import plain
from desktop.rollup.residents import Basis
from desktop.rollup.tables import Provisional, Table, TableProblem
from tests.report.made import HOME, row, table, words

HEADER, NUMBERS, BODY = 8, 10, 11


def _bytes(made: Table, language: str = "vi") -> bytes:
    out = io.BytesIO()
    workbook.write(out, made, workbook.Around(words(), "Chuẩn nghèo 2022–2026", language))
    return out.getvalue()


def _book(made: Table, language: str = "vi") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_bytes(made, language)))


def _sheet(made: Table) -> Worksheet:
    return _book(made)["R1"]


def _texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]


@pytest.fixture
def made() -> Table:
    return table(row("01858", "Xã Bằng Thành", "1", 40), row("01861", "Xã Nhạn Môn", "2", 0))


def test_every_figure_stands_in_its_cell(made: Table) -> None:
    sheet = _sheet(made)
    for at, one in enumerate(made.rows, start=BODY):
        for place, column in enumerate(made.columns, start=3):
            cell = sheet.cell(at, place)
            shown = one.values[column.key]
            assert cell.number_format == ("0.00" if column.is_rate else "#,##0")
            if shown is None:
                assert cell.value is None
            else:
                assert Decimal(str(cell.value)) == Decimal(str(plain(shown)))


def test_units_are_numbered_and_the_total_is_bold(made: Table) -> None:
    sheet = _sheet(made)
    lines = [(sheet.cell(at, 1).value, sheet.cell(at, 2).value) for at in range(BODY, BODY + 3)]
    assert lines == [(None, "Tổng cộng"), ("1", "Xã Bằng Thành"), ("2", "Xã Nhạn Môn")]
    assert [sheet.cell(at, 3).font.bold for at in range(BODY, BODY + 3)] == [True, False, False]


def test_the_head_is_the_official_one(made: Table) -> None:
    texts = _texts(_sheet(made))
    assert texts[:2] == ["ỦY BAN NHÂN DÂN", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert texts[2:4] == ["HUYỆN PÁC NẶM", "Độc lập - Tự do - Hạnh phúc"]
    assert made.layout.title["vi"].upper() + " NĂM 2026" in texts
    assert "(Tại thời điểm rà soát: ngày 01/10/2026)" in texts


def test_two_lines_of_headings_over_numbers_with_formulas(made: Table) -> None:
    sheet = _sheet(made)
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A8:A9", "B8:B9", "C8:D8", "E8:F8", "O8:P8"} <= merged
    assert [sheet.cell(NUMBERS, place).value for place in (1, 2, 3, 6)] == ["A", "B", "1", "4=3/1*100"]
    assert sheet["E8"].value == "Hộ nghèo"


def test_it_prints_on_landscape_a4_with_its_headings_on_every_page(made: Table) -> None:
    sheet = _sheet(made)
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.fitToWidth == 1
    assert not sheet.page_setup.fitToHeight
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$8:$10"
    assert sheet.freeze_panes == "C11"


def test_everything_is_in_times_new_roman_and_lined(made: Table) -> None:
    sheet = _sheet(made)
    fonts = {cell.font.name for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert fonts == {"Times New Roman"}
    lined = [sheet.cell(at, place) for at in range(NUMBERS, BODY + 3) for place in range(1, 17)]
    for cell in (*lined, sheet.cell(HEADER, 1), sheet.cell(HEADER, 3)):
        assert cell.border.left.style
        assert cell.border.bottom.style


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "Xã Bằng Thành"])
def test_a_name_never_becomes_a_formula(name: str) -> None:
    cell = _sheet(table(row("01858", name, "1", 40))).cell(BODY + 1, 2)
    assert cell.value == name
    assert cell.data_type == "s"
    assert cell.number_format == "@"


def test_no_formula_and_no_link_is_in_the_file(made: Table) -> None:
    with zipfile.ZipFile(io.BytesIO(_bytes(made))) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets" in name)
    assert b"<f>" not in sheets
    assert b"hyperlink" not in sheets


def test_the_same_table_gives_the_same_bytes(made: Table) -> None:
    assert _bytes(made) == _bytes(made)
    with zipfile.ZipFile(io.BytesIO(_bytes(made))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2026-10-01T00:00:00Z") == 2


def test_provisional_figures_say_so_on_both_sheets() -> None:
    problem = TableProblem("fewer_households", "060", {"name": "Huyện Pác Nặm", "residents": 3, "forms": 4})
    made = table(
        row("01858", "Xã Bằng Thành", "1", 40, Basis.FORMS),
        row("01861", "Xã Nhạn Môn", "2", 40, Basis.MIXED),
        provisional=Provisional(clashes=2, forms_only=1),
        problems=(problem,),
    )
    book = _book(made)
    texts = _texts(book["R1"])
    assert words().provisional["vi"] in texts
    assert "Xã Bằng Thành *" in texts
    assert "Xã Nhạn Môn **" in texts
    assert {words().forms_only["vi"], words().mixed["vi"]} <= set(texts)
    said = _texts(book["Nguồn"])
    assert any(text.startswith("2 hộ") for text in said)
    assert any(text.startswith("1 đơn vị") for text in said)
    assert "Huyện Pác Nặm: tổng số hộ (3) ít hơn số phiếu (4)" in said


def test_final_figures_say_nothing_of_the_kind(made: Table) -> None:
    book = _book(made)
    assert words().provisional["vi"] not in _texts(book["R1"])
    assert words().sources["settled"]["vi"] in _texts(book["Nguồn"])


def test_the_sources_are_named(made: Table) -> None:
    said = _texts(_book(made)["Nguồn"])
    assert {"Mẫu 7.1", made.layout.source.text, "vn-2022/2026/periodic", f"{HOME.full_name} (060)"} <= set(
        said
    )


def test_it_speaks_english_too(made: Table) -> None:
    book = _book(made, "en")
    assert book.sheetnames == ["R1", "Sources"]
    assert "Total" in _texts(book["R1"])
