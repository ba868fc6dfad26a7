"""Find and load editions: those that ship with the program, or a folder of a form author."""

from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from desktop import paths
from desktop.editions import load
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_

Folder = Traversable | Path


def available() -> tuple[str, ...]:
    """The ids of the editions that ship with the program, oldest standard first."""
    return tuple(sorted(folder.name for folder in _shipped().iterdir() if (folder / load.OWN[0]).is_file()))


@cache
def load_edition(edition: str) -> Edition:
    """One edition by its id; raises `RasoatError("no_edition", …)`."""
    if edition not in available():
        raise RasoatError(
            "no_edition",
            N_("There is no edition “{edition}” in this program."),
            N_("Use one of: {known}."),
            edition=edition,
            known=", ".join(available()),
        )
    return load_folder(_shipped() / edition)


def load_folder(folder: Folder) -> Edition:
    """An edition from the files of `folder`; files it lacks that all editions share come from the program.

    Raises `RasoatError("edition", …)` that says file, table, key, what was found and what is accepted.
    """
    files: dict[str, bytes] = {}
    for name in load.SHARED + load.OWN:
        own, shared = folder / name, _shipped() / name
        if own.is_file():
            files[name] = own.read_bytes()
        elif name in load.SHARED:
            files[name] = shared.read_bytes()
    return load.load(files)


def _shipped() -> Traversable:
    return paths.resources() / "editions"
