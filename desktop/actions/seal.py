"""Seal drafts: on leaving a household, before packing or receiving, and at start after a crash."""

from dataclasses import replace

from desktop.actions import standing
from desktop.actions.context import Workspace
from desktop.actions.records import FORM, drafted, merged, project, withdrawn
from desktop.records.model import FormKey
from desktop.records.revision import RevId, Revision, encode, rev_id
from desktop.store import drafts, revisions


def seal(ws: Workspace, key: FormKey) -> RevId | None:
    """Make one revision of the open draft; an unchanged draft makes none."""
    draft = drafts.read(ws.store, key)
    if draft is None:
        return None
    found = revisions.record(ws.store, FORM, key)
    written = drafted(ws, key, draft.base, draft.touched, found)
    with ws.store.write():
        drafts.end(ws.store, key)
        if not written.sets:
            return None
        rev = sign(ws, written, found)
        project(ws, merged(ws, FORM, key, revisions.record(ws.store, FORM, key), withdrawn(ws)))
    return rev


def seal_all(ws: Workspace) -> int:
    """Seal every open draft; says how many there were."""
    keys = drafts.open_keys(ws.store)
    for key in keys:
        seal(ws, FormKey(key))
    return len(keys)


def sign(ws: Workspace, revision: Revision, found: "dict[RevId, Revision] | None" = None) -> RevId:
    """Add who, when and which device to a revision and keep it; call it inside `store.write()`."""
    parents = [found[parent].clock for parent in revision.parents if found and parent in found]
    found_standing = standing.of_form(ws, revision.key) if revision.kind == FORM else None
    spoken = found_standing.edition if found_standing else ws.edition
    now = int(ws.clock().timestamp() * 1000) * 1000
    whole = replace(
        revision,
        epoch=ws.epoch,
        counter=revisions.next_counter(ws.store, ws.epoch),
        clock=max([now, *(clock + 1 for clock in parents)]),
        author=ws.person,
        edition=spoken.id,
        version=spoken.version,
    )
    line = encode(whole)
    rev = rev_id(line)
    revisions.add(ws.store, [(rev, line, whole)], None)
    return rev
