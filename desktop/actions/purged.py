"""Which rounds were purged here, and what that means for a line that comes in or would go out."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.actions import privacy
from desktop.actions.context import Workspace
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records import privacy as rules
from desktop.records.revision import RevId, Revision, encode
from desktop.records.rounds import round_of_form
from desktop.store import revisions, states

PURGED = "purged"  # setting: round -> when, who, why
Item = tuple[RevId, bytes, Revision]


def rounds(ws: Workspace) -> Mapping[str, Mapping[str, Any]]:
    """The rounds that were purged."""
    return ws.store.get(PURGED) or {}


def refuse(ws: Workspace, round_key: str) -> None:
    """Raises `RasoatError("round_purged", …)` where nothing can be built on a round any more."""
    if round_key in rounds(ws):
        raise RasoatError(
            "round_purged",
            N_("The names of round {round} were removed for good; it can be counted, nothing more."),
            N_("Use another round."),
            round=round_key,
        )


def bare(ws: Workspace, revision: Revision) -> Revision:
    """A revision of a purged round as it is kept."""
    return rules.purged(privacy.table(), revision, ws.edition.vocabulary)


def stripped(ws: Workspace, items: Iterable[Item]) -> list[Item]:
    """Lines as they may be kept: one of a purged round comes in without names, under the name it has."""
    gone = rounds(ws)
    return [_stripped(ws, item) if round_of_form(item[2].key) in gone else item for item in items]


def _stripped(ws: Workspace, item: Item) -> Item:
    rev, _, revision = item
    kept = bare(ws, revision)
    return rev, encode(kept), kept


def keys(ws: Workspace) -> dict[str, frozenset[str]]:
    """The records of purged rounds, by kind: they are never packed."""
    gone = rounds(ws)
    if not gone:
        return {}
    return {
        kind: frozenset(key for one in gone for key in states.keys_of_round(ws.store, kind, one))
        for kind in revisions.kinds(ws.store)
    }
