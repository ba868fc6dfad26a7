"""The demonstration: real screens, real keys, two laptops, one clash, three official workbooks."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.worlds import run

pytestmark = [pytest.mark.slow, pytest.mark.gui]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of one demonstration, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "demo", str(folder)],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_it_says_what_it_does_and_where_everything_is(played: tuple[Path, str]) -> None:
    folder, said = played
    for part in ("keying household 3 of 3", "one clash", "R1", "R4", "R5", str(folder / "pictures")):
        assert part in said
    pictures = sorted((folder / "pictures").iterdir())
    assert len(pictures) >= 12
    assert all(picture.stat().st_size > 10_000 for picture in pictures)


def test_what_was_keyed_stands_in_the_official_tables(played: tuple[Path, str], tmp_path: Path) -> None:
    """63 households: 60 of practice and the three that were keyed; a second count gives the same cells."""
    folder, _ = played
    assert run("report", folder / "office", "--out", tmp_path, "--tables", "R1,R4,R5") == 0
    for name in ("R1", "R4", "R5"):
        cells = [_cells(place / f"{name}.xlsx") for place in (folder / "tables", tmp_path)]
        assert cells[0] == cells[1]
        assert any("Bó Lù" in str(cell) for cell in cells[0])


def test_nothing_is_left_to_settle_and_both_edits_are_there(
    played: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = played
    assert run("clashes", folder / "office", "--json") == 0
    assert capsys.readouterr().out.strip() == "[]"
    assert run("export", folder / "office", "--to", tmp_path / "all.ndjson") == 0
    lines = (tmp_path / "all.ndjson").read_text("utf-8").splitlines()
    assert len(lines) == 63
    (merged,) = (line for line in lines if "Máy của Lan" in line)
    assert "0988000202" in merged  # the phone that only the other laptop wrote
    assert '"b1_points":138' in merged  # the side that was taken


def _cells(file: Path) -> list[object]:
    book = openpyxl.load_workbook(file)
    return [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
