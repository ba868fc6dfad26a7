"""The layouts that ship."""

from desktop import paths
from desktop.editions.model import Option
from desktop.rollup.layout import SHARED, Layout, layout_of
from desktop.rollup.peoples import expanded

EDITION, OTHERS = "vn-2022", ("vn-2016", "vn-2027")
NAMED = (Option("02", {"vi": "Tày", "en": "Tày"}), Option("09", {"vi": "Dao", "en": "Dao"}))
FOLDER = paths.resources() / "tables"


def ids(edition: str) -> tuple[str, ...]:
    """The tables of a standard."""
    names = (file.name.removesuffix(".toml") for file in (FOLDER / edition).iterdir())
    return tuple(sorted(names, key=lambda name: (name[:1] != "R", len(name), name)))


IDS = ids(EDITION)


def files() -> dict[str, bytes]:
    """The files that all tables share."""
    return {name: (FOLDER / name).read_bytes() for name in SHARED}


def data(table: str, edition: str = EDITION) -> bytes:
    """The file of one table."""
    return (FOLDER / edition / f"{table}.toml").read_bytes()


def layout(table: str, edition: str = EDITION) -> Layout:
    """One table, with the columns of two ethnic groups where it names some."""
    return expanded(layout_of(f"{table}.toml", data(table, edition)), NAMED)
