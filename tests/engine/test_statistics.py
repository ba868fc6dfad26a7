"""Files of statistics programs, read back: numbers with Vietnamese words, and nobody's name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from desktop.actions import export, report, workspace
from desktop.actions.context import Workspace
from tests.report.histories import two_rounds
from tests.worlds import run

READERS = {".sav": pyreadstat.read_sav, ".dta": pyreadstat.read_dta}


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two rounds of a commune."""
    made = two_rounds(tmp_path_factory.mktemp("statistics"), 3)
    yield made
    workspace.close(made)


def _read(ws: Workspace, to: Path, *, de_identify: bool = True) -> tuple[int, Any, Any]:
    count = export.export_as(ws, to, de_identify=de_identify)
    frame, about = READERS[to.suffix](str(to))
    return count, frame, about


@pytest.mark.parametrize("ending", READERS)
def test_what_is_written_is_what_the_tables_count(ws: Workspace, tmp_path: Path, ending: str) -> None:
    count, frame, about = _read(ws, tmp_path / f"households{ending}")
    poor = {label: number for number, label in about.variable_value_labels["class"].items()}["Hộ nghèo"]
    r1 = report.table(ws, "R1").rows[0].values
    assert len(frame) == count
    assert (frame["class"] == poor).sum() == r1["3"]
    assert frame["persons"][frame["class"] == poor].sum() == r1["9"]


@pytest.mark.parametrize("ending", READERS)
def test_labels_are_vietnamese_words(ws: Workspace, tmp_path: Path, ending: str) -> None:
    _, _, about = _read(ws, tmp_path / f"households{ending}")
    assert about.column_names_to_labels["class"] == "Phân loại hộ"
    assert about.variable_value_labels["head_ethnicity"][2] == "Tày"
    assert about.variable_value_labels["d1"] == {0: "Không", 1: "Có"}
    assert "Xã Ba Bể" in about.file_label
    assert all(about.column_names_to_labels.values())


@pytest.mark.parametrize("ending", READERS)
def test_nobody_can_be_found_in_it(ws: Workspace, tmp_path: Path, ending: str) -> None:
    _, frame, _ = _read(ws, tmp_path / f"a{ending}")
    _, named, _ = _read(ws, tmp_path / f"b{ending}", de_identify=False)
    raw = (tmp_path / f"a{ending}").read_bytes()
    assert not {"uid", "form_key"} & set(frame.columns)
    assert {"uid", "form_key"} <= set(named.columns)
    assert not any(name.encode() in raw for name in ("Nông Văn Thử", "Hoàng Thị Mẫu", "Nông Thị Ví"))


def test_an_ending_that_nobody_knows_is_refused(
    ws: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", ws.folder, "--to", tmp_path / "x.pdf") == 2
    assert ".sav" in capsys.readouterr().err
