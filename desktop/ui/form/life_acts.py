"""What can happen to a household, what each asks for, and which action writes it down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.actions import heads, life, script
from desktop.actions.birth import birth
from desktop.actions.come_back import household_back, member_back
from desktop.actions.context import Workspace
from desktop.actions.death import death
from desktop.actions.join import join
from desktop.actions.life import Happened
from desktop.actions.move import move_in, move_out, move_within
from desktop.actions.split import split
from desktop.i18n import N_
from desktop.records.model import DELETED, FormKey
from desktop.ui.form.shown import Board

Said = Mapping[str, str]  # what was answered so far, by the name of the step
WHO, HEAD, STAYS, CODE, NAME, DAY, WHERE = "who", "head", "stays", "code", "name", "day", "where"
BACK = "back"  # take the last event back


class Kind(StrEnum):
    """How a step is answered."""

    PEOPLE = "people"  # any of the members
    PERSON = "person"  # one of them
    LEAVER = "leaver"  # one of those who left
    LINE = "line"  # typed
    COMMUNE = "commune"  # one of the country; may be left open


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked, where `when` says so; `among` says which members may be chosen."""

    name: str
    kind: Kind
    says: str
    when: Callable[[Board, Said], bool] = lambda _board, _said: True
    among: Callable[[str, Said], bool] = lambda _uid, _said: True


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can happen: its words, its steps, and what writes it down."""

    says: str
    steps: tuple[Step, ...]
    write: Callable[[Workspace, FormKey, Said], Happened]


def _leavers(said: Said) -> list[str]:
    return [uid for uid in said.get(WHO, "").split(",") if uid]


def _head_leaves(board: Board, said: Said) -> bool:
    return heads.needs_head(board.edition.roles, board.entered.form, _leavers(said))


_STAYS = Step(
    STAYS,
    Kind.PERSON,
    N_("Who is the head of those who stay? Choose a number."),
    _head_leaves,
    lambda uid, said: uid not in _leavers(said),
)
ACTS: Mapping[str, Act] = {
    "born": Act(
        N_("A child was born"),
        (
            Step(NAME, Kind.LINE, N_("What is the child called? Type the name, then Return.")),
            Step(DAY, Kind.LINE, N_("When was it born? Day, month, year: 05092026, then Return.")),
        ),
        lambda ws, key, said: birth(ws, key, said[NAME], said[DAY]),
    ),
    "died": Act(
        N_("Somebody died"),
        (Step(WHO, Kind.PERSON, N_("Who died? Choose a number.")), _STAYS),
        lambda ws, key, said: death(ws, key, said[WHO], said.get(STAYS, "")),
    ),
    "returned": Act(
        N_("Somebody who left came back"),
        (Step(WHO, Kind.LEAVER, N_("Who came back? Choose a number.")),),
        lambda ws, key, said: member_back(ws, key, said[WHO]),
    ),
    "split": Act(
        N_("Some members leave to a household of their own"),
        (
            Step(WHO, Kind.PEOPLE, N_("Who leaves? Choose their numbers, then Return.")),
            Step(
                HEAD,
                Kind.PERSON,
                N_("Who is the head of the new household? Choose a number."),
                lambda _board, said: len(_leavers(said)) > 1,
                lambda uid, said: uid in _leavers(said),
            ),
            _STAYS,
        ),
        lambda ws, key, said: split(ws, key, _leavers(said), said.get(HEAD, ""), said.get(STAYS, "")),
    ),
    "join": Act(
        N_("Another household joins it"),
        (Step(CODE, Kind.LINE, N_("Which household joins this one? Type its code, then Return.")),),
        lambda ws, key, said: join(ws, key, script.find(ws, said[CODE])),
    ),
    "within": Act(N_("It moved within the commune"), (), lambda ws, key, _said: move_within(ws, key, {})),
    "out": Act(
        N_("It moved away"),
        (
            Step(
                WHERE,
                Kind.COMMUNE,
                N_("Where to? Type the name or code of the commune, then Return; Return alone if unknown."),
            ),
        ),
        lambda ws, key, said: move_out(ws, key, said.get(WHERE, "")),
    ),
    "in": Act(
        N_("It moved in from elsewhere"),
        (
            Step(
                WHERE,
                Kind.COMMUNE,
                N_("Where from? Type the name or code of the commune, then Return; Return alone if unknown."),
            ),
        ),
        lambda ws, key, said: move_in(ws, key, said.get(WHERE, "")),
    ),
    "died_out": Act(N_("Nobody is left"), (), lambda ws, key, _said: life.die_out(ws, key)),
    "came_back": Act(N_("The household came back"), (), lambda ws, key, _said: household_back(ws, key)),
    BACK: Act(N_("Take the last of these back"), (), lambda ws, key, _said: life.take_last_back(ws, key)),
}


def possible(board: Board) -> tuple[str, ...]:
    """What can happen to this household: one that is counted no more comes back, or is taken back."""
    form = board.entered.form
    if DELETED in form.household:
        return ("came_back", BACK)
    left = any(member.is_removed for member in form.everyone)
    out = {"came_back"} if left else {"came_back", "returned"}
    return tuple(act for act in ACTS if act not in out)


def number_of(act: str) -> str:
    """The number that chooses it: the same in every household."""
    numbered = [one for one in ACTS if one not in ("came_back", BACK)]
    return "0" if act == BACK else "1" if act == "came_back" else str(1 + numbered.index(act))
