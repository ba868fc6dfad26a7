"""A local standard can be changed by hand: a workspace notes its content, and says so when it is another."""

from collections.abc import Mapping
from typing import Any

from desktop import paths
from desktop.actions import editions
from desktop.bundle import refusals
from desktop.editions.rules import Edition
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store.database import Store

STANDARDS = "standards"  # kept by a workspace: id of a local standard -> the hash of its own files


def note(store: Store, edition: Edition) -> None:
    """Note what a local standard holds, the first time it is used; call it inside `store.write()`."""
    noted = _noted(store)
    if edition.own and edition.id not in noted:
        store.put(STANDARDS, {**noted, edition.id: edition.own})


def check(store: Store, open_one: str) -> None:
    """Refuse to judge by a standard that is gone, or that holds something else than when it was first used.

    The standard of the open round must be there; of the others those that are here.
    """
    noted = _noted(store)
    if open_one in noted and open_one not in editions.available():
        raise RasoatError(
            "standard_gone",
            N_("This round was made by the local standard “{edition}”, which is not on this computer."),
            N_("Put the folder of that standard into {folder}, then open the workspace again."),
            edition=open_one,
            folder=str(paths.user_editions()),
        )
    for name in sorted(noted.keys() & set(editions.available())):
        if editions.load_edition(name).own != noted[name]:
            raise RasoatError(
                "standard_changed",
                N_(
                    "The files of the local standard “{edition}” are not those this workspace began with: "
                    "households could get another class unnoticed."
                ),
                N_(
                    "Put its earlier files back into {folder}; what is to change gets an id of its own "
                    "and a new round."
                ),
                edition=name,
                folder=str(paths.user_editions()),
            )


def check_bundle(store: Store, manifest: Mapping[str, Any]) -> None:
    """Refuse a bundle whose standard is not here, or is here with other files; note one that is the same."""
    said = manifest.get("edition")
    if not isinstance(said, dict) or not isinstance(name := said.get("id"), str):
        return
    folder = str(paths.user_editions())
    if name not in editions.available():
        raise refusals.unknown_edition(name, folder)
    edition = editions.load_edition(name)
    if said.get("own", edition.own) != edition.own:
        raise refusals.other_standard(name, folder)
    note(store, edition)


def of_manifest(edition: Edition) -> dict[str, object]:
    """How a bundle names the standard of its round; `own` only where that is a local one."""
    named: dict[str, object] = {"id": edition.id, "version": edition.version, "hash": edition.hash}
    return {**named, "own": edition.own} if edition.own else named


def _noted(store: Store) -> Mapping[str, str]:
    return store.get(STANDARDS) or {}
