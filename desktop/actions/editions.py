"""Find and load editions: those that ship, local ones among the user's data, or a form author's folder."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

from desktop import paths
from desktop.editions import load, overlay
from desktop.editions.faults import fault
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_

Folder = Traversable | Path


def available() -> tuple[str, ...]:
    """The ids of the editions there are: those that ship, oldest standard first, then local ones."""
    shipped = _in(_shipped())
    local = _in(paths.user_editions()) if paths.user_editions().is_dir() else []
    return (*shipped, *(name for name in local if name not in shipped))


def shipped() -> tuple[str, ...]:
    """The ids of the editions that ship with the program."""
    return tuple(_in(_shipped()))


def in_force(year: int) -> str:
    """The edition that the reviews of `year` follow, a local one first; the newest where none says so."""
    known = available()
    fitting = [one for one in known if load_edition(one).years[0] <= year <= load_edition(one).years[1]]
    return (fitting or known)[-1]


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
    if edition in _in(_shipped()):
        return load_folder(_shipped() / edition)
    found = load_folder(paths.user_editions() / edition)
    if found.id != edition:
        raise fault(load.OWN[0], "id", f"“{found.id}”", f"“{edition}”, as its folder is called")
    return replace(found, own=_content(paths.user_editions() / edition))


def load_named(text: str) -> Edition:
    """One edition by its id, or by the folder that holds its files."""
    folder = Path(text)
    if text not in available() and (folder / load.OWN[0]).is_file():
        return load_folder(folder)
    return load_edition(text)


def load_folder(folder: Folder) -> Edition:
    """An edition from the files of `folder`; files it lacks that all editions share come from the program.

    One that names a `base` is laid over the files of that edition, which ships. Raises
    `RasoatError("edition", …)` that says file, table, key, what was found and what is accepted.
    """
    return load.load(files_of(folder))


def files_of(folder: Folder) -> dict[str, bytes]:
    """The files of a whole edition, as `load` takes them."""
    own = _read(folder, load.SHARED + load.OWN)
    base = overlay.base_of(own)
    if not base:
        return _read(_shipped(), load.SHARED) | own
    if base not in _in(_shipped()):
        raise fault(load.OWN[0], "base", f"“{base}”", f"one of {', '.join(_in(_shipped()))}")
    return overlay.overlaid(_read(_shipped(), load.SHARED) | _read(_shipped() / base, load.OWN), own)


def _content(folder: Folder) -> str:
    """The hash of what a folder itself brings."""
    seal = sha256()
    for name, data in sorted(_read(folder, load.SHARED + load.OWN).items()):
        seal.update(f"{name} {len(data)}\n".encode() + data)
    return seal.hexdigest()


def _read(folder: Folder, names: tuple[str, ...]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _in(folder: Folder) -> list[str]:
    """The names of the editions in a folder."""
    return sorted(one.name for one in folder.iterdir() if (one / load.OWN[0]).is_file())


def _shipped() -> Traversable:
    return paths.resources() / "editions"
