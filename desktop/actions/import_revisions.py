"""Keep the revisions of an import: new ones once, known ones not again."""

from collections.abc import Sequence

from desktop.actions import records
from desktop.actions.context import Workspace
from desktop.records.merge import Merged
from desktop.records.model import DELETED
from desktop.records.revision import Revision, encode, rev_id
from desktop.store import revisions


def keep(ws: Workspace, made: Sequence[Revision]) -> int:
    """Add revisions, each of a record of its own, and what follows from them; says how many were new.

    A record that begins with its revision is that revision: it is not read back and merged.
    """
    items = [(rev_id(line), line, one) for one in made for line in [encode(one)]]
    with ws.store.write():
        before = revisions.held_records(ws.store, [(one.kind, one.key) for one in made])
        new = revisions.add(ws.store, items, None)
        out = records.withdrawn(ws) if new else frozenset()
        for rev, _, one in items:
            if rev not in new:
                continue
            if (one.kind, one.key) in before or rev in out:
                found = revisions.record(ws.store, one.kind, one.key)
                records.project(ws, records.merged(ws, one.kind, one.key, found, out))
            else:
                body = {path: one.body[path] for path in sorted(one.body)}
                records.project(ws, Merged(one.kind, one.key, body, (), (rev,), DELETED in body))
    return len(new)
