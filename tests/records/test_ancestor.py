"""The last revision that both sides of a clash knew."""

from desktop.records.ancestor import ancestor_values, last_common
from desktop.records.revision import RevId, Revision, encode, rev_id


def _held(*revisions: Revision) -> dict[RevId, Revision]:
    return {rev_id(encode(revision)): revision for revision in revisions}


def _revision(address: str, *parents: Revision, counter: int = 1) -> Revision:
    return Revision(
        "form",
        "h@r",
        {"address": address},
        frozenset({"address"}),
        tuple(sorted(rev_id(encode(parent)) for parent in parents)),
        epoch="e",
        counter=counter,
    )


def test_the_newest_common_revision_is_the_ancestor() -> None:
    first = _revision("một")
    second = _revision("hai", first, counter=2)
    one, two = _revision("ba", second, counter=3), _revision("bốn", second, counter=4)
    held = _held(first, second, one, two)
    sides = [rev_id(encode(one)), rev_id(encode(two))]
    assert last_common(held, sides) == rev_id(encode(second))
    assert ancestor_values(held, sides, ["address", "remarks"]) == {"address": "hai"}


def test_two_beginnings_have_no_ancestor() -> None:
    one, two = _revision("một"), _revision("hai", counter=2)
    held = _held(one, two)
    assert ancestor_values(held, list(held), ["address"]) is None


def test_a_side_that_is_not_held_is_passed_over() -> None:
    first = _revision("một")
    second = _revision("hai", first, counter=2)
    held = _held(first, second)
    assert last_common(held, [rev_id(encode(second)), RevId("0" * 64)]) == rev_id(encode(first))
