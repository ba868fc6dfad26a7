"""The layouts that ship."""

from desktop import paths
from desktop.rollup.layout import SHARED, Layout, layout_of

EDITION, IDS = "vn-2022", ("R1", "R4", "R5")


def files() -> dict[str, bytes]:
    """The files that all tables share."""
    folder = paths.resources() / "tables"
    return {name: (folder / name).read_bytes() for name in SHARED}


def data(table: str) -> bytes:
    """The file of one table."""
    return (paths.resources() / "tables" / EDITION / f"{table}.toml").read_bytes()


def layout(table: str) -> Layout:
    """One table."""
    return layout_of(f"{table}.toml", data(table))
