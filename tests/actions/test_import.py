"""Imports: the same file gives the same revisions anywhere; totals come from lists with or without marks."""

from pathlib import Path

import openpyxl
import pytest

from desktop.actions import units, workspace
from desktop.actions.digest import digest
from desktop.actions.export import export
from desktop.actions.import_ import import_households
from desktop.actions.import_totals import import_totals
from desktop.errors import RasoatError
from tests.worlds import COMMUNE, household, make, write_lines

pytestmark = pytest.mark.slow


def test_the_same_file_gives_the_same_state_on_two_machines_and_again_adds_none(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.ndjson", household("1"), household("2"), household("3", uid="mine"))
    one, two = make(tmp_path / "1", "a"), make(tmp_path / "2", "b")
    for ws in (one, two):
        assert import_households(ws, lines).new == 3
        assert import_households(ws, lines).new == 0
    assert digest(one) == digest(two)
    workspace.close(one)
    workspace.close(two)


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.ndjson", household("1"), household("2"))
    ws = make(tmp_path / "W")
    before = digest(ws)
    assert import_households(ws, lines, dry_run=True).new == 2
    assert digest(ws) == before
    workspace.close(ws)


def test_what_is_exported_is_read_back_the_same(tmp_path: Path) -> None:
    lines = write_lines(
        tmp_path / "a.ndjson",
        household("1", water_source={"missing": "refused"}, causes=[], floor_area_m2=31.5),
        household("2", uid="hai", livelihood="other"),
    )
    one, two = make(tmp_path / "1", "a"), make(tmp_path / "2", "b")
    import_households(one, lines)
    assert export(one, tmp_path / "out.ndjson") == 2
    assert import_households(two, tmp_path / "out.ndjson").new == 2
    assert export(two, tmp_path / "again.ndjson") == 2
    assert (tmp_path / "again.ndjson").read_bytes() == (tmp_path / "out.ndjson").read_bytes()
    workspace.close(one)
    workspace.close(two)


@pytest.mark.parametrize(
    "text",
    [
        f"unit,households,persons\n{COMMUNE},1200,5100\n",
        f"Danh sách năm 2026;;\nMã đơn vị;Số hộ;Số nhân khẩu\n{COMMUNE};1.200;5.100\n",
        f"\ufeffMA DON VI,SO HO,SO KHAU\n{COMMUNE},1200,5100\n",
    ],
)
def test_totals_from_a_list(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    ws = make(tmp_path / "W")
    done = import_totals(ws, tmp_path / "t.csv")
    assert (done.households, done.new, done.faults) == (1, 1, ())
    (row,) = (row for row in units.totals(ws) if row.unit == COMMUNE)
    assert (row.households, row.persons, row.source) == (1200, 5100, "imported")
    workspace.close(ws)


def test_totals_from_excel_name_their_bad_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Mã xã", "Số hộ", "Nhân khẩu"],
        [COMMUNE, 1200, "5100"],
        ["00001", 1, 1],
        [COMMUNE, "nhiều", 2],
    ):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    ws = make(tmp_path / "W")
    done = import_totals(ws, tmp_path / "t.xlsx")
    assert (done.households, done.new) == (1, 1)
    assert [fault.line for fault in done.faults] == [3, 4]
    assert "00001" in done.faults[0].why
    assert "nhiều" in done.faults[1].why
    workspace.close(ws)


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK nothing"), ("a.csv", b"a,b\n1,2\n"), ("a.csv", b"\xff\xfe")]
)
def test_a_list_that_is_none_is_refused_whole(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    ws = make(tmp_path / "W")
    before = digest(ws)
    with pytest.raises(RasoatError):
        import_totals(ws, tmp_path / name)
    assert digest(ws) == before
    workspace.close(ws)
