"""The laws of merging (data-and-bundles, section 1, rules 1-7), on generated histories and by example."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis.errors import NoSuchExample

from desktop.editions.values import Value
from desktop.records.digest import digest, digest_line
from desktop.records.merge import clash_id, merge, merge_any, missing_parents
from desktop.records.revision import RevId, Revision, encode, rev_id
from desktop.records.withdrawal import withdrawn_revisions
from tests.records.histories import (
    HISTORIES,
    KEY,
    KIND,
    History,
    Merge,
    Naive,
    Record,
    group_of,
    last_received_wins,
    plain,
    really,
    write,
)

LONG = os.environ.get("RASOAT_LONG") == "1"
MANY = 100_000 if LONG else 100
NOBODY: frozenset[RevId] = frozenset()
QUICK = settings(max_examples=1000, database=None, derandomize=True, phases=[Phase.generate])


# ------------------------------------------------------------------------------ laws on any history


def order_does_not_matter(merged: Merge, history: History) -> None:
    """Commutative, idempotent, associative: one set, one state, whatever the order and the regrouping."""
    revs = list(history.record)
    wanted = digest_line(merged(history.record, history.withdrawn))
    for seed in range(3):
        Random(seed).shuffle(revs)  # noqa: S311 - an order, not a secret
        cut = seed + len(revs) // 2
        some, others = revs[:cut], revs[max(0, cut - 2) :]  # overlapping: some come twice
        for order in ([*some, *others], [*others, *some]):
            again = merged({rev: history.record[rev] for rev in order}, history.withdrawn)
            assert digest_line(again) == wanted
            assert again.heads == merged(history.record, history.withdrawn).heads


def no_edit_is_lost(merged: Merge, history: History) -> None:
    """What anyone wrote last is in the body, or listed in a clash."""
    naive, state = Naive(history.record, history.withdrawn), merged(history.record, history.withdrawn)
    listed = {(c.path, plain(side.values)) for c in state.clashes for side in c.values}
    for group in naive.groups():
        held = plain({path: value for path, value in state.body.items() if group_of(path) == group})
        for rev in naive.live(group):
            said = plain(naive.value(rev, group))
            assert said == held or (group, said) in listed


def nothing_else_changes(merged: Merge, history: History) -> None:
    """Every value in the body was written by a live writer of its path; none comes back from elsewhere."""
    naive, state = Naive(history.record, history.withdrawn), merged(history.record, history.withdrawn)
    for path, value in state.body.items():
        said = [history.record[rev].body.get(path) for rev in naive.live(group_of(path))]
        assert any(one is not None and plain({path: one}) == plain({path: value}) for one in said)


def sides_are_all_listed(merged: Merge, history: History) -> None:
    """A field with two live values is a clash with both, the smallest revision's first."""
    naive, state = Naive(history.record, history.withdrawn), merged(history.record, history.withdrawn)
    body, clashes = naive.state()
    assert state.heads == naive.heads()
    assert plain(state.body) == body
    assert {c.path: [plain(side.values) for side in c.values] for c in state.clashes} == clashes


LAWS = (order_does_not_matter, no_edit_is_lost, nothing_else_changes, sides_are_all_listed)


def hold(history: History) -> None:
    for law in LAWS:
        law(really, history)


@settings(max_examples=500, deadline=None)
@given(HISTORIES)
def test_every_law_holds_on_any_history(history: History) -> None:
    hold(history)


@pytest.mark.release
@settings(max_examples=MANY, deadline=None)
@given(HISTORIES)
def test_every_law_holds_on_many_histories(history: History) -> None:
    hold(history)


@pytest.mark.parametrize("law", LAWS)
def test_last_received_wins_breaks_every_law(law: Callable[[Merge, History], None]) -> None:
    """The negative control: were this to pass, the laws would be blind."""

    def broken(history: History) -> bool:
        try:
            law(last_received_wins, history)
        except AssertionError:
            return True
        return False

    try:
        find(HISTORIES, broken, settings=QUICK)
    except NoSuchExample:
        pytest.fail("a merge that loses edits obeys this law")


@settings(max_examples=100, deadline=None)
@given(HISTORIES)
def test_the_short_way_agrees_with_the_long_one_at_every_moment(history: History) -> None:
    """Every prefix of a history: whole, and without its first revision (rule 5)."""
    revs = list(history.record)
    for end in range(1, len(revs) + 1):
        for start in (0, 1):
            some = {rev: history.record[rev] for rev in revs[start:end]}
            for out in (NOBODY, history.withdrawn):
                long = merge_any(KIND, KEY, some, out, group_of)
                short = merge(KIND, KEY, some, out, group_of)
                assert short == long
                assert digest_line(short) == digest_line(long)
                assert list(short.body) == list(long.body)


@settings(max_examples=100, deadline=None)
@given(HISTORIES)
def test_a_missing_parent_heals_when_it_arrives(history: History) -> None:
    """Any part of a history obeys the rules, and the whole is the whole however it came."""
    revs = list(history.record)
    for gone in revs[: len(revs) // 2]:
        part = {rev: one for rev, one in history.record.items() if rev != gone}
        state = really(part, history.withdrawn)
        body, clashes = Naive(part, history.withdrawn).state()
        assert plain(state.body) == body
        assert {clash.path for clash in state.clashes} == set(clashes)
    assert not missing_parents(history.record)


# ------------------------------------------------------------------------------ rules by example


def begin(**values: Value) -> tuple[Record, RevId]:
    rev, first = write({}, {"area": "x", "water": 1, "members/m1/name": "An", **values})
    return {rev: first}, rev


def add(record: Record, *parents: RevId, device: int = 0, **changes: Value | None) -> RevId:
    """Write `changes` on top of `parents`; `__` in a name stands for `/`."""
    paths = {name.replace("__", "/"): value for name, value in changes.items()}
    rev, made = write(record, paths, parents, device=device, counter=len(record) + 1)
    record[rev] = made
    return rev


def clashing(record: Record) -> list[str]:
    return [clash.path for clash in really(record, NOBODY).clashes]


def test_edits_of_different_fields_merge() -> None:
    record, first = begin()
    add(record, first, area="y")
    add(record, first, device=1, water=2)
    state = really(record, NOBODY)
    assert (state.body["area"], state.body["water"], state.clashes) == ("y", 2, ())
    assert len(state.heads) == 2


def test_the_same_field_is_a_clash_with_both_values() -> None:
    record, first = begin()
    one, other = add(record, first, area="y"), add(record, first, device=1, area="z")
    (clash,) = really(record, NOBODY).clashes
    assert clash.id == clash_id(KIND, KEY, "area")
    assert [side.rev for side in clash.values] == sorted((one, other))
    assert {side.values["area"] for side in clash.values} == {"y", "z"}
    assert {side.author for side in clash.values} == {"person0", "person1"}
    assert really(record, NOBODY).body["area"] == record[min(one, other)].body["area"]


def test_the_same_value_twice_is_no_clash() -> None:
    record, first = begin()
    add(record, first, area="y")
    add(record, first, device=1, area="y")
    assert clashing(record) == []


@pytest.mark.parametrize(("one", "other"), list(permutations((True, 1, "1", ("1",)), 2)))
def test_values_are_compared_as_files_write_them(one: Value, other: Value) -> None:
    """True is not 1."""
    record, first = begin()
    add(record, first, area=one)
    add(record, first, device=1, area=other)
    assert clashing(record) == ["area"]


def test_a_cleared_field_beside_an_edited_one_is_a_clash() -> None:
    record, first = begin()
    add(record, first, area=None)
    add(record, first, device=1, area="z")
    (clash,) = really(record, NOBODY).clashes
    assert {} in [side.values for side in clash.values]


def test_a_resolution_closes_exactly_its_clash() -> None:
    record, first = begin()
    heads = [
        add(record, first, area="y", water=2),
        add(record, first, device=1, area="z", water=3),
    ]
    assert clashing(record) == ["area", "water"]
    settled = add(record, *heads, area="z")
    assert clashing(record) == ["water"]
    assert really(record, NOBODY).body["area"] == "z"
    add(record, settled, members__m1__name="Bình")
    assert clashing(record) == ["water"]  # another field leaves it open


def test_opposite_resolutions_clash_again_and_equal_ones_do_not() -> None:
    record, first = begin()
    heads = [add(record, first, area="y"), add(record, first, device=1, area="z")]
    add(record, *heads, area="z")
    add(record, *heads, device=1, area="z")
    assert clashing(record) == []
    add(record, *heads, device=2, area="y")
    assert clashing(record) == ["area"]


def test_a_revision_without_its_parent_stands_for_its_whole_body_until_it_arrives() -> None:
    record, first = begin()
    middle = add(record, first, area="y")
    add(record, middle, water=2)
    late = record.pop(middle)
    assert missing_parents(record) == {middle}
    assert clashing(record) == ["area", "water"]
    record[middle] = late
    state = really(record, NOBODY)
    assert (state.body["area"], state.body["water"], state.clashes) == ("y", 2, ())


def test_one_missing_parent_of_two_is_enough_to_stand_for_the_whole_body() -> None:
    record, first = begin()
    heads = [add(record, first, device=device, notes="n") for device in (1, 2)]
    add(record, *heads, area="y")
    add(record, first, device=3, water=2)
    assert clashing(record) == []
    for gone in heads:
        part = {rev: one for rev, one in record.items() if rev != gone}
        assert clashing(part) == ["water"]


def test_a_removal_beside_an_edit_is_a_clash_and_the_member_stays_meanwhile() -> None:
    record, first = begin()
    gone = add(record, first, members__m1__removed="died")
    edit = add(record, first, device=1, members__m1__name="Bình")
    state = really(record, NOBODY)
    (clash,) = state.clashes
    assert clash.path == "members/m1/removed"
    assert clash.values[clash.provisional].values == {}
    assert {side.rev for side in clash.values} == {gone, edit}
    assert "members/m1/removed" not in state.body
    assert state.body["members/m1/name"] == "Bình"
    for choice in ("died", None):
        settled = dict(record)
        add(settled, gone, edit, members__m1__removed=choice)
        after = really(settled, NOBODY)
        assert after.clashes == ()
        assert after.body.get("members/m1/removed") == choice
        assert after.body["members/m1/name"] == "Bình"


def test_a_removal_beside_an_edit_of_another_member_is_none() -> None:
    record, first = begin(**{"members/m2/name": "Chi"})
    add(record, first, members__m1__removed="died")
    add(record, first, device=1, members__m2__name="Dung")
    assert clashing(record) == []


def test_two_devices_that_remove_the_same_member_agree() -> None:
    """Also when one of them had edited, or edits afterwards: that write knew of a removal."""
    record, first = begin()
    one = add(record, first, members__m1__removed="died", members__m1__name="Bình")
    add(record, first, device=1, members__m1__removed="died")
    assert clashing(record) == []
    add(record, one, members__m1__name="Chi")
    assert clashing(record) == []


def test_a_deletion_beside_an_edit_is_a_clash_and_the_record_counts_meanwhile() -> None:
    record, first = begin()
    gone = add(record, first, deleted="twice")
    edit = add(record, first, device=1, members__m1__name="Bình")
    state = really(record, NOBODY)
    assert [clash.path for clash in state.clashes] == ["deleted"]
    assert not state.deleted
    add(record, gone, edit, deleted="twice")
    assert really(record, NOBODY).deleted
    assert clashing(record) == []


def test_a_group_merges_as_one_value() -> None:
    record, first = begin(basis="card", points=90)
    add(record, first, points=100)
    add(record, first, device=1, basis="amount", points=None)
    (clash,) = really(record, NOBODY).clashes
    assert clash.path == "basis"
    sides = sorted(plain(side.values) for side in clash.values)
    assert sides == [b'{"basis":"amount"}', b'{"basis":"card","points":100}']
    add(record, *really(record, NOBODY).heads, basis="amount", points=None)
    assert clashing(record) == []
    assert "points" not in really(record, NOBODY).body


@pytest.mark.parametrize("lie", [True, 2, None])
@pytest.mark.parametrize("branches", [1, 2])
def test_what_changed_outside_set_is_no_evidence(lie: Value | None, branches: int) -> None:
    record, first = begin()
    for device in range(branches):
        rev, made = write(record, {("area", "notes")[device]: "y"}, [first], device=device)
        body = {path: value for path, value in made.body.items() if path != "water"}
        made = replace(made, body=body if lie is None else {**body, "water": lie})
        record[rev] = made
    assert digest_line(really(record, NOBODY)).count(b'"water":1') == 1


# ------------------------------------------------------------------------------ withdrawal


def withdrawal(out: Value, revs: tuple[str, ...] = (), *parents: RevId, device: str = "a") -> Revision:
    body: dict[str, Value] = {"withdrawn": out, "revisions": revs}
    sets = frozenset({"withdrawn"} if parents else body)
    return Revision("withdrawal", "bundle:b/1", body, sets, tuple(sorted(parents)), device, 1)


def test_withdrawing_returns_earlier_values_and_keeps_later_edits() -> None:
    record, first = begin()
    wrong = add(record, first, area="wrong", water=9)
    add(record, wrong, members__m1__name="Bình")
    assert really(record, NOBODY).body["area"] == "wrong"
    state = really(record, withdrawn_revisions([withdrawal(True, (wrong,))]))
    assert (state.body["area"], state.body["water"], state.body["members/m1/name"]) == ("x", 1, "Bình")
    assert state.heads == really(record, NOBODY).heads


def test_a_record_whose_every_revision_is_withdrawn_is_empty() -> None:
    record, first = begin()
    assert really(record, {first}).body == {}


def test_restoring_and_withdraw_beside_restore() -> None:
    out = withdrawal(True, ("a" * 64,))
    rev = rev_id(encode(out))
    back = withdrawal(False, ("a" * 64,), rev)
    assert withdrawn_revisions([out]) == {"a" * 64}
    assert withdrawn_revisions([out, back]) == frozenset()
    again = withdrawal(True, ("a" * 64,), rev, device="b")
    held = [out, back, again]
    for order in permutations(held):
        assert withdrawn_revisions(order) == {"a" * 64}
    state = merge("withdrawal", out.key, {rev_id(encode(r)): r for r in held}, NOBODY, str)
    assert [clash.path for clash in state.clashes] == ["withdrawn"]
    assert state.body["withdrawn"] is True


def test_two_withdrawals_of_one_bundle_take_out_what_either_names() -> None:
    one, other = withdrawal(True, ("a" * 64, "b" * 64)), withdrawal(True, ("b" * 64, "c" * 64), device="b")
    held = {rev_id(encode(r)): r for r in (one, other)}
    assert withdrawn_revisions([one, other]) == {"a" * 64, "b" * 64, "c" * 64}
    assert merge("withdrawal", one.key, held, NOBODY, str).clashes == ()


def test_a_withdrawal_is_never_withdrawn() -> None:
    one = withdrawal(True, ("a" * 64,))
    against = Revision(
        "withdrawal",
        "bundle:c/1",
        {"withdrawn": True, "revisions": (rev_id(encode(one)),)},
        frozenset({"withdrawn", "revisions"}),
    )
    assert withdrawn_revisions([one, against]) == {"a" * 64}
    held = {rev_id(encode(one)): one}
    assert merge("withdrawal", one.key, held, frozenset(held), str).body["withdrawn"] is True


# ------------------------------------------------------------------------------ digest, speed


def test_a_digest_line_names_a_clash_by_its_sorted_sides_and_no_device() -> None:
    lines = set()
    for one, other in ((0, 1), (5, 3)):
        record, first = begin()
        add(record, first, device=one, area="y")
        add(record, first, device=other, area="z")
        lines.add(digest_line(really(record, NOBODY)))
    body = b'{"area":[{"area":"y"},{"area":"z"}],"members/m1/name":"An","water":1}'
    assert lines == {b"form\t" + KEY.encode() + b"\t" + body + b"\n"}


def test_the_digest_does_not_depend_on_the_order_of_lines() -> None:
    assert digest([b"a\n", b"b\n"]) == digest([b"b\n", b"a\n"]) != digest([b"a\n"])


def test_nothing_merges_to_nothing() -> None:
    state = merge(KIND, KEY, {}, NOBODY, group_of)
    assert (state.body, state.clashes, state.heads, state.deleted) == ({}, (), (), False)


@pytest.mark.slow
def test_a_district_merges_in_seconds() -> None:
    """20,000 households of two revisions, at 1:10; a second or so when the machine is idle."""
    record, first = begin(**{f"q{n}": "x" for n in range(100)})
    add(record, first, q1="y")
    begun = time.process_time()
    for _ in range(2_000):
        really(record, NOBODY)
    assert time.process_time() - begun < 1


def test_a_long_history_does_not_recurse() -> None:
    record, rev = begin()
    for n in range(1500):
        made = Revision(KIND, KEY, {**record[rev].body, "water": n}, frozenset({"water"}), (rev,), "e", n)
        rev = rev_id(encode(made))
        record[rev] = made
    assert merge_any(KIND, KEY, record, NOBODY, group_of) == really(record, NOBODY)
