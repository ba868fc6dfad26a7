"""The layouts that ship."""

from desktop import paths
from desktop.rollup.layout import SHARED, Layout, layout_of

EDITION = "vn-2022"
FOLDER = paths.resources() / "tables" / EDITION
IDS = tuple(
    sorted((file.name.removesuffix(".toml") for file in FOLDER.iterdir()), key=lambda name: (len(name), name))
)


def files() -> dict[str, bytes]:
    """The files that all tables share."""
    folder = paths.resources() / "tables"
    return {name: (folder / name).read_bytes() for name in SHARED}


def data(table: str) -> bytes:
    """The file of one table."""
    return (FOLDER / f"{table}.toml").read_bytes()


def layout(table: str) -> Layout:
    """One table."""
    return layout_of(f"{table}.toml", data(table))
