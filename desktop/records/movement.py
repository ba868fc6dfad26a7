"""How a household moved between the lists of two reviews: the columns of R2 and R3 (facts 2.7).

Start, ways out, ways in, end: by construction end = start − out + in, for households and for persons.
What is not known is None, never guessed.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.editions.datafiles import broken, read
from desktop.editions.faults import LANGUAGES

NAME = "movement.toml"
NOBODY: frozenset[str] = frozenset()


class Move(StrEnum):
    """What one household did on one list. `OTHER` is the other of the two lists."""

    NONE = "none"  # it was not on the list and is not
    STAYED = "stayed"
    TO_OTHER = "to_other"  # poor → near-poor, or near-poor → poor
    ABOVE = "above"  # above both lines
    OUT = "other_out"  # died out, moved away, joined another household
    FROM_OTHER = "from_other"
    FELL_BACK = "fell_back"  # was on the list in an earlier round within the look-back
    NEW = "new"
    IN = "other_in"  # moved in, split from another household


LEFT = frozenset({Move.TO_OTHER, Move.ABOVE, Move.OUT})
CAME = frozenset({Move.FROM_OTHER, Move.FELL_BACK, Move.NEW, Move.IN})
AT_START, AT_END = LEFT | {Move.STAYED}, CAME | {Move.STAYED}
UNLISTED = ""  # the class of a household that was not in the last round


@dataclass(frozen=True, slots=True)
class Lists:
    """Which class codes are on which list; every other code is a class that is not known."""

    poor: tuple[str, ...]
    near_poor: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A code in words; `column` is the official number on R2 and R3, where it has one."""

    poor: dict[str, str]
    near_poor: dict[str, str]
    poor_column: str = ""
    near_poor_column: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """resources/movement.toml: lists, and the words of moves, events, arrivals and removals."""

    lists: Lists
    list_words: dict[str, dict[str, str]]
    move: dict[str, Told]
    event: dict[str, dict[str, str]]
    arrival: dict[str, dict[str, str]]
    removal: dict[str, dict[str, str]]
    kept: tuple[str, ...]  # what a household that splits off takes over from the one it leaves


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides a move."""

    last: str | None  # class in the last round; UNLISTED: it was not in it; None: there is no telling
    now: str  # class in this round
    gone: bool = False  # it is counted no more: moved, died out, joined, deleted
    is_new_here: bool = False  # it split off or moved in since
    earlier: AbstractSet[str] = NOBODY  # its classes in the rounds before the last, within the look-back
    before: AbstractSet[str] = NOBODY  # uids of its members in the last round
    members: AbstractSet[str] = NOBODY  # and in this one


@dataclass(frozen=True, slots=True)
class Movement:
    """One move on each list, and the persons it carries. None: not known."""

    poor: Move | None = None
    near_poor: Move | None = None
    persons_start: int | None = None
    persons_stayed: int | None = None  # of them, those who are in the household still


UNKNOWN = Movement()


@dataclass(frozen=True, slots=True)
class Balance:
    """Start, each way, end: of households or of persons."""

    start: int = 0
    ways: dict[Move, int] = field(default_factory=dict)
    end: int = 0


def life_of(data: bytes) -> Life:
    """The file of data. Raises `RasoatError("data", …)` that says what is missing."""
    life = read(NAME, data, Life)
    if life.move.keys() != {move.value for move in Move}:
        raise broken(NAME, "move", ", ".join(life.move), ", ".join(Move))
    told = [words for said in life.move.values() for words in (said.poor, said.near_poor)]
    for words in (*told, *life.event.values(), *life.arrival.values(), *life.removal.values()):
        if any(not words.get(language) for language in LANGUAGES):
            raise broken(NAME, "", str(words), "words in every language")
    return life


def movement(lists: Lists, case: Case) -> Movement:
    """The household's move on both lists: exactly one on each, or None where something is not known."""
    last = UNLISTED if case.last is None and case.is_new_here else case.last
    known_now = case.gone or case.now in (*lists.poor, *lists.near_poor, *lists.above)
    if last is None or not known_now or not _is_known(lists, last):
        return UNKNOWN
    stays = NOBODY if case.gone else case.before & case.members
    return Movement(
        _move(lists.poor, lists.near_poor, last, case),
        _move(lists.near_poor, lists.poor, last, case),
        len(case.before),
        len(stays),
    )


def _is_known(lists: Lists, last: str) -> bool:
    return last == UNLISTED or last in (*lists.poor, *lists.near_poor, *lists.above)


def _move(mine: tuple[str, ...], other: tuple[str, ...], last: str, case: Case) -> Move:
    was, is_ = last in mine, case.now in mine and not case.gone
    if not was and not is_:
        return Move.NONE
    if was and is_:
        return Move.STAYED
    if was:
        return Move.OUT if case.gone else Move.TO_OTHER if case.now in other else Move.ABOVE
    if last in other:
        return Move.FROM_OTHER
    if last == UNLISTED and case.is_new_here:
        return Move.IN
    return Move.FELL_BACK if case.earlier & set(mine) else Move.NEW


def told_move(poor: str | None, near_poor: str | None) -> str:
    """The one move of a household that is worth a word, as `<list>/<move>`; "" where it made none."""
    both = (("poor", poor), ("near_poor", near_poor))
    return next((f"{name}/{move}" for name, move in both if move and move != Move.NONE), "")


def move_words(life: Life, told: str, language: str) -> str:
    """A move as `told_move` names it, in words."""
    name, _, move = told.partition("/")
    said = life.move.get(move)
    return (said.poor if name == "poor" else said.near_poor)[language] if said else ""


def persons(move: Move, moved: Movement, now: int) -> Balance:
    """How the persons of one household count on a list where it made this `move`; `now` live in it.

    Who was there both times moves as the household does. Who left meanwhile is another decrease, who came
    another increase; the persons of a household that is new on the lists come with it.
    """
    start, stayed = moved.persons_start or 0, moved.persons_stayed or 0
    ways: dict[Move, int] = {}
    if move in LEFT:
        ways[move] = start if move is Move.OUT else stayed
    elif move in CAME:
        ways[move] = stayed if move is Move.FROM_OTHER else now
    if move in AT_START and move is not Move.OUT:
        ways[Move.OUT] = start - stayed
    if move in (Move.STAYED, Move.FROM_OTHER):
        ways[Move.IN] = now - stayed
    return Balance(start if move in AT_START else 0, ways, now if move in AT_END else 0)
