"""Which households may be one and the same: people with one ID number, or alike in name, birth and village.

Names are compared folded, and only within one village and one year of birth, so that a commune of twenty
thousand households is looked through in seconds. Nothing is decided here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from rapidfuzz import fuzz

from desktop.records.brief import YEAR, Household, Person
from desktop.records.fold import fold
from desktop.records.model import FormKey

ALIKE = 85  # of 100: one letter in seven may differ
ENOUGH = 2  # what two households must have in common, in the weights of `Sign`


class Sign(IntEnum):
    """What two people have in common, by how much it says."""

    SAME_YEAR = 1  # the same name and year of birth: common, so one such person is not enough
    SAME_DAY = 2  # nearly the same name, the same day of birth
    SAME_ID = 4


@dataclass(frozen=True, slots=True)
class Twins:
    """Two people who may be one: of the first household, of the second."""

    one: str
    other: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two households that may be one, the smaller key first."""

    one: FormKey
    other: FormKey
    twins: tuple[Twins, ...]

    @property
    def weight(self) -> int:
        """How much they have in common."""
        return sum(twins.sign for twins in self.twins)


@dataclass(frozen=True, slots=True)
class _Row:
    """One person where he or she lives, with the name folded once."""

    key: FormKey
    person: Person
    name: str


def suspects(households: Iterable[Household]) -> tuple[Suspect, ...]:
    """Every pair that has enough in common, the weightiest first."""
    pairs: dict[tuple[FormKey, FormKey], dict[tuple[str, str], Sign]] = defaultdict(dict)
    for one, other in _twins(households):
        first, second = sorted((one, other), key=lambda row: (row.key, row.person.uid))
        sign = _sign(first, second)
        if sign is not None:
            pairs[first.key, second.key][first.person.uid, second.person.uid] = sign
    made = (
        Suspect(one, other, tuple(Twins(*uids, sign) for uids, sign in sorted(found.items())))
        for (one, other), found in pairs.items()
    )
    return tuple(sorted((one for one in made if one.weight >= ENOUGH), key=_order))


def _order(one: Suspect) -> tuple[int, FormKey, FormKey]:
    return -one.weight, one.one, one.other


def _twins(households: Iterable[Household]) -> Iterator[tuple[_Row, _Row]]:
    """People of two households worth comparing: with one number, or of one village and year."""
    numbers: dict[str, list[_Row]] = defaultdict(list)
    blocks: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for household in households:
        for person in household.people:
            row = _Row(household.key, person, fold(person.name))
            if person.id_number:
                numbers[person.id_number].append(row)
            if person.born and row.name:
                blocks[household.village, person.born[YEAR]].append(row)
    for rows in (*numbers.values(), *blocks.values()):
        yield from (pair for pair in combinations(rows, 2) if pair[0].key != pair[1].key)


def _sign(one: _Row, other: _Row) -> Sign | None:
    here, there = one.person, other.person
    if here.id_number and here.id_number == there.id_number:
        return Sign.SAME_ID
    if here.id_number and there.id_number:
        return None  # two numbers: two people, however alike
    if len(here.born) > len("YYYY") and here.born == there.born:
        return Sign.SAME_DAY if fuzz.ratio(one.name, other.name, score_cutoff=ALIKE) else None
    year_only = min(len(here.born), len(there.born)) == len("YYYY")
    return Sign.SAME_YEAR if year_only and one.name == other.name else None
