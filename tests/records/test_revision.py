"""Revisions are read back exactly as they were written, and nothing else is read."""

import json
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editions.values import Missing, Value
from desktop.records.revision import (
    DEEPEST,
    LONGEST_LINE,
    RevId,
    Revision,
    canonical,
    encode,
    parse_line,
    revision_from,
)

PARENT = RevId("a" * 64)
SAMPLE = Revision(
    "form",
    "h@r",
    {"area": "Bản Nà", "water": True, "causes": ("a", "b"), "tv": Missing.REFUSED, "floor": 3150},
    frozenset({"area", "gone"}),
    (PARENT,),
    "e",
    1,
    2,
    "Vàng Thị Mỷ",
    "vn-2022",
    1,
    "why",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(lambda text: normalize("NFC", text))
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    TEXT,
    st.frozensets(TEXT, max_size=3).map(lambda codes: tuple(sorted(codes))),
    st.sampled_from(Missing),
)


@given(st.dictionaries(TEXT, VALUES, max_size=6), st.frozensets(TEXT, max_size=3))
def test_what_is_written_is_read_back(body: dict[str, Value], more: frozenset[str]) -> None:
    revision = replace(SAMPLE, body=body, sets=more, extra={"new": {"a": [1, True, "x"]}})
    line = encode(revision)
    again = parse_line(line)
    assert again == revision
    assert encode(again) == line
    assert [type(again.body[path]) for path in body] == [type(value) for value in body.values()]


def sample(**changes: object) -> dict[str, object]:
    return {**json.loads(encode(SAMPLE)), **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": 1},
        {"kind": ""},
        {"key": "a\tb"},
        {"key": "a\nb"},
        {"body": []},
        {"body": {"area": None}},
        {"body": {"area": 1.5}},
        {"body": {"area": 1.0}},
        {"body": {"area": 2**53 + 1}},
        {"body": {"area": {"missing": "lost"}}},
        {"body": {"area": {"missing": ["blank"]}}},
        {"body": {"area": {"missing": "blank", "more": 1}}},
        {"body": {"area": ["b", "a"]}},
        {"body": {"area": ["a", "a"]}},
        {"body": {"area": [1]}},
        {"body": {"area": "e\u0302"}},
        {"body": {"e\u0302": 1}},
        {"body": {"area": "\ud800"}},
        {"set": ["b", "a"]},
        {"set": ["a", "a"]},
        {"set": "a"},
        {"parents": ["b" * 64, "a" * 64]},
        {"parents": ["a" * 64, "a" * 64]},
        {"parents": ["A" * 64]},
        {"parents": ["a" * 63]},
        {"parents": ["a" * 64 + "\n"]},
        {"parents": None},
        {"parents": [], "set": ["area"]},
        {"counter": True},
        {"counter": -1},
        {"counter": "1"},
        {"clock": 1.0},
        {"version": None},
        {"why": "e\u0302"},
        {"author": 7},
        {"epoch": None},
        {"new": None},
        {"new": [1.5]},
        {"new": {"a": 2**60}},
        {"e\u0302": 1},
    ],
    ids=str,
)
def test_malformed_revisions_are_refused(changes: dict[str, object]) -> None:
    revision_from(sample())
    with pytest.raises(ValueError):  # noqa: PT011 - bundle and store make the sentence
        revision_from(sample(**changes))


@pytest.mark.parametrize("field", sorted(sample()))
def test_no_field_may_be_absent(field: str) -> None:
    thing = sample()
    del thing[field]
    with pytest.raises(ValueError, match="all its fields"):
        revision_from(thing)


LINE = encode(SAMPLE)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"\xff",
        LINE + b"\n",
        b" " + LINE,
        LINE[:-1],
        LINE.replace(b'"why":"why"', b'"why":"why","why":"why"'),
        LINE.replace(b'"water":true', b'"water":true,"water":true'),
        LINE.replace(b'"counter":1', b'"counter":01'),
        LINE.replace(b'"counter":1', b'"counter":1.0'),
        LINE.replace(b'"counter":1', b'"counter":1e999'),
        LINE.replace(b'"counter":1', b'"counter":NaN'),
        LINE.replace(b'"counter":1', b'"counter":' + b"9" * 9000),
        LINE.replace(b'"counter":1', b'"counter": 1'),
        LINE.replace("ả".encode(), b"\\u1ea3"),
        LINE.replace("ả".encode(), b"\\ud800"),
        LINE.replace(b"{", b'{"new":' + b"[" * DEEPEST + b"]" * DEEPEST + b",", 1),
        b"[" * 100_000,
        b'"' + b'\\"' * 100_000,
        LINE.replace(b"why", b"w" * LONGEST_LINE),
    ],
    ids=range(20),
)
def test_hostile_lines_are_refused(line: bytes) -> None:
    assert parse_line(LINE) == SAMPLE
    with pytest.raises(ValueError):  # noqa: PT011
        parse_line(line)


def test_brackets_in_texts_do_not_nest() -> None:
    revision = replace(SAMPLE, body={"area": '[[[[[[[[\\"[[[{{{'})
    assert parse_line(encode(revision)) == revision


def test_canonical_escapes_only_what_it_must() -> None:
    assert canonical({"b": 'đ/\\"\n\x7f', "a": [True, 1]}) == '{"a":[true,1],"b":"đ/\\\\\\"\\n\x7f"}'.encode()


THINGS = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**64), 2**64), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)),
    max_leaves=12,
)


@given(THINGS)
def test_canonical_bytes_are_what_any_json_writer_gives(thing: object) -> None:
    """The name of a revision must not hang on the library that wrote it."""
    text = json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(thing) == text.encode()


def test_half_a_letter_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical({"a": "\ud800"})
