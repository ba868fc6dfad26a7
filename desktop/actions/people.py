"""Who may open a workspace: a slot for each person, with a passphrase of their own."""

from pathlib import Path

from desktop.actions.context import Workspace
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store import keys


def needs_passphrase(folder: Path) -> bool:
    """Does the workspace `folder` ask for one? Raises `RasoatError("not_a_workspace", …)`."""
    return keys.needs_passphrase(folder)


def names(ws: Workspace) -> tuple[str, ...]:
    """Everybody who can open it, in the order they came."""
    return keys.people(ws.folder)


def add(ws: Workspace, person: str, passphrase: str) -> None:
    """Let one more person open it. Raises `RasoatError("person_known", …)`: nobody's slot is overwritten."""
    if person in names(ws):
        raise RasoatError(
            "person_known",
            N_("{person} can open this workspace already."),
            N_("Write another name, or change the passphrase of this person."),
            person=person,
        )
    keys.add_passphrase_slot(ws.folder, ws.store.key, person, passphrase)


def remove(ws: Workspace, person: str) -> None:
    """Their passphrase opens this workspace no more. Raises `RasoatError`: yourself, last_slot.

    What was copied before (a backup with its own `keys.json`) still opens with it: nobody can call that back.
    """
    if person == ws.person:
        raise RasoatError(
            "yourself",
            N_("You cannot take your own passphrase away while you work."),
            N_("Let another person open the workspace and do it."),
        )
    keys.remove_slot(ws.folder, person)


def is_mine(ws: Workspace, passphrase: str) -> bool:
    """Is this the passphrase of whoever works here now?"""
    try:
        keys.open_slot(ws.folder, passphrase, ws.person)
    except RasoatError as error:
        if error.code != "wrong_passphrase":
            raise
        return False
    return True


def change(ws: Workspace, old: str | None, new: str) -> None:
    """Another passphrase for whoever works here now; the old one must be right."""
    keys.open_slot(ws.folder, old, ws.person)
    keys.add_passphrase_slot(ws.folder, ws.store.key, ws.person, new)
