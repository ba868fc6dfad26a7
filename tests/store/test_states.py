"""Merged states: bodies, clashes and digest lines as the merge made them."""

from desktop.editions.values import Missing
from desktop.records.digest import digest_line
from desktop.records.merge import Merged, merge
from desktop.store import states
from desktop.store.database import Store
from tests.store.made import FORM, Item, after, revision

FIRST = revision(area="rural", causes=("a", "b"), phone=Missing.UNKNOWN, merit=True)
ONE, OTHER = after(FIRST, area="urban"), after(FIRST, 3, area="remote")


def merged(*items: Item, kind: str = "form", key: str = FORM) -> Merged:
    """The state of a record, each path a group of its own."""
    return merge(kind, key, {rev: one for rev, _, one in items}, frozenset(), str)


def test_a_state_comes_back(store: Store) -> None:
    state = merged(FIRST, ONE)
    states.put(store, state)
    assert list(states.bodies(store, "form")) == [(FORM, state.body)]
    assert states.body(store, "form", FORM) == state.body
    assert states.body(store, "form", "x") is None
    assert states.count(store, "form") == 1
    assert list(states.lines(store)) == [digest_line(state)]
    assert states.clashes(store) == ()


def test_a_clash_comes_back_whole(store: Store) -> None:
    state = merged(FIRST, ONE, OTHER)
    states.put(store, state)
    assert states.clashes(store) == state.clashes
    assert len(state.clashes) == 1
    assert states.clash(store, state.clashes[0].id) == state.clashes[0]
    assert states.clash(store, "none") is None
    assert list(states.lines(store)) == [digest_line(state)]


def test_a_settled_clash_is_gone(store: Store) -> None:
    states.put(store, merged(FIRST, ONE, OTHER))
    state = merged(FIRST, ONE)
    states.put(store, state)
    assert states.clashes(store) == ()
    assert list(states.lines(store)) == [digest_line(state)]


def test_many_states_are_read_a_few_at_a_time(store: Store) -> None:
    made = [merged(revision(f"k{n:04d}", n=n), key=f"k{n:04d}") for n in range(600)]
    with store.write():
        for state in reversed(made):
            states.put(store, state)
    assert list(states.bodies(store, "form")) == [(state.key, state.body) for state in made]
    assert sorted(states.lines(store)) == sorted(map(digest_line, made))
