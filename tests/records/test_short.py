"""Short lines give the whole ones back, and each revision can be written in one way only."""

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editions.values import Value
from desktop.records.graph import in_line
from desktop.records.revision import LONGEST_LINE, RevId, Revision, canonical, encode, rev_id
from desktop.records.short import NONE, Before, line_of, place_of, read_short, shorten

PATHS = st.one_of(
    st.sampled_from(["area", "members/m1/name", "members/m1/sex", "members/m2/name", "z"]),
    st.sampled_from(["members", "members/", "members/m1", "members/m1/", "members//x", "members/m1/a/b"]),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.booleans(), st.integers(0, 9), st.sampled_from(["", "é", "{"])
)
BODIES = st.dictionaries(PATHS, VALUES, max_size=8)
PARENT = RevId("a" * 64)
FIRST = Revision("form", "h@r", {"area": "x", "members/m/name": "An"}, frozenset({"area", "members/m/name"}))
ON_TOP = Revision("form", "h@r", {"area": "y"}, frozenset({"area"}), (rev_id(encode(FIRST)),))
BEFORE: Before = ("form", "h@r", rev_id(encode(FIRST)))


def short(revision: Revision, before: Before = NONE) -> bytes:
    return line_of(json.loads(encode(revision)), before)


@given(BODIES, st.frozensets(PATHS), st.sampled_from([(), (PARENT,), (BEFORE[2],), (BEFORE[2], "f" * 64)]))
def test_what_is_shortened_is_read_back(
    body: dict[str, Value], sets: frozenset[str], parents: tuple[RevId, ...]
) -> None:
    whole = sets if parents else sets | body.keys()
    revision = Revision("form", "h@r", body, whole, tuple(sorted(parents)), extra={"later": {"x": [1]}})
    for before in (NONE, BEFORE, ("form", "other", BEFORE[2])):
        line = short(revision, before)
        again, long = read_short(line, before)
        assert again == revision
        assert long == encode(revision)
        assert place_of(again, long) == ("form", "h@r", rev_id(long))


def test_members_set_and_parents_are_said_once() -> None:
    thing = json.loads(short(FIRST))
    assert thing["members"] == {"m": {"name": "An"}}
    assert "set" not in thing
    assert thing["parents"] == []
    assert "parents" not in json.loads(short(ON_TOP, BEFORE))
    assert json.loads(short(ON_TOP))["parents"] == [BEFORE[2]]


def changed(**changes: Any) -> bytes:
    return canonical({**json.loads(short(FIRST)), **changes})


@pytest.mark.parametrize(
    ("line", "before"),
    [
        (b"[]", NONE),
        (b"{}", NONE),
        (encode(FIRST), NONE),  # the whole line where the short one should stand
        (changed(set=["area", "members/m/name"]), NONE),
        (changed(members={}), NONE),
        (changed(members={"m": {}}), NONE),
        (changed(members={"": {"x": 1}}), NONE),
        (changed(members={"m": [1]}), NONE),
        (changed(members=[]), NONE),
        (changed(body=[]), NONE),
        (changed(body={"area": "x", "members/m/name": "An"}), NONE),
        (short(ON_TOP, BEFORE), NONE),  # on top of nothing
        (short(ON_TOP, BEFORE), ("form", "other", BEFORE[2])),
        (short(ON_TOP), BEFORE),  # says what goes without saying
        (short(FIRST) + b" ", NONE),
        (short(FIRST).replace(b'"why":""', b'"why":"","why":""'), NONE),
    ],
    ids=range(16),
)
def test_any_other_way_to_write_it_is_refused(line: bytes, before: Before) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_short(line, before)


@pytest.mark.parametrize(("uid", "answers"), [(2_000, 100), (100_000, 10_000)])
def test_what_is_short_in_a_bundle_may_be_endless_in_the_store(uid: int, answers: int) -> None:
    """Refused before it is made: the second would be 2 GB."""
    line = changed(members={"m" * uid: {str(n): n for n in range(answers)}})
    assert len(line) < LONGEST_LINE
    with pytest.raises(ValueError, match="too long"):
        read_short(line)


def test_a_field_of_that_name_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="no field members"):
        shorten({**json.loads(encode(FIRST)), "members": 1})


REVS = [RevId(letter * 64) for letter in "abcdef"]
A, B, C, D, E, F = REVS


@pytest.mark.parametrize(
    ("parents", "wanted"),
    [
        ({C: (), B: (C,), A: (B,)}, [C, B, A]),
        ({A: (), B: (A,), C: (A,), D: (B,), E: (C,)}, [A, B, D, C, E]),
        ({A: (), B: (A,), C: (A,), F: (B, C)}, [A, B, C, F]),
        ({B: (A,), C: (B,), A: (), D: (F,)}, [A, B, C, D]),  # F is not held
        ({}, []),
    ],
)
def test_parents_come_first_and_a_chain_stays_together(
    parents: dict[RevId, tuple[RevId, ...]], wanted: list[RevId]
) -> None:
    for order in permutations(parents):
        assert in_line({rev: parents[rev] for rev in order}) == wanted
