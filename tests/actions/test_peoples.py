"""Which ethnic groups R9 names: the province's list, the usual one, one that an office keeps."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.actions import peoples, report, workspace
from desktop.actions.context import Workspace
from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from desktop.rollup.peoples import PEOPLES, peoples_of
from tests.worlds import run, still_clock, uids

DATE = "2026-10-01"
BAC_KAN = ["Tày", "Nùng", "Dao", "Mông", "Hoa", "Sán Chay"]


def _made(folder: Path, unit: str, units: str = "2020") -> Workspace:
    new = NewWorkspace("vn-2022", 2026, DATE, unit, units=units)
    return workspace.create(folder, new, clock=still_clock, new_uid=uids("peoples"))


def _named(ws: Workspace) -> list[str]:
    columns = report.layout(ws, "R9").column
    return [column.title["vi"] for column in columns if column.key.startswith("1.2.")]


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A district of a province that has its own list."""
    workspace.close(_made(tmp_path / "ws", "060"))
    return tmp_path / "ws"


def _open(folder: Path) -> Workspace:
    return workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))


def test_a_district_reports_the_groups_of_its_province(district: Path) -> None:
    ws = _open(district)
    assert _named(ws)[:3] == BAC_KAN[:3]
    assert len(_named(ws)) == len(BAC_KAN) + 1
    assert report.layout(ws, "R9").column[-1].key == "2.2.7"
    assert report.table(ws, "R9").problems == ()
    workspace.close(ws)


def test_where_there_is_no_list_the_usual_groups_are_named(tmp_path: Path) -> None:
    ws = _made(tmp_path / "ws", "19", "2025")
    assert "Khơ-me" in _named(ws)[4]
    workspace.close(ws)


def test_an_office_keeps_its_own_list_and_gives_it_up(district: Path, tmp_path: Path) -> None:
    written = ("--tables", "R9", "--format", "csv", "--out", tmp_path / "out")
    assert run("report", district, *written, "--peoples", "09,08") == 0
    header = (tmp_path / "out" / "R9.csv").read_text("utf-8").partition("\n")[0]
    assert "1.2.3" in header
    assert "1.2.4" not in header
    ws = _open(district)
    assert [one.code for one in peoples.named(ws)] == ["09", "08"]
    workspace.close(ws)
    assert run("report", district, *written, "--peoples", "province") == 0
    ws = _open(district)
    assert len(peoples.named(ws)) == len(BAC_KAN)
    workspace.close(ws)


@pytest.mark.parametrize("codes", [["01"], ["02", "02"], ["99"], ["tay"]])
def test_what_is_no_group_is_refused(district: Path, codes: list[str]) -> None:
    ws = _open(district)
    with pytest.raises(RasoatError, match="no code of an ethnic group"):
        peoples.name(ws, codes)
    workspace.close(ws)


def test_the_file_names_groups_that_are_known() -> None:
    data = (paths.resources() / "tables" / PEOPLES).read_bytes()
    codes = [f"{n:02d}" for n in range(1, 57)]
    assert peoples_of(data, codes).of(["060", "06"])[0] == "02"
    with pytest.raises(RasoatError, match="each once"):
        peoples_of(data.replace(b'"02"', b'"97"'), codes)
