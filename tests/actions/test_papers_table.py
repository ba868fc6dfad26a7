"""Official tables on paper: they say that they are provisional while they are."""

from pathlib import Path

from pypdf import PdfReader

from desktop.actions import workspace
from tests import worlds


def test_a_table_on_paper_says_that_it_is_provisional(tmp_path: Path) -> None:
    ws = worlds.make(tmp_path / "ws")
    unsure = worlds.household("0001")
    del unsure["b1_points"]
    lines = worlds.write_lines(tmp_path / "l.ndjson", unsure)
    workspace.close(ws)
    assert worlds.run("import", tmp_path / "ws", lines) == 0
    worlds.run("report", tmp_path / "ws", "--tables", "R1", "--format", "pdf", "--out", tmp_path / "t")
    text = PdfReader(tmp_path / "t" / "R1.pdf").pages[0].extract_text()
    assert "Tạm tính" in " ".join(text.split())
