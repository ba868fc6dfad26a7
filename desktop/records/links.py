"""What somebody decided about two households: one and the same, or two. A record of its own, of kind `link`.

Its key is made of the two uids, so officers who decide about the same pair meet there; two who decide
differently clash, as everywhere.
"""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from desktop.editions.values import Value
from desktop.records.revision import canonical

LINK = "link"
ENDS, DECISION = "ends", "decision"


class Decision(StrEnum):
    """What the two are."""

    SAME = "same"
    DIFFERENT = "different"


def link_key(one: str, other: str) -> str:
    """sha256 of the two sorted ids."""
    return sha256(canonical(sorted((one, other)))).hexdigest()


def link_body(one: str, other: str, decision: Decision | None) -> dict[str, Value]:
    """The body of the record; without a decision it was taken back."""
    body: dict[str, Value] = {ENDS: tuple(sorted((one, other)))}
    return {**body, DECISION: decision.value} if decision else body


def decided(body: Mapping[str, Value]) -> Decision | None:
    """What a record says now."""
    said = body.get(DECISION)
    return Decision(str(said)) if said in set(Decision) else None


def ends_of(body: Mapping[str, Value]) -> tuple[str, ...]:
    """The two households it is about."""
    ends = body.get(ENDS)
    return ends if isinstance(ends, tuple) else ()


def unfit_link(key: str, body: Mapping[str, Value]) -> str:
    """What does not fit, in English for a log; "" = it fits."""
    ends = ends_of(body)
    if len(ends) != len(("one", "other")) or link_key(*ends) != key:
        return "the key is not made of the two ends"
    strange = sorted(body.keys() - {ENDS, DECISION})
    if strange:
        return f"unknown path {strange[0]}"
    return "" if DECISION not in body or decided(body) else f"{DECISION} is of the wrong kind"
