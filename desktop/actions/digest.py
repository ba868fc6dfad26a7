"""One hash of the merged state: equal states, equal hashes."""

from desktop.actions.context import Workspace
from desktop.records import digest as hashing
from desktop.store import states


def digest(ws: Workspace) -> str:
    """The hash over all sealed records; drafts, devices, counters and clocks are not in it."""
    return hashing.digest(states.lines(ws.store))
