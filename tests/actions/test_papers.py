"""Papers from real workspaces: what they say, whose they are, and how a province writes its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop import paths
from desktop.actions import papers, papers_lists, papers_table, report, report_files, workspace
from desktop.actions.context import Workspace
from desktop.actions.papers_asked import Asked
from desktop.actions.papers_lists import Handover, Query
from desktop.errors import Cancelled, RasoatError
from tests import worlds


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A commune with two households: one poor, one that lacks little."""
    folder = tmp_path_factory.mktemp("papers")
    workspace.close(worlds.make(folder / "ws"))
    well = {"latrine": "septic", "wall": "durable", "water_source": "tap"}
    lines = worlds.write_lines(
        folder / "l.ndjson", worlds.household("0001"), worlds.household("0002", **well)
    )
    assert worlds.run("import", folder / "ws", lines) == 0
    made = workspace.open_workspace(
        folder / "ws", None, clock=worlds.still_clock, new_uid=worlds.uids("p"), read_only=True
    )
    yield made
    made.store.close()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "user")


def read(file: Path) -> list[str]:
    """The pages as text."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_a_slip_tells_the_family_why_on_one_small_page(ws: Workspace, tmp_path: Path) -> None:
    made = papers.make_paper(ws, "reason-slip", Asked(), tmp_path / "slips.pdf")
    pages = read(made.path)
    assert made.pages == len(pages) == 2
    width, height = (float(side) for side in PdfReader(made.path).pages[0].mediabox[2:])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (148, 210)
    for page in pages:
        assert "GIẢI THÍCH KẾT QUẢ RÀ SOÁT" in page
        assert "Nông Văn Thử" in page
        assert "GIẤY TẬP LÀM" in page
        assert "Nguồn:" in page
    assert any("Hộ nghèo, vì" in page and "Nguồn nước sinh hoạt" in page for page in pages)


def test_a_slip_speaks_the_language_that_is_asked_for(ws: Workspace, tmp_path: Path) -> None:
    made = papers.make_paper(ws, "reason-slip", Asked(), tmp_path / "a.pdf", language="en")
    assert all("WHY THIS CLASS" in page and "Kết quả" not in page for page in read(made.path))


def test_a_form_for_the_next_visit_shows_what_is_known_in_grey(ws: Workspace, tmp_path: Path) -> None:
    pages = read(papers.make_paper(ws, "review-form", Asked(), tmp_path / "forms.pdf").path)
    text = " ".join(pages)
    assert text.count("PHIẾU RÀ SOÁT NĂM 2026") == 2
    assert "1. Nông Văn Thử" in text
    assert "2. Hoàng Thị Mẫu" in text
    asked = ws.edition.questions["water_source"]
    assert asked.label["vi"] in text


def test_lists_and_minutes_say_what_they_were_told(ws: Workspace, tmp_path: Path) -> None:
    (listed,) = read(papers.make_paper(ws, "review-list", Asked(), tmp_path / "list.pdf").path)
    assert "2 hộ" in listed
    assert "0001" in listed
    asked = papers_lists.queries("Xã Ba Bể", [Query("Hộ 0001", "Năm sinh – Thử", "1980", "1990")] * 90)
    pages = read(papers.make_paper(ws, "query-list", asked, tmp_path / "asked.pdf").path)
    assert len(pages) > 2
    assert all("Xã trả lời" in page for page in pages)
    told = Handover("ba-be.rasoat", "0a1b2c3d4e5f", "Máy 1", "Văn phòng", 1200, 2400, 512_000)
    asked = papers_lists.handover(told)
    (minutes,) = read(papers.make_paper(ws, "handover", asked, tmp_path / "m.pdf").path)
    for part in ("0a1b 2c3d 4e5f", "Máy 1", "Văn phòng", "1.200", "512.000", "BIÊN BẢN GIAO NHẬN DỮ LIỆU"):
        assert part in minutes


def test_a_province_writes_its_own_paper(ws: Workspace, tmp_path: Path) -> None:
    own = paths.user_papers() / "reason-slip"
    own.mkdir(parents=True)
    own.joinpath("vi.html").write_text(
        "<p>Tỉnh ta: {{class}} {{why}} {{b2}}{{#deprived}}.{{/deprived}}</p>", "utf-8"
    )
    own.joinpath("page.toml").write_text('size = "A4"\nfooter = "tờ {page}"\n', "utf-8")
    made = papers.make_paper(ws, "reason-slip", Asked(), tmp_path / "own.pdf")
    assert all(page.startswith("Tỉnh ta: Hộ") and page.endswith("tờ 1") for page in read(made.path))
    own.joinpath("vi.html").write_text("<p>{{class}}\n{{salary}}</p>", "utf-8")
    with pytest.raises(RasoatError, match=r"“reason-slip/vi.html” .* “salary” in line 2"):
        papers.make_paper(ws, "reason-slip", Asked(), tmp_path / "own.pdf")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_paper_can_be_read(language: str) -> None:
    assert {*papers.MAKERS, papers_table.PAPER_ID} == set(papers.known())
    for name in papers.known():
        assert papers.read(name, language).about.name[language]


def test_nothing_half_done_stays_behind(ws: Workspace, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        papers.make_paper(ws, "reason-slip", Asked(), tmp_path / "slips.pdf", stop)
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []
    for asked, to, code in (
        (Asked(village="01906-99"), "a.pdf", "nothing_to_print"),
        (Asked(), "a.docx", "no_such_format"),
    ):
        with pytest.raises(RasoatError) as raised:
            papers.make_paper(ws, "reason-slip", asked, tmp_path / to)
        assert raised.value.code == code


def test_the_command_makes_a_paper(ws: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "slip.pdf"
    assert worlds.run("paper", ws.folder, "reason-slip", "--household", "0002", "--to", to) == 0
    assert re.search(r"slip\.pdf: 1 page", capsys.readouterr().out)
    assert len(read(to)) == 1


def test_a_table_is_ready_to_be_signed(ws: Workspace, tmp_path: Path) -> None:
    first, second = report_files.write(ws, tmp_path / "out", ("R1", "R4"), ("pdf",))
    page = PdfReader(first).pages[0]
    assert float(page.mediabox[2]) > float(page.mediabox[3])  # on its side
    text, *more = read(first)
    assert more == []
    for part in ("XÃ BA BỂ", "Độc lập - Tự do - Hạnh phúc", "4=3/1*100", "NGƯỜI LẬP BIỂU", "CHỦ TỊCH", "1/1"):
        assert part in text
    assert "* " + report.words().forms_only["vi"].removeprefix("* ") in text
    assert second.name == "R4.pdf"
