"""Deleting is writing: which writes speak against the removal of a member or of a whole record (rule 6)."""

from collections.abc import Iterator, Mapping

from desktop.records.graph import Graph, bits
from desktop.records.model import DELETED, MEMBERS, REMOVED, member_path, split_path
from desktop.records.revision import RevId, Revision


def _removals_above(path: str) -> Iterator[str]:
    """The paths whose removal would take `path` away."""
    uid, name = split_path(path)
    if uid is not None and name != REMOVED:
        yield member_path(uid, REMOVED)
    if path != DELETED:
        yield DELETED


def is_removal(path: str) -> bool:
    """Does writing this path take a member or a whole record away?"""
    if not path.endswith((REMOVED, DELETED)):
        return False  # most paths, quickly
    return path == DELETED or (path.startswith(MEMBERS) and split_path(path)[1] == REMOVED)


def against_removal(
    graph: Graph, revisions: Mapping[RevId, Revision], live: Mapping[str, int]
) -> dict[str, int]:
    """Rule 6: for each removal, the live writes under it that neither knew of it nor were known to it.

    Several devices may remove the same member. A write that one of them knew, or that was made knowing one
    of them, speaks for no dispute: somebody saw both.
    """
    under: dict[str, int] = {path: 0 for path in live if is_removal(path)}
    if not under:
        return under
    for path, writers in live.items():
        for above in _removals_above(path):
            if above in under:
                under[above] |= writers
    return {
        path: against
        for path, writes in under.items()
        if (removing := _removing(graph, revisions, path, live[path]))
        and (against := writes & ~graph.related(removing))
    }


def _removing(graph: Graph, revisions: Mapping[RevId, Revision], path: str, live: int) -> int:
    return sum(1 << place for place in bits(live) if path in revisions[graph.revs[place]].body)
