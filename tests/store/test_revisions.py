"""Sealed revisions: kept once, with every bundle that brought them, in an order that needs no memory."""

from desktop.editions.values import Missing
from desktop.records.revision import RevId, Revision, encode
from desktop.store import revisions
from desktop.store.database import Store
from tests.store.made import FORM, Item, after, item, revision

FIRST = revision(area="rural", merit=True, name="Mẩy", causes=("land", "capital"), phone=Missing.REFUSED, n=1)
SECOND = after(FIRST, area="urban")


def many(count: int, kind: str = "form") -> list[Item]:
    """As many records."""
    return [revision(f"{n:032x}", kind=kind, counter=n + 1, n=n) for n in range(count)]


def test_a_record_is_all_its_revisions_as_they_came(store: Store) -> None:
    assert revisions.add(store, [FIRST, SECOND], None) == {FIRST[0], SECOND[0]}
    assert revisions.record(store, "form", FORM) == {FIRST[0]: FIRST[2], SECOND[0]: SECOND[2]}
    assert revisions.record(store, "round", FORM) == {}
    for rev, found in revisions.record(store, "form", FORM).items():
        assert encode(found) == dict([FIRST[:2], SECOND[:2]])[rev]


def test_fields_of_a_later_program_are_kept(store: Store) -> None:
    later = item(Revision("link", "k", {"a": 1}, frozenset({"a"}), extra={"zone": {"list": ["x", 1, True]}}))
    revisions.add(store, [later], None)
    assert revisions.record(store, "link", "k") == {later[0]: later[2]}
    assert revisions.kinds(store) == ("link",)


def test_only_what_is_new_is_reported(store: Store) -> None:
    revisions.add(store, [FIRST], None)
    assert revisions.add(store, [FIRST, SECOND, SECOND], "b1") == {SECOND[0]}
    assert revisions.line_count(store) == 2


def test_every_bundle_that_brought_a_revision_is_kept(store: Store) -> None:
    third = revision("other", counter=9, n=3)
    revisions.add(store, [FIRST], None)
    revisions.add(store, [FIRST, SECOND, third], "b1")
    revisions.add(store, [SECOND], "b2")
    revisions.add(store, [SECOND], "b2")
    assert revisions.of_bundle(store, "b1") == tuple(sorted([FIRST[0], SECOND[0], third[0]]))
    assert revisions.of_bundle(store, "b2") == (SECOND[0],)
    assert revisions.only_of_bundle(store, "b1") == (third[0],)
    assert revisions.only_of_bundle(store, "b2") == ()


def test_records_come_by_key_whole(store: Store) -> None:
    items = many(200)
    newer = [after(one, counter=1000 + n, n=-n) for n, one in enumerate(items) if n % 3 == 0]
    revisions.add(store, [*newer[::-1], *items[::-1], *many(5, "round")], None)
    found = list(revisions.records(store, "form"))
    assert [key for key, _ in found] == [one.key for _, _, one in items]
    assert [len(of_one) for _, of_one in found] == [2 if n % 3 == 0 else 1 for n in range(200)]
    assert len(list(revisions.records(store, "round"))) == 5
    assert list(revisions.records(store, "unit")) == []


def test_lines_come_record_by_record(store: Store) -> None:
    items = many(200)
    unit = revision("u", kind="unit", epoch="e2")
    revisions.add(store, [unit, *items[::-1], after(items[7])], None)
    lines = list(revisions.lines(store))
    assert lines == [
        *(line for _, line, _ in items[:8]),
        after(items[7])[1],
        *(i[1] for i in items[8:]),
        unit[1],
    ]
    left_out = {items[7][2].key, items[8][2].key}
    without = list(revisions.lines_without(store, {"form": left_out}))
    assert len(without) == 199
    assert items[7][1] not in without
    assert len(list(revisions.lines_without(store, {"round": left_out}))) == 202


def test_reading_goes_on_while_something_is_added(store: Store) -> None:
    revisions.add(store, many(200), None)
    keys = []
    for key, _ in revisions.records(store, "form"):
        keys.append(key)
        revisions.add(store, [revision(key, kind="note", counter=len(keys))], None)
    assert len(keys) == 200


def test_counters_go_on_for_each_epoch(store: Store) -> None:
    assert revisions.next_counter(store, "e1") == 1
    revisions.add(store, [revision(counter=4), revision(epoch="e2", counter=9)], None)
    assert revisions.next_counter(store, "e1") == 5
    assert revisions.next_counter(store, "e2") == 10


def test_spans_show_what_is_missing(store: Store) -> None:
    for counter in (1, 2, 3, 7, 9, 10):
        revisions.add(store, [revision(f"k{counter}", counter=counter)], None)
    revisions.add(store, [revision("again", counter=2), revision(epoch="e0", counter=1)], None)
    assert list(revisions.spans(store)) == [("e0", ((1, 1),)), ("e1", ((1, 3), (7, 7), (9, 10)))]


def test_a_copied_workspace_shows_as_a_fork(store: Store) -> None:
    revisions.add(store, [revision("a", counter=1), revision("b", counter=2)], None)
    assert revisions.forks(store) == ()
    revisions.add(store, [revision("c", counter=2)], "b1")
    assert revisions.forks(store) == (("e1", 2),)


def test_what_is_held(store: Store) -> None:
    revisions.add(store, [FIRST], None)
    unknown = RevId("0" * 64)
    assert revisions.held(store, [FIRST[0], unknown]) == {FIRST[0]}
    assert revisions.held_records(store, [("form", FORM), ("form", "x"), ("unit", FORM)]) == {("form", FORM)}
    assert revisions.body(store, FIRST[0]) == FIRST[2].body
    assert revisions.body(store, unknown) is None
    assert list(revisions.some(store, [unknown, FIRST[0]])) == [FIRST[2]]
