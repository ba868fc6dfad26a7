"""One hash of the merged state: equal states, equal hashes; no devices, counters or clocks in it."""

from collections.abc import Iterable
from hashlib import sha256

from desktop.records.merge import Clash, Merged
from desktop.records.revision import canonical, to_json


def digest_line(merged: Merged) -> bytes:
    """`kind TAB key TAB body LF`, the body canonical.

    A clash stands in it as its path with the sorted list of its sides, each side an object `path -> value`;
    which side counts meanwhile is left out. No answer is a list of objects, so nothing reads two ways.
    """
    clashing = {path for clash in merged.clashes for side in clash.values for path in side.values}
    body: dict[str, object] = {
        path: to_json(value) for path, value in merged.body.items() if path not in clashing
    }
    body.update({clash.path: _sides(clash) for clash in merged.clashes})
    return b"\t".join((merged.kind.encode(), merged.key.encode(), canonical(body))) + b"\n"


def _sides(clash: Clash) -> list[dict[str, object]]:
    sides = ({path: to_json(value) for path, value in side.values.items()} for side in clash.values)
    return sorted(sides, key=canonical)


def digest(lines: Iterable[bytes]) -> str:
    """The hash of all digest lines, in whatever order they come."""
    total = sha256()
    for line in sorted(lines):
        total.update(line)
    return total.hexdigest()
