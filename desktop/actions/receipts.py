"""What arrived: every bundle says which numbers of which laptop its sender holds; ours are remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.actions.context import Workspace
from desktop.bundle import keys
from desktop.store import revisions
from desktop.store.revisions import Span

HEARD = "receipts"  # setting: device of an office -> its name, the day of its newest bundle, spans by epoch


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one office said it holds of the work of this computer."""

    office: str
    fingerprint: tuple[str, ...]
    when: str  # when that office wrote its newest bundle, by its own clock
    arrived: int  # pieces of our work that it holds
    written: int  # that there are
    missing: tuple[Span, ...]  # our numbers that it did not hold then


def hear(ws: Workspace, device: str, name: str, manifest: Mapping[str, Any]) -> None:
    """Remember what the sender of a bundle holds of us. Order and repetition of bundles do not matter."""
    held = _spans(manifest.get("counters"), ws.epoch)
    if not held or device == ws.device.key:
        return
    known = dict(ws.store.get(HEARD) or {})
    before = known.get(device, {})
    known[device] = {
        "name": name,
        "when": max(str(before.get("when", "")), str(manifest.get("made", ""))),
        "spans": {ws.epoch: united([*_spans(before.get("spans"), ws.epoch), *held])},
    }
    ws.store.put(HEARD, known)


def listed(ws: Workspace) -> tuple[Receipt, ...]:
    """One receipt an office that ever said what it holds of us."""
    own = dict(revisions.spans(ws.store)).get(ws.epoch, ())
    known: Mapping[str, Any] = ws.store.get(HEARD) or {}
    return tuple(_receipt(ws, device, said, own) for device, said in sorted(known.items()))


def united(spans: Iterable[Span]) -> list[Span]:
    """The same numbers in as few spans as can be."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            start, end = found.pop()
            found.append((start, max(end, last)))
        else:
            found.append((first, last))
    return found


def gaps(own: Iterable[Span], held: Iterable[Span]) -> tuple[Span, ...]:
    """The numbers of `own` that are not in `held`."""
    found: list[Span] = []
    there = united(held)
    for first, last in own:
        start = first
        for low, high in there:
            if high >= start and low <= last:
                if low > start:
                    found.append((start, low - 1))
                start = high + 1
        if start <= last:
            found.append((start, last))
    return tuple(found)


def _receipt(ws: Workspace, device: str, said: Mapping[str, Any], own: tuple[Span, ...]) -> Receipt:
    missing = gaps(own, _spans(said.get("spans"), ws.epoch))
    written = _count(own)
    return Receipt(
        office=str(said.get("name", "")),
        fingerprint=keys.fingerprint(device),
        when=str(said.get("when", "")),
        arrived=written - _count(missing),
        written=written,
        missing=missing,
    )


def _count(spans: Iterable[Span]) -> int:
    return sum(last - first + 1 for first, last in spans)


def _spans(counters: object, epoch: str) -> list[Span]:
    """The numbers of an epoch as a manifest names them; what is no such list says nothing."""
    found = counters.get(epoch) if isinstance(counters, dict) else None
    if not isinstance(found, list):
        return []
    return [(one[0], one[1]) for one in found if _is_span(one)]


def _is_span(one: object) -> bool:
    return isinstance(one, list | tuple) and len(one) == 2 and all(type(n) is int for n in one)  # noqa: PLR2004 - from, to
