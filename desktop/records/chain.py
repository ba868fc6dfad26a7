"""A log whose every entry holds the hash of the one before: nothing in it can be changed or left out unseen.

An entry says who did what to whole bundles, when, and how much; never a household, nor anything of it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from desktop.records.revision import canonical

FIRST = ""  # what stands before the first entry
FIELDS = frozenset({"about", "at", "before", "counts", "n", "what", "who"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    n: int  # 1, 2, 3 …
    at: str  # ISO 8601, as the clock said
    who: str  # the officer at the keyboard
    what: str
    about: str  # ids of bundles, or what was taken out
    counts: Mapping[str, int] = field(default_factory=dict)
    before: str = FIRST  # the hash of the entry before


def write(entry: Entry) -> str:
    """The line of an entry, canonical."""
    thing = {name: getattr(entry, name) for name in FIELDS}
    return canonical({**thing, "counts": dict(entry.counts)}).decode()


def read(line: str) -> Entry:
    """The entry of a line; raises `ValueError` for anything else."""
    thing = json.loads(line)
    if not isinstance(thing, dict) or thing.keys() != FIELDS or canonical(thing).decode() != line:
        raise ValueError("not an entry of the log")
    texts = (thing[name] for name in FIELDS - {"n", "counts"})
    counts = thing["counts"]
    numbers = [thing["n"], *counts.values()] if isinstance(counts, dict) else [None]
    if not all(isinstance(one, str) for one in texts) or any(type(one) is not int for one in numbers):
        raise ValueError("a field of an entry is of the wrong kind")
    return Entry(**thing)


def name_of(line: str) -> str:
    """The hash that the next entry holds."""
    return sha256(line.encode()).hexdigest()


def broken_at(lines: Iterable[str], n: int = 0, before: str = FIRST) -> int | None:
    """The number of the first entry that does not follow from the one before; None = none is broken.

    `n` and `before`: the last entry that is trusted already, and its hash.
    """
    for line in lines:
        n += 1
        try:
            entry = read(line)
        except ValueError:
            return n
        if (entry.n, entry.before) != (n, before):
            return n
        before = name_of(line)
    return None
