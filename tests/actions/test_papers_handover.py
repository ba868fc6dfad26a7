"""Minutes of a hand-over: both sides print the same hash, what went and what came."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.actions import bundles, pack, papers, papers_lists, receive
from desktop.actions.import_ import import_households
from desktop.errors import RasoatError
from tests import worlds


def test_both_sides_print_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = worlds.world(tmp_path, laptops=1)
    laptop = world.laptops[0]
    lines = worlds.write_lines(tmp_path / "l.ndjson", worlds.household("0001"), worlds.household("0002"))
    import_households(laptop, lines)
    made = pack.pack(laptop, tmp_path / "up.rasoat")
    receive.receive(world.office, [made.path])
    said = []
    for ws in (laptop, world.office):
        (row,) = bundles.history(ws)
        asked = papers_lists.handover_of(ws, row.id)
        paper = papers.make_paper(ws, "handover", asked, tmp_path / f"{ws.person}.pdf").path
        text = " ".join(PdfReader(paper).pages[0].extract_text().split())
        said.append(re.findall(r"Mã của gói: ([0-9a-f ]{14}) |Số hộ: (\d+)|ghi: (\d+) ·", text))
        assert f"Dung lượng: {made.path.stat().st_size:,}".replace(",", ".") in text
        assert row.who in text
    assert said[0] == said[1]
    assert len(said[0]) == 3
    with pytest.raises(RasoatError, match="No bundle “feed”"):
        papers_lists.handover_of(laptop, "feed")
    worlds.close(world)
    to = tmp_path / "minutes.pdf"
    assert worlds.run("paper", laptop.folder, "handover", "--bundle", made.id[:12], "--to", to) == 0
    assert "minutes.pdf: 1 page" in capsys.readouterr().out
