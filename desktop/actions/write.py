"""Write a record that is no form: a round, a village, the residents of a unit."""

from collections.abc import Mapping

from desktop.actions import records
from desktop.actions.context import Workspace
from desktop.actions.seal import sign
from desktop.editions.values import Value
from desktop.records.revision import Revision
from desktop.store import revisions


def put_record(ws: Workspace, kind: str, key: str, body: Mapping[str, Value], why: str = "") -> bool:
    """Make `body` the state of a record, as one revision; nothing is written where nothing changes.

    Says whether anything was written.
    """
    with ws.store.write():
        found = revisions.record(ws.store, kind, key)
        out = records.withdrawn(ws)
        before = records.merged(ws, kind, key, found, out)
        clashing = {clash.path for clash in before.clashes}
        paths_now = before.body.keys() | body.keys()
        sets = {
            path
            for path in paths_now
            if path in clashing or not records.same(before.body.get(path), body.get(path))
        }
        if not sets and found:
            return False
        sign(ws, Revision(kind, key, body, frozenset(sets), before.heads, why=why), found)
        again = revisions.record(ws.store, kind, key)
        records.project(ws, records.merged(ws, kind, key, again, out))
    return True
