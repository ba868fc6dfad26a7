"""Which revisions are taken out at present: un-merging a bundle or a laptop, and restoring it."""

from collections import defaultdict
from collections.abc import Iterable

from desktop.records.merge import REVISIONS, WITHDRAWAL, WITHDRAWN, merge
from desktop.records.revision import RevId, Revision, encode, rev_id


def withdrawn_revisions(revisions: Iterable[Revision]) -> frozenset[RevId]:
    """The revisions that stop being writers, from all revisions of kind `withdrawal`; others are passed over.

    Withdraw beside restore = withdrawn, until somebody settles it. A withdrawal is never withdrawn itself.
    """
    records: dict[str, dict[RevId, Revision]] = defaultdict(dict)
    for revision in revisions:
        if revision.kind == WITHDRAWAL:
            records[revision.key][rev_id(encode(revision))] = revision
    own = {rev for found in records.values() for rev in found}
    return frozenset(
        RevId(rev) for key, found in records.items() for rev in _taken_out(key, found) if rev not in own
    )


def _taken_out(key: str, found: dict[RevId, Revision]) -> tuple[str, ...]:
    state = merge(WITHDRAWAL, key, found, frozenset(), str).body
    revs = state.get(REVISIONS)
    return revs if state.get(WITHDRAWN) is True and isinstance(revs, tuple) else ()
