"""What two sides last knew in common: shown beside a clash, it decides nothing."""

from collections.abc import Iterable, Mapping

from desktop.editions.values import Value
from desktop.records.graph import ancestry, bits
from desktop.records.revision import RevId, Revision


def last_common(revisions: Mapping[RevId, Revision], revs: Iterable[RevId]) -> RevId | None:
    """The newest revision that all of `revs` build on; of several the one with the smallest hash."""
    graph = ancestry(revisions)
    common = (1 << len(graph.revs)) - 1
    for rev in revs:
        if rev in revisions:
            common &= graph.before[graph.revs.index(rev)]
    newest = graph.newest(common)
    return graph.revs[next(bits(newest))] if newest else None


def ancestor_values(
    revisions: Mapping[RevId, Revision], revs: Iterable[RevId], paths: Iterable[str]
) -> dict[str, Value] | None:
    """What the last common revision said at `paths`; None where the sides have nothing in common."""
    rev = last_common(revisions, revs)
    if rev is None:
        return None
    body = revisions[rev].body
    return {path: body[path] for path in paths if path in body}
