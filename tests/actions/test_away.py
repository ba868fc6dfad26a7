"""Households one answer away: in words, and the list for another visit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop import i18n
from desktop.actions import away, workspace
from desktop.actions.context import Workspace
from desktop.actions.editions import load_edition
from desktop.errors import Cancelled
from desktop.records.away import Finder
from desktop.records.classify import classify_sheet
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out
from tests.records.examples import person, poor
from tests.worlds import household, make, run, still_clock, uids, write_lines

EDITION = load_edition("vn-2022")


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    i18n.use("vi")
    yield
    i18n.use("en")


def sentences(h: dict[str, Any]) -> list[str]:
    sheet = lay_out(EDITION, form_of(EDITION, h), "2026-10-01")
    found = Finder(EDITION).flips(sheet, classify_sheet(sheet))
    return [away.sentence(EDITION, sheet.form, flip, "vi") for flip in found]


def test_sentences_name_the_answer_and_the_class() -> None:
    named = [
        person("1986-10-01", relation="head", name="Nông Văn Thử"),
        person("1988-10-01", name="Lý Thị Lê"),
    ]
    said = sentences(poor(2, members=named, floor_area_m2=17, b1_points=138))
    assert "Nếu Có thẻ bảo hiểm y tế – Lý Thị Lê là “không”: Hộ nghèo" in said
    assert "Nếu Tổng điểm B1 trên phiếu là 141: Hộ có mức sống trung bình" in said or any(
        "141" in s for s in said
    )
    assert any("15,99" in one for one in said), said


def test_all_other_answers_are_said_in_one_word() -> None:
    said = sentences(poor(3))
    assert any("không phải là “Nguồn khác" in one or "không phải là" in one for one in said), said
    assert not any("{" in one for one in said)


def test_two_answers_are_joined() -> None:
    assert all(" và " in one for one in sentences(poor(1)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make(tmp_path / "ws")
    workspace.close(made)
    far = {"water_source": "tap", "latrine": "septic", "wall": "durable", "pillar": "durable"}
    file = write_lines(
        tmp_path / "list.ndjson",
        household("0001"),  # five deprivations: two answers away at least
        household(
            "0002", water_source="tap", latrine="septic", floor_area_m2=16
        ),  # two: one more makes it poor
        household("0003", deleted="trùng"),
        household("0004", b1_points=300, **far),
    )
    assert run("import", made.folder, file) == 0
    return made.folder


@pytest.fixture
def ws(folder: Path) -> Iterator[Workspace]:
    again = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))
    yield again
    workspace.close(again)


def test_the_list_for_another_visit(ws: Workspace) -> None:
    found = away.near(ws, "vi")
    assert [one.code for one in found] == ["0002"]
    assert found[0].head == "Nông Văn Thử"
    assert found[0].class_ == "near_poor"
    assert all(one.endswith("Hộ nghèo") for one in found[0].sentences)
    assert away.near_keys(ws) == tuple(one.key for one in found)


def test_the_list_as_an_excel_file(ws: Workspace, tmp_path: Path) -> None:
    """Text in every cell; the village by its name, the class and what would change it in words."""
    assert away.write(ws, tmp_path / "visits.xlsx", "vi") == 1
    (line,) = list(load_workbook(tmp_path / "visits.xlsx").worksheets[0].iter_rows(min_row=5))
    village, code, head, class_, why = (cell.value for cell in line)
    assert (code, head, class_) == ("0002", "Nông Văn Thử", "Hộ cận nghèo")
    assert village
    assert str(why).split("\n") == list(away.near(ws, "vi")[0].sentences)
    assert {cell.data_type for cell in line} == {"s"}
    first = (tmp_path / "visits.xlsx").read_bytes()
    away.write(ws, tmp_path / "visits.xlsx", "vi")
    assert (tmp_path / "visits.xlsx").read_bytes() == first


def test_the_list_of_one_village_and_of_another_kind_of_file(folder: Path, tmp_path: Path) -> None:
    to = tmp_path / "visits.xlsx"
    assert run("away", folder, "--to", to) == 0
    assert load_workbook(to).worksheets[0].max_row == 5
    assert run("away", folder, "--to", to, "--village", "01906-99", "--language", "en") == 0
    sheet = load_workbook(to).worksheets[0]
    assert sheet.max_row == 4
    assert sheet["A1"].value == "Households one answer away from another class"
    assert run("away", folder, "--to", tmp_path / "visits.pdf") == 2
    assert not (tmp_path / "visits.pdf").exists()


def test_it_can_be_stopped(ws: Workspace) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    assert len(away.near(ws, "vi", progress=lambda _d, _t: None)) == 1
    with pytest.raises(Cancelled):
        away.near_keys(ws, progress=stop)
