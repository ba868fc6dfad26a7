"""The words of lists, from the files of data."""

from typing import TypeVar

from desktop import paths
from desktop.editions.datafiles import read
from desktop.editions.rules import Edition
from desktop.records.lists.encodings import Encodings, Tables
from desktop.records.lists.fields import AliasFile, FieldFile, ListWords, RowWords

T = TypeVar("T")


def list_words(edition: Edition) -> ListWords:
    """What is known about lists, joined with the questions of an edition."""
    return ListWords.of(
        edition,
        _file("fields.toml", FieldFile),
        _file("rows.toml", RowWords),
        _file("aliases.toml", AliasFile),
        Encodings.of(_file("encodings.toml", Tables)),
    )


def _file(name: str, shape: type[T]) -> T:
    return read(f"lists/{name}", (paths.resources() / "lists" / name).read_bytes(), shape)
