"""Every household moves once on each list, and the lists balance: rules, a recount, generated rounds."""

import tomllib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop import paths
from desktop.records.lineage import What
from desktop.records.model import ARRIVALS, REMOVALS
from desktop.records.movement import (
    AT_END,
    AT_START,
    CAME,
    LEFT,
    UNKNOWN,
    UNLISTED,
    Case,
    Move,
    Movement,
    life_of,
    movement,
    persons,
)

LIFE = life_of((paths.resources() / "movement.toml").read_bytes())
KNOWN = (*LIFE.lists.poor, *LIFE.lists.near_poor, *LIFE.lists.above)
CLASSES = st.sampled_from(KNOWN)
PEOPLE = st.frozensets(st.sampled_from([f"p{n}" for n in range(6)]))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any household of two rounds: there before or not, gone, split off, with people who came and went."""
    last = draw(st.one_of(CLASSES, st.just(UNLISTED)))
    gone = draw(st.booleans())
    return Case(
        last=last,
        now=draw(CLASSES),
        gone=gone,
        is_new_here=draw(st.booleans()),
        earlier=frozenset(draw(st.sets(CLASSES))),
        before=draw(PEOPLE) if last else frozenset(),
        members=frozenset() if gone else draw(PEOPLE),
    )


def columns(cases_: list[Case], which: str) -> tuple[Counter[str], Counter[str]]:
    """The official columns of R2 (poor) or R3 (near_poor), households and persons, from the moves."""
    households: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for case in cases_:
        moved = movement(LIFE.lists, case)
        move: Move | None = getattr(moved, which)
        assert move is not None
        households["1"] += move in AT_START
        households["9"] += move in AT_END
        if column := getattr(LIFE.move[move], f"{which}_column"):
            households[column] += 1
        balance = persons(move, moved, len(case.members))
        people["1"] += balance.start
        people["9"] += balance.end
        for way, number in balance.ways.items():
            people[getattr(LIFE.move[way], f"{which}_column")] += number
    return households, people


def balances(counts: Counter[str]) -> bool:
    out, come = (sum(counts[key] for key in keys) for keys in ("234", "5678"))
    return counts["9"] == counts["1"] - out + come and all(number >= 0 for number in counts.values())


@given(st.lists(cases(), max_size=40))
def test_both_lists_balance_for_households_and_for_persons(some: list[Case]) -> None:
    poor, poor_persons = columns(some, "poor")
    near, near_persons = columns(some, "near_poor")
    assert all(map(balances, (poor, poor_persons, near, near_persons)))
    for one, other in ((poor, near), (poor_persons, near_persons)):
        assert one["5"] == other["3"], "near-poor who became poor"
        assert one["2"] == other["5"], "poor who became near-poor"


@given(st.lists(cases(), max_size=40))
def test_a_recount_that_knows_only_classes_agrees(some: list[Case]) -> None:
    """Start and end from nothing but who was and who is on the list; the ways from sets of households."""
    for which, mine, other in (
        ("poor", LIFE.lists.poor, LIFE.lists.near_poor),
        ("near_poor", LIFE.lists.near_poor, LIFE.lists.poor),
    ):
        start = {n for n, one in enumerate(some) if one.last in mine}
        end = {n for n, one in enumerate(some) if one.now in mine and not one.gone}
        was_other = {n for n, one in enumerate(some) if one.last in other}
        is_other = {n for n, one in enumerate(some) if one.now in other and not one.gone}
        counted, people = columns(some, which)
        assert (counted["1"], counted["9"]) == (len(start), len(end))
        assert people["1"] == sum(len(some[n].before) for n in start)
        assert people["9"] == sum(len(some[n].members) for n in end)
        assert counted["5"] == len(end & was_other)
        across = "2" if which == "poor" else "3"
        assert counted[across] == len(start & is_other)
        left = {n for n in start - end - is_other if some[n].gone}
        assert counted["4"] == len(left)
        assert counted["6"] + counted["7"] + counted["8"] == len(end - start - was_other)


@given(cases())
def test_one_household_makes_one_move_on_each_list(case: Case) -> None:
    moved = movement(LIFE.lists, case)
    assert moved.poor is not None
    assert moved.near_poor is not None
    assert (moved.poor is Move.TO_OTHER) == (moved.near_poor is Move.FROM_OTHER)
    assert (moved.poor is Move.FROM_OTHER) == (moved.near_poor is Move.TO_OTHER)
    assert {moved.poor, moved.near_poor} - (LEFT | CAME | {Move.STAYED, Move.NONE}) == set()


def test_the_moves_one_by_one() -> None:
    for case, poor, near in (
        (Case("poor", "poor"), Move.STAYED, Move.NONE),
        (Case("poor", "near_poor"), Move.TO_OTHER, Move.FROM_OTHER),
        (Case("poor", "not_poor"), Move.ABOVE, Move.NONE),
        (Case("poor", "medium"), Move.ABOVE, Move.NONE),
        (Case("poor", "poor", gone=True), Move.OUT, Move.NONE),
        (Case("poor", "unknown", gone=True), Move.OUT, Move.NONE),
        (Case("near_poor", "poor"), Move.FROM_OTHER, Move.TO_OTHER),
        (Case("near_poor", "not_poor"), Move.NONE, Move.ABOVE),
        (Case("not_poor", "poor"), Move.NEW, Move.NONE),
        (Case("not_poor", "poor", earlier=frozenset({"poor"})), Move.FELL_BACK, Move.NONE),
        (Case("medium", "poor", earlier=frozenset({"poor_income"})), Move.FELL_BACK, Move.NONE),
        (Case("not_poor", "poor", earlier=frozenset({"near_poor"})), Move.NEW, Move.NONE),
        (Case("not_poor", "near_poor", earlier=frozenset({"near_poor"})), Move.NONE, Move.FELL_BACK),
        (Case(UNLISTED, "poor"), Move.NEW, Move.NONE),
        (Case(UNLISTED, "poor", is_new_here=True), Move.IN, Move.NONE),
        (Case(None, "near_poor", is_new_here=True), Move.NONE, Move.IN),
        (Case("poor_deprivation", "poor"), Move.STAYED, Move.NONE),
        (Case("not_poor", "not_poor"), Move.NONE, Move.NONE),
        (Case(UNLISTED, "poor", gone=True), Move.NONE, Move.NONE),
    ):
        moved = movement(LIFE.lists, case)
        assert (moved.poor, moved.near_poor) == (poor, near), case


def test_what_is_not_known_is_not_guessed() -> None:
    for case in (
        Case(None, "poor"),
        Case("unknown", "poor"),
        Case("poor", "unknown"),
        Case(None, "poor", gone=True),
    ):
        assert movement(LIFE.lists, case) == UNKNOWN


def test_persons_of_a_household_whose_members_changed() -> None:
    """Of three, one died and two children were born; it stays poor, or becomes near-poor."""
    before, now = frozenset("abc"), frozenset("abde")
    stays = movement(LIFE.lists, Case("poor", "poor", before=before, members=now))
    assert stays == Movement(Move.STAYED, Move.NONE, 3, 2)
    balance = persons(Move.STAYED, stays, 4)
    assert (balance.start, balance.ways, balance.end) == (3, {Move.OUT: 1, Move.IN: 2}, 4)
    across = movement(LIFE.lists, Case("poor", "near_poor", before=before, members=now))
    assert persons(Move.TO_OTHER, across, 4).ways == {Move.TO_OTHER: 2, Move.OUT: 1}
    assert persons(Move.FROM_OTHER, across, 4).ways == {Move.FROM_OTHER: 2, Move.IN: 2}


def test_the_data_say_every_code_in_words_and_agree_with_the_classes() -> None:
    assert LIFE.event.keys() == {what.value for what in What}
    assert tuple(LIFE.arrival) == ARRIVALS
    assert tuple(LIFE.removal) == REMOVALS
    classes = tomllib.loads((paths.resources() / "editions" / "classes.toml").read_text("utf-8"))["class"]
    sides = {one["id"]: one["side"] for one in classes if one["id"] != "unknown"}
    assert set(sides) == set(KNOWN)
    for name in ("poor", "near_poor"):
        assert {one for one, side in sides.items() if side == name} == set(getattr(LIFE.lists, name))
