"""Forget the people of a closed round, everywhere in this workspace; what its tables count stays."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.actions import audit, purged, records, seal, standing
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.revision import encode
from desktop.records.rounds import Round
from desktop.store import backup, revisions, shelf, signed, states
from desktop.store import purge as forgetting


@dataclass(frozen=True, slots=True)
class Purged:
    """What was forgotten, or would be."""

    round: str
    households: int
    revisions: int  # whose bodies lost something
    journal: int  # lines of what was typed
    backups: int  # deleted, since they hold the names; a new one was made


def purge(
    ws: Workspace, round_key: str, why: str, *, dry_run: bool = False, progress: Progress = no_progress
) -> Purged:
    """Remove names, ID numbers, phones, addresses and remarks of a round; there is no way back.

    Done again it finds nothing but old backups: so a purge that the power cut stopped is finished.
    """
    the_round = _checked(ws, round_key)
    if not why.strip() and not dry_run:
        raise _refused("purge_why", N_("Removing the names of round {round} needs a reason."), round_key)
    seal.seal_all(ws)
    changed = list(_changes(ws, round_key))
    made = Purged(
        round=round_key,
        households=len(states.keys_of_round(ws.store, records.FORM, round_key)),
        revisions=len(changed),
        journal=forgetting.journal_size(ws.store, round_key),
        backups=len(backup.backups(ws.folder)),
    )
    if dry_run:
        return made
    with ws.store.write():
        _forget(ws, the_round, why.strip(), changed, progress)
        counts = {"households": made.households, "revisions": made.revisions}
        audit.note(ws, audit.PURGE, round_key, counts)
    forgetting.scrub(ws.store)
    forgetting.drop_backups(ws.store)
    backup.back_up(ws.store, reason=shelf.MANUAL, now=ws.clock())
    return made


def _forget(
    ws: Workspace, the_round: Round, why: str, changed: list[tuple[int, bytes]], progress: Progress
) -> None:
    forgetting.rewrite(ws.store, changed)
    forgetting.drop_journal(ws.store, the_round.key)
    said = {"at": ws.clock().isoformat(timespec="seconds"), "who": ws.person, "why": why}
    ws.store.put(purged.PURGED, {the_round.key: said, **purged.rounds(ws)})
    _project(ws, the_round, progress)


def _project(ws: Workspace, the_round: Round, progress: Progress) -> None:
    """Lists, search and clashes follow from what is left."""
    out, rounds = records.withdrawn(ws), standing.known(ws)
    for kind in revisions.kinds(ws.store):
        keys = states.keys_of_round(ws.store, kind, the_round.key)
        for done, key in enumerate(keys, start=1):
            found = revisions.record(ws.store, kind, key)
            records.project(ws, records.merged(ws, kind, key, found, out), rounds)
            if done % 100 == 0:
                progress(done, len(keys))


def _changes(ws: Workspace, round_key: str) -> Iterator[tuple[int, bytes]]:
    for place, line, revision in forgetting.lines(ws.store, round_key):
        bare = encode(purged.bare(ws, revision))
        if bare != line:
            yield place, bare


def may_purge(ws: Workspace, the_round: Round) -> bool:
    """Is a round closed, signed, not the one that is worked in, and not purged yet?"""
    waits = the_round.closed and the_round.key != ws.round.key and the_round.key not in purged.rounds(ws)
    return bool(waits) and signed.last(ws.store, the_round.key) is not None


def _checked(ws: Workspace, round_key: str) -> Round:
    """Only a round that is closed and signed, and not the one that is worked in."""
    found = standing.known(ws).get(round_key)
    if found is None:
        raise _refused("no_round_to_purge", N_("There is no round {round} here."), round_key)
    if found.key == ws.round.key:
        raise _refused("purge_open", N_("Round {round} is the one that is worked in."), round_key)
    if not found.closed:
        raise _refused("purge_not_closed", N_("Round {round} is not closed."), round_key)
    if signed.last(ws.store, round_key) is None:
        raise _refused("purge_not_signed", N_("The tables of round {round} are not signed."), round_key)
    return found


def _refused(code: str, title: str, round_key: str) -> RasoatError:
    hint = N_("Names go only from a round that is signed, closed, and not worked in; say why they go.")
    return RasoatError(code, title, hint, round=round_key)
