"""Keep the revisions of an import: new ones once, known ones not again."""

from collections.abc import Sequence

from desktop.actions import records, standing
from desktop.actions.context import Workspace
from desktop.records.merge import Merged
from desktop.records.model import DELETED
from desktop.records.revision import RevId, Revision, encode, rev_id
from desktop.store import listed, revisions

Item = tuple[RevId, bytes, Revision]


def sealed(one: Revision) -> Item:
    """A revision with its canonical bytes and its name."""
    line = encode(one)
    return rev_id(line), line, one


def keep(ws: Workspace, items: Sequence[Item]) -> int:
    """Add revisions, each of a record of its own, and what follows from them; says how many were new.

    A record that begins with its revision is that revision: it is not read back and merged.
    """
    kinds = {one.kind for _, _, one in items}
    with ws.store.write():
        before = {
            (kind, key)
            for kind in kinds
            for key in listed.known_records(ws.store, kind, [one.key for _, _, one in items])
        }
        new = revisions.add(ws.store, items, None)
        out = records.withdrawn(ws) if new else frozenset()
        rounds = standing.known(ws) if new and kinds == {records.FORM} else None
        for rev, _, one in items:
            if rev not in new:
                continue
            if (one.kind, one.key) in before or rev in out:
                found = revisions.record(ws.store, one.kind, one.key)
                state = records.merged(ws, one.kind, one.key, found, out)
            else:
                body = {path: one.body[path] for path in sorted(one.body)}
                state = Merged(one.kind, one.key, body, (), (rev,), DELETED in body)
            records.project(ws, state, rounds)
    return len(new)
