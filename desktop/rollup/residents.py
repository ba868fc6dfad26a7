"""How many live in each unit: its own total, else the sum of its parts, else the forms that were counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """What a number of residents rests on."""

    RESIDENTS = "residents"  # totals that were typed, imported or sent
    MIXED = "mixed"  # parts with totals, and parts counted from forms
    FORMS = "forms"  # forms only


@dataclass(frozen=True, slots=True)
class Counted:
    """One unit, its own total (None = not given) and the forms counted in it: households, or persons."""

    unit: str
    parent: str
    total: int | None
    forms: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What the table shows for a unit."""

    number: int
    basis: Basis
    parts: int | None = None  # the sum of its parts, where all of them rest on totals
    loose: int = 0  # forms that are in none of its parts


def residents(rows: Sequence[Counted]) -> dict[str, Shown]:
    """What each unit shows; `rows` hold every unit behind the one above it.

    A unit's own total stands. Without one its parts are added up when every part has a total; when only some
    have, the others add their forms, with the forms of no part, and the sum is MIXED. So rows always add up.
    """
    below: dict[str, list[tuple[Counted, Shown]]] = {}
    shown: dict[str, Shown] = {}
    for row in reversed(rows):
        shown[row.unit] = _shown(row, below.get(row.unit, []))
        below.setdefault(row.parent, []).append((row, shown[row.unit]))
    return shown


def _shown(row: Counted, parts: Sequence[tuple[Counted, Shown]]) -> Shown:
    bases = {part.basis for _, part in parts}
    loose = row.forms - sum(counted.forms for counted, _ in parts)
    added = sum(part.number for _, part in parts)
    whole = added if bases == {Basis.RESIDENTS} else None
    if row.total is not None:
        return Shown(row.total, Basis.RESIDENTS, whole, loose)
    if whole is not None:
        return Shown(whole, Basis.RESIDENTS, whole, loose)
    if bases <= {Basis.FORMS}:
        return Shown(row.forms, Basis.FORMS, None, loose)
    return Shown(added + loose, Basis.MIXED, None, loose)


def weaker(one: Basis, other: Basis) -> Basis:
    """What a row rests on that shows both: the less certain of two."""
    order = list(Basis)
    return max(one, other, key=order.index)
