"""The log of what was done to whole bundles: written here, sent along up, checked where it arrives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.actions.context import Workspace
from desktop.bundle import keys
from desktop.records import chain
from desktop.records.chain import Entry
from desktop.store import audit

RECEIVE, WITHDRAW, RESTORE_BUNDLE, SETTLE = "receive", "withdraw", "restore_bundle", "settle"
REVOKE, EXPORT, RESTORE, AGAIN, SIGN = "revoke", "export", "restore", "began_anew", "sign"
PURGE = "purge"
SENT = 400  # entries that go along with a bundle: the newest


@dataclass(frozen=True, slots=True)
class Log:
    """One log: whose, its entries, and where it breaks (None: nowhere)."""

    whose: str  # six words; "" = this workspace
    entries: tuple[Entry, ...]
    broken: int | None


def note(ws: Workspace, what: str, about: str = "", counts: Mapping[str, int] | None = None) -> None:
    """Add an entry. A workspace that is opened beside its writer can only read, and writes none."""
    if ws.store.read_only:
        return
    with ws.store.write():
        n, line = audit.last(ws.store)
        before = chain.name_of(line) if n else chain.FIRST
        at = ws.clock().isoformat(timespec="seconds")
        entry = Entry(n + 1, at, ws.person, what, about, dict(counts or {}), before)
        audit.add(ws.store, entry.n, chain.write(entry))


def logs(ws: Workspace) -> tuple[Log, ...]:
    """Our own log, then those that were heard, each checked from its first entry here."""
    own = _log("", audit.lines(ws.store))
    others = (
        _log(" ".join(keys.fingerprint(one)), audit.heard(ws.store, one)) for one in audit.devices(ws.store)
    )
    return (own, *others)


def _log(whose: str, found: Sequence[tuple[int, str]]) -> Log:
    entries, lines = [], [line for _, line in found]
    for line in lines:
        try:
            entries.append(chain.read(line))
        except ValueError:
            break
    return Log(whose, tuple(entries), _broken(lines))


def _broken(lines: Sequence[str]) -> int | None:
    """Where a log breaks that may begin in the middle: its first entry is believed."""
    if not lines:
        return None
    try:
        first = chain.read(lines[0])
    except ValueError:
        return 1
    if first.n == 1 and first.before != chain.FIRST:
        return 1
    return chain.broken_at(lines[1:], first.n, chain.name_of(lines[0]))


def for_manifest(ws: Workspace) -> dict[str, object]:
    """What a bundle carries of the log."""
    return {"audit": list(audit.newest(ws.store, SENT))}


def hear(ws: Workspace, device: str, sent: object) -> int | None:
    """Keep what a bundle carried of its sender's log; the entry where it breaks, or leaves what was heard."""
    lines = [line if isinstance(line, str) else "" for line in sent] if isinstance(sent, list) else []
    if (broken := _broken(lines)) is not None:
        return broken
    found = {chain.read(line).n: line for line in lines}
    held = dict(audit.heard(ws.store, device))
    apart = _apart(found, held)
    if apart is None:
        audit.hear(ws.store, device, [(n, line) for n, line in found.items() if n not in held])
    return apart


def _apart(found: Mapping[int, str], held: Mapping[int, str]) -> int | None:
    """Where the log that came does not continue the one that is here; an older one that agrees does."""
    if not found or not held:
        return None
    differs = [n for n, line in found.items() if n in held and held[n] != line]
    if differs:
        return min(differs)
    last = max(held)
    return last + 1 if min(found) > last + 1 else None
