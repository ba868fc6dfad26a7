"""Papers as data: what a paper may say, its page, and its template; filled in, they are sheets to be printed.

Pure: bytes in, values out. `resources/papers/README.md` tells authors what a folder holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.editions.datafiles import broken, read
from desktop.editions.model import Words
from desktop.report.template import Offered, Template, Values, parse

PAPER, PAGE, STYLE, ENDING = "paper.toml", "page.toml", "style.css", ".html"
FALLBACK = "vi"  # a paper that is not written in a language is given in this one
SIDES = 4

Kind = Literal["household", "list", "table", "told"]


@dataclass(frozen=True, slots=True)
class Page:
    """How a page looks. Margins in millimetres: left, top, right, bottom; letters in points."""

    size: Literal["A3", "A4", "A5"] = "A4"
    landscape: bool = False
    margins: tuple[int, ...] = (20, 15, 15, 15)
    points: int = 12
    header: str = ""
    footer: str = "{page}/{pages}"
    one_page: bool = False  # letters shrink, down to the smallest that is readable, until all is on one page
    wide_from: int = 0  # from so many columns on a table takes the next larger sheet; 0: never


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is, and everything that may be filled in.

    Papers of a `household` and papers that `list` households are offered wherever households are; `table` and
    `told` ones are made by the screen that knows what they say.
    """

    name: Words
    slots: dict[str, str]
    kind: Kind = "told"
    parts: dict[str, Offered] = field(default_factory=dict)
    must: tuple[str, ...] = ()  # slots and parts that every template of it has


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be filled in."""

    id: str
    about: About
    page: Page
    template: Template
    style: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled paper: HTML, its style, its page, its title."""

    html: str
    style: str
    page: Page
    title: str


def paper_of(paper_id: str, files: Mapping[str, bytes], language: str) -> Paper:
    """Read a paper. Raises `RasoatError` that says file and line, or file and key."""
    about = about_of(paper_id, files)
    name = f"{language}{ENDING}" if f"{language}{ENDING}" in files else f"{FALLBACK}{ENDING}"
    file = f"{paper_id}/{name}"
    template = parse(file, _text(file, files[name]), Offered(about.slots, about.parts), about.must)
    style = _text(STYLE, files.get(STYLE, b""))
    return Paper(paper_id, about, _page_of(paper_id, files), template, style)


def about_of(paper_id: str, files: Mapping[str, bytes]) -> About:
    """What a paper is, without its template."""
    return read(f"{paper_id}/{PAPER}", files[PAPER], About)


def filled(paper: Paper, values: Values, title: str, page: Page | None = None) -> Sheet:
    """The paper with `values` in its places."""
    return Sheet(paper.template.fill(values), paper.style, page or paper.page, title)


def _page_of(paper_id: str, files: Mapping[str, bytes]) -> Page:
    file = f"{paper_id}/{PAGE}"
    page = read(file, files.get(PAGE, b""), Page)
    if len(page.margins) != SIDES:
        raise broken(file, "margins", f"{len(page.margins)} numbers", "left, top, right, bottom")
    for key, words in (("header", page.header), ("footer", page.footer)):
        try:
            words.format(page=1, pages=1, title="")
        except (KeyError, IndexError, ValueError) as error:
            raise broken(file, key, f"“{words}”", "words with {page}, {pages}, {title}") from error
    return page


def _text(file: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise broken(file, f"line {line}", "letters of another encoding", "UTF-8") from error
