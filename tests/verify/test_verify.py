"""The script that counts R1 to R5 again agrees with the program, and sees one figure that was changed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.actions import workspace
from desktop.actions.context import Workspace
from desktop.actions.export import export
from desktop.actions.report import tables
from desktop.actions.report_files import write_made
from desktop.actions.round import switch
from tests.report.histories import FIRST, SECOND, two_rounds
from tests.rules.sources import ROOT
from tests.worlds import run

SCRIPT = ROOT / "resources" / "verify" / "verify.py"
IDS = ("R1", "R2", "R3", "R4", "R5")
MOST_LINES = 200


@pytest.fixture(scope="module", params=(1, 2, 3))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both rounds as files, and the tables of the second."""
    place = tmp_path_factory.mktemp("verify")
    ws = two_rounds(place, int(request.param))
    _exported(ws, FIRST, place / "last.ndjson")
    _exported(ws, SECOND, place / "now.ndjson")
    write_made(ws, place / "tables", tables(ws, IDS), ("json",))
    workspace.close(ws)
    return place


def _exported(ws: Workspace, the_round: str, file: Path) -> None:
    switch(ws, the_round)
    export(ws, file)


def _verified(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-I", str(SCRIPT), "now.ndjson", "tables", *more]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_it_agrees(folder: Path) -> None:
    done = _verified(folder, "--last", "last.ndjson")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert all(f"{name}: 0 " not in done.stdout and name in done.stdout for name in IDS)


@pytest.mark.parametrize(
    ("table", "key"), [("R1", "3"), ("R1", "4"), ("R2", "2"), ("R3", "9"), ("R4", "7"), ("R5", "10")]
)
def test_one_changed_figure_is_seen(folder: Path, table: str, key: str) -> None:
    file = folder / "tables" / f"{table}.json"
    kept = file.read_text("utf-8")
    page = json.loads(kept)
    was = page["rows"][-1]["values"][key]
    page["rows"][-1]["values"][key] = was + 1 if isinstance(was, int) else "0.37"
    file.write_text(json.dumps(page), "utf-8")
    done = _verified(folder, "--last", "last.ndjson")
    file.write_text(kept, "utf-8")
    assert done.returncode == 1
    assert table in done.stderr


def test_it_stands_alone_and_is_short() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert "import desktop" not in text
    assert "from desktop" not in text


def test_an_export_brings_it_along(folder: Path, tmp_path: Path) -> None:
    ws = folder / "W"
    assert run("export", ws, "--to", tmp_path / "now.ndjson", "--with-verifier") == 0
    assert (tmp_path / "verify.py").read_bytes() == SCRIPT.read_bytes()
