"""One immutable saved state of a record, and its canonical bytes (data-and-bundles, section 1)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NewType

from desktop.editions.values import Missing, Value

RevId = NewType("RevId", str)  # 64 hex digits: sha256 of the canonical bytes
Body = Mapping[str, Value]

KINDS = ("form", "round", "unit", "unit_total", "withdrawal")  # others are kept and passed on untouched


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state. `body` is the whole record after it; `sets` the paths this revision itself wrote."""

    kind: str
    key: str
    body: Body
    sets: frozenset[str]
    parents: tuple[RevId, ...] = ()  # sorted, distinct
    epoch: str = ""  # which device, since when
    counter: int = 0  # per epoch, 1, 2, 3 … without gaps
    clock: int = 0  # milliseconds × 1000 + tie-breaker; shown, never compared
    author: str = ""
    edition: str = ""
    version: int = 0
    why: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)  # fields of a later program, kept as they came


def canonical(thing: object) -> bytes:
    """Canonical JSON: UTF-8, keys sorted by bytes, no spaces, only `"`, `\\` and controls escaped."""
    return json.dumps(
        thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def to_json(value: Value) -> object:
    """A value as the file formats write it."""
    if isinstance(value, Missing):
        return {"missing": value.value}
    return list(value) if isinstance(value, tuple) else value


def from_json(thing: object) -> Value:
    """Read a value of a file; raises `ValueError` for anything that is not one."""
    if isinstance(thing, bool | int | str):
        return thing
    if isinstance(thing, list) and all(isinstance(code, str) for code in thing):
        return tuple(thing)
    if isinstance(thing, dict) and list(thing) == ["missing"]:
        return Missing(thing["missing"])
    raise ValueError(f"not a value: {type(thing).__name__}")


def encode(revision: Revision) -> bytes:
    """The canonical bytes of a revision: one line of a bundle, without its line end."""
    return canonical(
        {
            **revision.extra,
            "author": revision.author,
            "body": {path: to_json(value) for path, value in revision.body.items()},
            "clock": revision.clock,
            "counter": revision.counter,
            "edition": revision.edition,
            "epoch": revision.epoch,
            "key": revision.key,
            "kind": revision.kind,
            "parents": list(revision.parents),
            "set": sorted(revision.sets),
            "version": revision.version,
            "why": revision.why,
        }
    )


def rev_id(line: bytes) -> RevId:
    """The name of a revision: the hash of its canonical bytes."""
    return RevId(sha256(line).hexdigest())
