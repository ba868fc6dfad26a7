"""The manual: its pages in their order, and what they say."""

from dataclasses import dataclass

from desktop import paths
from desktop.editions.datafiles import read

CONTENTS, ENDING = "contents.toml", ".md"
KEYS = "keys"  # the sheet of keys, one page on paper


@dataclass(frozen=True, slots=True)
class Contents:
    """The pages in their order, by the names of their files."""

    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in Markdown; pictures are named from the folder of the manual."""

    name: str
    title: str
    text: str


def pages(language: str) -> tuple[Page, ...]:
    """Every page in a language."""
    folder = paths.resources() / "help"
    contents = read(f"help/{CONTENTS}", (folder / CONTENTS).read_bytes(), Contents)
    return tuple(_page(language, name) for name in contents.pages)


def picture(name: str) -> bytes:
    """A picture that a page names, such as `pictures/vi/form.png`; empty where there is none."""
    file = paths.resources() / "help" / name
    return file.read_bytes() if file.is_file() else b""


def _page(language: str, name: str) -> Page:
    text = (paths.resources() / "help" / language / f"{name}{ENDING}").read_text(encoding="utf-8")
    return Page(name, text.partition("\n")[0].removeprefix("# "), text)
