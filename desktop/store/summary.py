"""How far the work is: counts over the households of the list. Deleted ones are in none."""

from dataclasses import dataclass

from desktop.store.database import Store

_COUNTS = """SELECT count(*), coalesce(sum(unanswered = 0), 0), coalesce(sum(errors > 0), 0),
    coalesce(sum(warnings > 0), 0), coalesce(sum(clashes > 0), 0), coalesce(sum(members), 0)
    FROM household WHERE live = 1"""
_CLASSES = "SELECT class_, count(*) FROM household WHERE live = 1 GROUP BY class_"
_PLACES = """SELECT {place}, count(*), sum(unanswered = 0), sum(errors > 0) FROM household
    WHERE live = 1 GROUP BY {place} ORDER BY {place}"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Households of the round: all, those without an open question, those that need somebody."""

    households: int
    finished: int
    errors: int
    warnings: int
    clashes: int
    persons: int

    @property
    def unfinished(self) -> int:
        """Households with questions still open."""
        return self.households - self.finished


@dataclass(frozen=True, slots=True)
class Place:
    """How far one village or commune is; its code is "" where the form does not say."""

    code: str
    households: int
    finished: int
    errors: int


def counts(store: Store) -> Counts:
    """Over all households."""
    return Counts(*store.rows(_COUNTS)[0])


def classes(store: Store) -> dict[str, int]:
    """How many households each class has so far."""
    return dict(store.rows(_CLASSES))


def villages(store: Store) -> tuple[Place, ...]:
    """Village by village, by code."""
    return tuple(Place(*row) for row in store.rows(_PLACES.format(place="village")))


def communes(store: Store) -> tuple[Place, ...]:
    """Commune by commune, by code."""
    return tuple(Place(*row) for row in store.rows(_PLACES.format(place="unit")))
