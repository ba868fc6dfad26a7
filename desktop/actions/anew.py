"""A workspace that was copied begins to count anew, so that no two of its revisions share a number."""

from desktop.actions import audit
from desktop.actions.context import Workspace
from desktop.store import brought

DEVICE, EPOCH = "device", "epoch"


def begin_if_copied(ws: Workspace) -> bool:
    """Did somebody else write under our count? Then both are kept, and from here on we count apart."""
    if not brought.is_shared(ws.store, ws.epoch):
        return False
    with ws.store.write():
        ws.epoch = ws.new_uid()
        ws.store.put(DEVICE, {**(ws.store.get(DEVICE) or {}), EPOCH: ws.epoch})
        audit.note(ws, audit.AGAIN)
    return True


def reload(ws: Workspace) -> None:
    """Count as another connection decided."""
    ws.epoch = str((ws.store.get(DEVICE) or {}).get(EPOCH, ws.epoch))
