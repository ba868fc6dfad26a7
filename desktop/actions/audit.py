"""The log of what was done to whole bundles: written here, sent along up, checked where it arrives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.actions.context import Workspace
from desktop.bundle import keys
from desktop.records import chain
from desktop.records.chain import Entry
from desktop.store import audit

RECEIVE, WITHDRAW, RESTORE_BUNDLE, SETTLE = "receive", "withdraw", "restore_bundle", "settle"
REVOKE, EXPORT, RESTORE, AGAIN, SIGN = "revoke", "export", "restore", "began_anew", "sign"
PURGE, PRINT, VISITS, OPEN = "purge", "print", "list_for_visits", "open"
NUMBERS = "numbers_shown"  # ID numbers and phones, on a screen that masks them
SENT = 400  # entries that go along with a bundle: the newest


@dataclass(frozen=True, slots=True)
class Log:
    """One log: whose, its entries, and where it breaks (None: nowhere)."""

    whose: str  # six words; "" = this workspace
    entries: tuple[Entry, ...]
    broken: int | None


def note(ws: Workspace, what: str, about: str = "", counts: Mapping[str, int] | None = None) -> None:
    """Add an entry. Who can only read, beside the one who writes, leaves it for the next who does."""
    at = ws.clock().isoformat(timespec="seconds")
    said = {"at": at, "who": ws.person, "what": what, "about": about, "counts": dict(counts or {})}
    if ws.store.read_only:
        audit.leave(ws.folder, said)
        return
    take_up(ws)
    with ws.store.write():
        audit.add(ws.store, *_numbered(audit.last(ws.store), said))


def take_up(ws: Workspace) -> None:
    """Bring in what was left beside the file by those who could only read."""
    found = audit.left(ws.folder)
    if not found:
        return
    with ws.store.write():
        for _, said in found:
            audit.add(ws.store, *_numbered(audit.last(ws.store), said))
    for file, _ in found:
        file.unlink(missing_ok=True)


def _numbered(last: tuple[int, str], said: Mapping[str, Any]) -> tuple[int, str]:
    """The next entry, after the last one."""
    n, line = last
    counts = said.get("counts")
    numbers = {str(name): one for name, one in counts.items() if type(one) is int} if counts else {}
    at, who, what, about = (str(said.get(name, "")) for name in ("at", "who", "what", "about"))
    entry = Entry(n + 1, at, who, what, about, numbers, chain.name_of(line) if n else chain.FIRST)
    return entry.n, chain.write(entry)


def logs(ws: Workspace) -> tuple[Log, ...]:
    """Our own log, then those that were heard, each checked from its first entry here."""
    own = _log("", (*audit.lines(ws.store), *_waiting(ws)))
    others = (
        _log(" ".join(keys.fingerprint(one)), audit.heard(ws.store, one)) for one in audit.devices(ws.store)
    )
    return (own, *others)


def _waiting(ws: Workspace) -> Iterator[tuple[int, str]]:
    """What was left beside the file, as it will stand in the log."""
    last = audit.last(ws.store)
    for _, said in audit.left(ws.folder):
        last = _numbered(last, said)
        yield last


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
