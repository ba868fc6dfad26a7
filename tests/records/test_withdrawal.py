"""Laws of taking out: no order matters, ancestry and later edits stay, and bringing back is exact."""

from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.editions.values import Value
from desktop.records.merge import REVISIONS, WITHDRAWAL, WITHDRAWN, Merged, merge
from desktop.records.revision import LONGEST_LINE, RevId, Revision, encode, rev_id
from desktop.records.withdrawal import MOST, listed, parts, stem_of, withdrawn_revisions
from tests.records.histories import HISTORIES, History, Record, group_of, last_received_wins, really

TRIES = 120


def held_in_order(history: History, seed: int) -> tuple[Record, Record]:
    """The same revisions as they came somewhere else."""
    random = Random(seed)  # noqa: S311 - an order, no secret
    found = []
    for one in (history.record, history.withdrawals):
        revs = sorted(one)
        random.shuffle(revs)
        found.append({rev: one[rev] for rev in revs})
    return found[0], found[1]


def of(record: Record, withdrawals: Record) -> Merged:
    return really(record, withdrawn_revisions(withdrawals.values()))


@settings(max_examples=TRIES, deadline=None)
@given(HISTORIES, st.integers(0, 99))
def test_no_order_of_edits_and_withdrawals_matters(history: History, seed: int) -> None:
    assert of(*held_in_order(history, seed)) == of(history.record, history.withdrawals)


def test_the_control_that_takes_what_came_last_depends_on_the_order() -> None:
    differs = set[bool]()

    @settings(max_examples=TRIES, deadline=None, database=None, derandomize=True)
    @given(HISTORIES, st.integers(0, 99))
    def look(history: History, seed: int) -> None:
        record, withdrawals = held_in_order(history, seed)
        out = withdrawn_revisions(withdrawals.values())
        bodies = [last_received_wins(one, out).body for one in (record, history.record)]
        differs.add(bodies[0] != bodies[1])

    look()
    assert True in differs


@settings(max_examples=TRIES, deadline=None)
@given(HISTORIES, st.data())
def test_what_is_taken_out_writes_nothing_and_the_rest_stays(history: History, data: st.DataObject) -> None:
    assume(history.record)
    rev = data.draw(st.sampled_from(sorted(history.record)))
    before, after = really(history.record, frozenset()), really(history.record, frozenset({rev}))
    assert after.heads == before.heads
    assert all(side.rev != rev for clash in after.clashes for side in clash.values)
    touched = {group_of(path) for path in (*history.record[rev].sets, *history.record[rev].body)}
    for path, value in before.body.items():
        if group_of(path) not in touched:
            assert after.body[path] == value
    assert really(history.record, frozenset()) == before


def _withdrawal(parents: tuple[RevId, ...], revs: tuple[str, ...], n: int, *, out: bool = True) -> Revision:
    body: dict[str, Value] = {REVISIONS: revs, WITHDRAWN: out}
    return Revision(WITHDRAWAL, "bundle/x", body, frozenset(body), parents, "e", n)


def test_two_lists_unite_and_withdrawn_wins_until_it_is_settled() -> None:
    def name(one: Revision) -> RevId:
        return rev_id(encode(one))

    first = _withdrawal((), ("a",), 1)
    other = _withdrawal((), ("b",), 2)
    back = _withdrawal((name(first),), ("a",), 3, out=False)
    assert withdrawn_revisions([first, other]) == {"a", "b"}
    assert withdrawn_revisions([back, first]) == frozenset()
    assert withdrawn_revisions([other, back, first]) == {"a", "b"}
    held = {name(one): one for one in (first, other, back)}
    state = merge(WITHDRAWAL, "bundle/x", held, frozenset(), str)
    assert [clash.path for clash in state.clashes] == [WITHDRAWN]
    settled = _withdrawal(tuple(sorted((name(other), name(back)))), ("a", "b"), 4, out=False)
    assert withdrawn_revisions([first, other, back, settled]) == frozenset()
    assert withdrawn_revisions([first, _withdrawal((), (name(first),), 5)]) == {"a"}
    assert listed({REVISIONS: ("a",), WITHDRAWN: False}) == ()


def test_long_lists_are_dealt_so_that_each_fits_a_line() -> None:
    revs = [RevId(f"{n:064x}"[::-1]) for n in range(MOST * 20)]
    dealt = parts("bundle/0123456789ab", revs)
    assert sorted(rev for one in dealt.values() for rev in one) == sorted(revs)
    assert {stem_of(key) for key in dealt} == {"bundle/0123456789ab"}
    assert max(len(one) for one in dealt.values()) <= MOST
    longest = max(dealt.values(), key=len)
    assert 2 * len(encode(_withdrawal((), longest, 1))) < LONGEST_LINE
    assert list(parts("laptop/e/7", revs[:3])) == ["laptop/e/7"]
    assert stem_of("laptop/e/7/a") == "laptop/e/7"
    assert parts("bundle/x", []) == {}
