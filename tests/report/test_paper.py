"""Papers: templates that say where they are wrong, and pages that cut nothing."""

import io
import re

import pytest
from pypdf import PdfReader

from desktop.errors import RasoatError
from desktop.report import printing, qr
from desktop.report.paging import Laid
from desktop.report.paper import Page, Sheet, paper_of
from desktop.report.template import Offered, parse

OFFERED = Offered({"name": "who"}, {"rows": Offered({"n": "number"})})
STYLE = ".grid { border-collapse: collapse; border-style: solid; border-width: 1px; border-color: black; }"


def test_slots_are_filled_and_escaped() -> None:
    text = "<p>{{name}}</p>{{#rows}}<b>{{n}} {{name}}</b>{{/rows}}{{^rows}}none{{/rows}}{{#name}}!{{/name}}"
    made = parse("a.html", text, OFFERED)
    assert made.fill({"name": "Nông <b>", "rows": [{"n": "1"}, {"n": "2\n3"}]}) == (
        "<p>Nông &lt;b&gt;</p><b>1 Nông &lt;b&gt;</b><b>2<br>3 Nông &lt;b&gt;</b>!"
    )
    assert made.fill({"name": "", "rows": []}) == "<p></p>none"


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("<p>\n{{nobody}}</p>", 2, "nobody"),
        ("{{n}}", 1, "n"),
        ("a\n{{#rows}}\n{{n}}", 2, "rows"),
        ("a\n\n{{/rows}}", 3, "rows"),
        ("{{#rows}}{{/name}}", 1, "name"),
        ("<p>\n<b>{{name}}</p>", 2, "</p>"),
        ("<table>\n<br>", 1, "<table>"),
        ("{{#rows}}{{/rows}}\n", 2, "name"),
    ],
)
def test_a_broken_template_says_where(text: str, line: int, name: str) -> None:
    with pytest.raises(RasoatError) as raised:
        parse("slip/vi.html", text, OFFERED, must=("name",) if name == "name" else ())
    assert raised.value.code == "paper"
    assert (raised.value.slots["line"], raised.value.slots["name"]) == (line, name)
    assert "slip/vi.html" in str(raised.value)


def test_a_broken_page_says_where() -> None:
    files = {"paper.toml": b'name = { vi = "a", en = "a" }\n[slots]\n', "vi.html": b"<p></p>"}
    with pytest.raises(RasoatError, match=r"slip/page.toml, footer: found “\{leaf\}”"):
        paper_of("slip", {**files, "page.toml": b'footer = "{leaf}"'}, "en")
    with pytest.raises(RasoatError, match=r"slip/page.toml, \$.size: found Invalid enum value 'A9'"):
        paper_of("slip", {**files, "page.toml": b'size = "A9"'}, "en")


def table(rows: int, words: str = "") -> str:
    """A numbered table with a header."""
    body = "".join(f"<tr><td>r{n}r</td><td>Ưu tiên {words * (n % 7)}</td></tr>" for n in range(rows))
    head = "<thead><tr><th>Ghi chú đầu</th><th>Nội dung</th></tr></thead>"
    return f'<table class="grid" border="1" cellpadding="3" cellspacing="0" width="100%">{head}{body}</table>'


def read(*sheets: Sheet) -> list[str]:
    """The text of each page of the PDF, with one space between words."""
    out = io.BytesIO()
    printing.write_pdf(out, sheets)
    return [" ".join(page.extract_text().split()) for page in PdfReader(out).pages]


def test_rows_stand_once_below_a_repeated_header() -> None:
    pages = read(Sheet(table(120, "đường xá ẵ ỗ ự "), STYLE, Page(), "Thử"))
    assert len(pages) > 2
    assert all("Ghi chú đầu" in page for page in pages)
    assert [int(n) for page in pages for n in re.findall(r"r(\d+)r", page)] == list(range(120))
    assert "đường xá ẵ ỗ ự" in pages[0]
    assert [f"{n}/{len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    for lines in range(38, 50):
        text = "<p>x</p>" * lines + "<h3>Đầu mục</h3><p>sau</p>"
        pages = read(Sheet(text, "p { margin: 0; }", Page(), ""))
        assert ["Đầu mục" in page for page in pages] == ["sau" in page for page in pages], lines


def test_signatures_have_the_last_rows_with_them() -> None:
    people = "<td>NGƯỜI LẬP<br>&nbsp;<br>&nbsp;</td><td>CHỦ TỊCH</td>"
    signed = f'<p>Ghi chú</p><table width="100%"><tr>{people}</tr></table>'
    last = set()
    for rows in range(34, 46):
        pages = read(Sheet(table(rows) + signed, STYLE, Page(), ""))
        last.add(len(pages))
        for part in ("CHỦ TỊCH", "Ghi chú", f"r{rows - 1}r", f"r{rows - 2}r", "Ghi chú đầu"):
            assert part in pages[-1], rows
    assert last == {1, 2}


def test_pages_of_several_sheets_are_counted_apart() -> None:
    asked = '<p>một</p><p style="page-break-before: always">hai</p>'
    wide = Page(size="A5", landscape=True, header="{title}")
    pages = read(Sheet(asked, "", Page(), ""), Sheet("<p>ba</p>", "", wide, "Phiếu"))
    assert [re.findall(r"\d/\d", page) for page in pages] == [["1/2"], ["2/2"], ["1/1"]]
    assert "Phiếu" in pages[2]


def test_work_may_be_stopped_between_sheets() -> None:
    def stop(done: int) -> None:
        if done == 2:
            raise InterruptedError

    out = io.BytesIO()
    with pytest.raises(InterruptedError):
        printing.write_pdf(out, [Sheet("<p>a</p>", "", Page(), "")] * 5, stop)
    assert out.getvalue() == b""


def test_a_code_is_a_picture_on_the_paper() -> None:
    source = qr.picture("rasoat:0123456789abcdef")
    assert source.startswith("data:image/png;base64,")
    laid = Laid(Sheet(f'<p><img src="{source}" width="90" height="90"></p>', "", Page(), ""))
    assert laid.pages == 1
