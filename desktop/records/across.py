"""What is odd across the households of one round: a code, an ID number or a person that stands in two.

Each household that has such a thing is named with the other; which of them is right only people know.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.editions.rules import Edition
from desktop.records.brief import Household
from desktop.records.model import FormKey, Problem, Severity, member_path
from desktop.records.odd_members import Odd

CODE, NUMBER, UID = "code", "number", "uid"
Thing = tuple[str, str]  # what kind of thing, and which


@dataclass(frozen=True, slots=True)
class Across:
    """A problem of one household that it has with another."""

    key: FormKey
    other: FormKey
    found: Problem


def across(edition: Edition, households: Iterable[Household]) -> tuple[Across, ...]:
    """All of them, in an order that does not depend on that of the households."""
    shared = _shared(households)
    made = (one for thing, places in shared.items() for one in _of(edition, thing, places))
    return tuple(sorted(made, key=lambda one: (one.found.code, str(one.found.slots["found"]), one.key)))


def _shared(households: Iterable[Household]) -> dict[Thing, list[Household]]:
    """What stands in several households; most stands in one, so only that is kept of it."""
    first: dict[Thing, Household] = {}
    more: dict[Thing, list[Household]] = defaultdict(list)
    for one in households:
        for thing in _things(one):
            before = first.setdefault(thing, one)
            if before is not one:
                more[thing] = [*(more[thing] or [before]), one]
    return more


def _things(one: Household) -> Iterator[Thing]:
    if one.code:
        yield CODE, one.code
    yield from dict.fromkeys((NUMBER, person.id_number) for person in one.people if person.id_number)
    yield from ((UID, person.uid) for person in one.people)


def _of(edition: Edition, thing: Thing, places: list[Household]) -> Iterator[Across]:
    for here in places:
        other = next(one for one in places if one is not here)
        for code, path, slots in _odd(edition, thing, here, other):
            severity = Severity(edition.problems[code].severity)
            yield Across(here.key, other.key, Problem(code, severity, path, slots))


def _odd(edition: Edition, thing: Thing, here: Household, other: Household) -> Odd:
    roles, (kind, found) = edition.roles, thing
    if kind == CODE:
        yield "code_in_two_households", roles.code, {"found": found, "other": other.title}
        return
    for person in here.people:
        slots: dict[str, str | int] = {"name": person.name or "—", "found": found, "other": other.title}
        if kind == NUMBER and person.id_number == found:
            yield "id_in_two_households", member_path(person.uid, roles.id_number), slots
        if kind == UID and person.uid == found:
            yield "member_in_two_households", member_path(person.uid, roles.member_name), slots
