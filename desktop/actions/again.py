"""Work out anew what records are, after revisions were taken out or brought back."""

from collections.abc import Iterable

from desktop.actions import cards, records, standing, units
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.records import card_record
from desktop.records.revision import RevId
from desktop.store import brought, results, revisions

EVERY = 100


def taken_out(
    ws: Workspace, before: frozenset[RevId], progress: Progress = no_progress
) -> tuple[tuple[str, str], ...]:
    """Merge every record again whose withdrawn revisions differ from `before`; says which those were."""
    touched = sorted(brought.records_of(ws.store, before ^ records.withdrawn(ws)), key=_rounds_first)
    _merge(ws, touched, progress)
    kinds = {kind for kind, _ in touched}
    if card_record.KIND in kinds:
        cards.score_again(ws)
    if records.UNIT in kinds:
        units.refresh(ws)
    return tuple(touched)


def _rounds_first(record: tuple[str, str]) -> tuple[bool, str, str]:
    """A form is judged by its round."""
    kind, key = record
    return kind != records.ROUND, kind, key


def _merge(ws: Workspace, touched: Iterable[tuple[str, str]], progress: Progress) -> None:
    todo, out = list(touched), records.withdrawn(ws)
    rounds = None
    with results.many(ws.store, len(todo)):
        for done, (kind, key) in enumerate(todo, start=1):
            if kind == records.FORM and rounds is None:
                rounds = standing.known(ws)
            found = revisions.record(ws.store, kind, key)
            records.project(ws, records.merged(ws, kind, key, found, out), rounds)
            if done % EVERY == 0:
                progress(done, len(todo))
