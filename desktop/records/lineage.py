"""What happened to a household between two reviews, and whose people it took over.

An event stands in the form of each household it touched, under paths of its own: `life/<event>` = what it was
to this household, `/with` = the other households, `/members` = who went or came, `/place` = a commune. Two
laptops that write down two events never clash; taking an event back clears its paths.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.editions.values import Value
from desktop.records.model import Answers

LIFE = "life/"
WITH, MEMBERS, PLACE = "with", "members", "place"


class What(StrEnum):
    """What an event was to the household that it is written down in."""

    SPLIT_OFF = "split_off"  # some members left to a household of their own
    SPLIT_FROM = "split_from"  # that household
    JOINED_BY = "joined_by"  # the members of another household came
    JOINED_TO = "joined_to"  # that other household: it is no more
    MOVED_WITHIN = "moved_within"
    MOVED_OUT = "moved_out"
    MOVED_IN = "moved_in"
    DIED_OUT = "died_out"
    SAME_AS = "same_as"  # it is the other household, which was written down twice: it is counted there
    BORN = "born"
    DIED = "died"
    RETURNED = "returned"  # somebody who had left
    CAME_BACK = "came_back"  # the household, which was counted no more


ORIGINS = frozenset({What.SPLIT_FROM, What.MOVED_IN})  # why a household is here that was not here before
ENDS = frozenset({What.JOINED_TO, What.MOVED_OUT, What.DIED_OUT, What.SAME_AS})  # why it is here no more
FORWARD = frozenset(
    {What.SPLIT_OFF, What.JOINED_TO, What.SAME_AS}
)  # its people live on in the other household
BACK = frozenset({What.SPLIT_FROM, What.JOINED_BY})  # its people come from the other household


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one household."""

    id: str
    what: What
    others: tuple[str, ...] = ()  # uids of households, sorted
    members: tuple[str, ...] = ()  # uids of those who went or came, sorted
    place: str = ""  # the commune it went to, or came from


def event_body(event: Event) -> dict[str, Value]:
    """The paths that `events_of` reads back."""
    start = f"{LIFE}{event.id}"
    body: dict[str, Value] = {start: event.what.value}
    if event.others:
        body[f"{start}/{WITH}"] = tuple(sorted(event.others))
    if event.members:
        body[f"{start}/{MEMBERS}"] = tuple(sorted(event.members))
    if event.place:
        body[f"{start}/{PLACE}"] = event.place
    return body


def events_of(household: Answers) -> tuple[Event, ...]:
    """Every event that stands in a form, by id; one that was taken back is not there any more."""
    found = []
    for path, value in household.items():
        event, _, more = path.removeprefix(LIFE).partition("/")
        if path.startswith(LIFE) and not more and value in set(What):
            others, members = (_uids(household.get(f"{path}/{name}")) for name in (WITH, MEMBERS))
            place = household.get(f"{path}/{PLACE}")
            found.append(Event(event, What(str(value)), others, members, str(place or "")))
    return tuple(sorted(found, key=lambda one: one.id))


def fits_life(path: str, value: Value) -> bool | None:
    """May this stand at a path under `life/`? None: a part that a later program added."""
    event, slash, more = path.removeprefix(LIFE).partition("/")
    if not event:
        return False
    if not slash:
        return value in set(What)
    if more in (WITH, MEMBERS):
        return isinstance(value, tuple)
    return type(value) is str if more == PLACE else None


def is_new_here(events: Iterable[Event]) -> bool:
    """Did the household come since the last round: split off, or moved in?"""
    return any(event.what in ORIGINS for event in events)


def kin(uid: str, events: Callable[[str], Iterable[Event]], ways: frozenset[What]) -> tuple[str, ...]:
    """The households that `uid` comes from (`BACK`), or that came from it (`FORWARD`), over all rounds."""
    found: dict[str, None] = {}
    waiting = [uid]
    while waiting:
        for event in events(waiting.pop()):
            for other in event.others if event.what in ways else ():
                if other != uid and other not in found:
                    found[other] = None
                    waiting.append(other)
    return tuple(sorted(found))


def _uids(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def taken_back(body: Mapping[str, Value], event: str) -> dict[str, None]:
    """The paths of one event, to be cleared."""
    start = f"{LIFE}{event}"
    return {path: None for path in body if path == start or path.startswith(f"{start}/")}
