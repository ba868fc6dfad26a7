"""Check an edition's folder: everything that is wrong, each with file, table, key, found and accepted."""

from pathlib import Path

from desktop.actions.editions import load_folder
from desktop.editions import load
from desktop.editions.verify import Fault, faults
from desktop.errors import RasoatError
from desktop.i18n import N_


def check_edition(folder: Path) -> tuple[Fault, ...]:
    """What is wrong with the edition in `folder`; its shared files may come from the program.

    A folder without any file of an edition raises `RasoatError("no_edition_here", …)`.
    """
    try:
        if not any((folder / name).is_file() for name in load.OWN):
            raise _nothing_here(folder)
        return faults(load_folder(folder))
    except OSError as error:
        raise _nothing_here(folder) from error
    except RasoatError as error:
        if error.code != "edition":
            raise
        slots = {name: str(text) for name, text in error.slots.items()}
        return (Fault(slots["file"], slots["where"].removeprefix(", "), slots["found"], slots["accepted"]),)


def _nothing_here(folder: Path) -> RasoatError:
    return RasoatError(
        "no_edition_here",
        N_("There is no edition in {folder}."),
        N_("Name the folder that holds {files}."),
        folder=str(folder),
        files=", ".join(load.OWN),
    )
