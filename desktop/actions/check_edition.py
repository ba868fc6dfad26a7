"""Check an edition's folder: everything that is wrong, each with file, table, key, found and accepted."""

from importlib.resources.abc import Traversable
from pathlib import Path

from desktop import paths
from desktop.actions.editions import files_of, load_edition, shipped
from desktop.editions import load, overlay
from desktop.editions.faults import tables
from desktop.editions.lint import lint
from desktop.editions.lint_rules import Finding, finding
from desktop.errors import RasoatError
from desktop.i18n import N_


def check_edition(folder: Path) -> tuple[Finding, ...]:
    """What is wrong with the edition in `folder`; its shared files may come from the program.

    A folder without any file of an edition raises `RasoatError("no_edition_here", …)`.
    """
    try:
        own = {path.name: path.read_bytes() for path in _present(folder)}
    except OSError as error:
        raise _nothing_here(folder) from error
    if not set(own) & set(load.OWN):
        raise _nothing_here(folder)
    try:
        files = files_of(folder)
        layouts = {file: data for kin in _kin(files, own) for file, data in _layouts(kin).items()}
        return lint(files, own, layouts, [load_edition(name) for name in shipped()])
    except RasoatError as error:
        if error.code != "edition":
            raise
        said = {name: str(text) for name, text in error.slots.items()}
        where = said["where"].removeprefix(", ")
        return (finding("broken", said["file"], where, said["found"], said["accepted"]),)


def _present(folder: Path) -> list[Path]:
    return [folder / name for name in load.SHARED + load.OWN if (folder / name).is_file()]


def _kin(files: dict[str, bytes], own: dict[str, bytes]) -> list[str]:
    """The editions whose tables this one is counted in: its own, and its base's."""
    return [str(tables(files, overlay.HEAD).get("id", "")), overlay.base_of(own)]


def _layouts(edition: str) -> dict[str, bytes]:
    folder: Traversable = paths.resources() / "tables" / edition
    if not edition or not folder.is_dir():
        return {}
    names = [one.name for one in folder.iterdir() if one.name.endswith(".toml")]
    return {name: (folder / name).read_bytes() for name in sorted(names)}


def _nothing_here(folder: Path) -> RasoatError:
    return RasoatError(
        "no_edition_here",
        N_("There is no edition in {folder}."),
        N_("Name the folder that holds {files}."),
        folder=str(folder),
        files=", ".join(load.OWN),
    )
