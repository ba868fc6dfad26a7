"""The official tables of a standard as they ship: which there are, how they look, the words around them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable

from desktop import paths
from desktop.rollup.layout import SHARED, WORDS, Layout, TableWords, layout_of, words_of

ENDING = ".toml"


def ids(edition: str) -> tuple[str, ...]:
    """The tables of an edition: R1, R4, R5 …; none where no form of them is known yet."""
    folder = _folder(edition)
    files = folder.iterdir() if folder.is_dir() else ()
    names = (file.name.removesuffix(ENDING) for file in files if file.name.endswith(ENDING))
    return tuple(sorted(names, key=lambda name: (name[:1] != "R", len(name), name)))


@cache
def layout(edition: str, table_id: str) -> Layout:
    """One of them."""
    name = f"{table_id}{ENDING}"
    return layout_of(name, (_folder(edition) / name).read_bytes())


@cache
def shared() -> Mapping[str, bytes]:
    """The files that all tables share."""
    return {name: (folder() / name).read_bytes() for name in SHARED}


@cache
def words() -> TableWords:
    """The words around every table."""
    return words_of((folder() / WORDS).read_bytes())


def folder() -> Traversable:
    """Where they are."""
    return paths.resources() / "tables"


def _folder(edition: str) -> Traversable:
    return folder() / edition
