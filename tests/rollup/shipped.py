"""The layouts that ship."""

from desktop import paths
from desktop.editions.model import Option
from desktop.rollup.layout import SHARED, Layout, layout_of
from desktop.rollup.peoples import expanded

EDITION = "vn-2022"
NAMED = (Option("02", {"vi": "Tày", "en": "Tày"}), Option("09", {"vi": "Dao", "en": "Dao"}))
FOLDER = paths.resources() / "tables" / EDITION
IDS = tuple(
    sorted(
        (file.name.removesuffix(".toml") for file in FOLDER.iterdir()),
        key=lambda name: (name[:1] != "R", len(name), name),
    )
)


def files() -> dict[str, bytes]:
    """The files that all tables share."""
    folder = paths.resources() / "tables"
    return {name: (folder / name).read_bytes() for name in SHARED}


def data(table: str) -> bytes:
    """The file of one table."""
    return (FOLDER / f"{table}.toml").read_bytes()


def layout(table: str) -> Layout:
    """One table, with the columns of two ethnic groups where it names some."""
    return expanded(layout_of(f"{table}.toml", data(table)), NAMED)
