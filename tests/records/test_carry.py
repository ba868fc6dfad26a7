"""What the next round takes over, and what of it nobody has confirmed: pure, and the same everywhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.actions.editions import load_edition
from desktop.editions.rules import Edition
from desktop.editions.values import Missing, Value
from desktop.records.carry import carried, carried_body, is_carriable, unconfirmed
from desktop.records.merge import merge
from desktop.records.model import Form, form_key
from desktop.records.revision import RevId, Revision, encode, rev_id

OLD, NEW = "vn-2022/2026/periodic", "vn-2022/2027/periodic"
KEY = form_key("h1", OLD)
BODY: dict[str, Value] = {
    "unit": "01906",
    "village": "01906-01",
    "area": "rural",
    "water_source": "other",
    "latrine": Missing.REFUSED,
    "income_basis": "points",
    "b1_points": 120,
    "media": ("radio", "tv"),
    "override/water": True,
    "override/water/why": "Nguồn nước bị nhiễm",
    "remarks": "ở cuối đường",
    "members/a/name": "Nông Văn Thử",
    "members/a/position": 1,
    "members/a/birth_year": 1980,
    "members/a/studying": "none",
    "members/b/name": "Hoàng Thị Mẫu",
    "members/b/removed": "moved",
}
PATHS = sorted(path for path, value in BODY.items() if isinstance(value, (str, int, tuple)))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition("vn-2022")


def taken(edition: Edition, **more: object) -> dict[str, Value]:
    body = BODY | {path: value for path, value in more.items() if isinstance(value, (str, int, tuple))}
    return carried_body(edition, Form.from_body(KEY, body), lambda _answers: {}, frozenset())


def test_only_stable_answers_of_those_who_stay_go_on(edition: Edition) -> None:
    assert taken(edition) == {
        "unit": "01906",
        "village": "01906-01",
        "area": "rural",
        "water_source": "other",
        "media": ("radio", "tv"),
        "members/a/name": "Nông Văn Thử",
        "members/a/position": 1,
        "members/a/birth_year": 1980,
    }


def test_an_answer_the_edition_would_refuse_is_asked_again(edition: Edition) -> None:
    assert "water_source" not in taken(edition, water_source="puddle")
    assert "area" not in taken(edition, area=3)


def test_a_question_the_edition_does_not_ask_is_not_carried(edition: Edition) -> None:
    asks_less = replace(edition, questions={q: v for q, v in edition.questions.items() if q != "media"})
    assert "media" not in taken(asks_less)


def test_every_carried_question_has_a_reason(edition: Edition) -> None:
    assert set(edition.carry) <= set(edition.vocabulary)
    assert all(edition.carry.values())
    assert not {basis.value for basis in edition.bases.values()} & set(edition.carry), "income is measured"


@pytest.mark.parametrize(
    "body", [{}, {"area": "rural"}, BODY | {"deleted": "moved away"}, {"members/b/removed": "died"}]
)
def test_a_household_that_is_gone_stays_behind(body: dict[str, Value]) -> None:
    assert not is_carriable(Form.from_body(KEY, body))


def _first(edition: Edition, body: dict[str, Value] | None = None) -> tuple[RevId, Revision]:
    made = carried(KEY, NEW, edition, BODY if body is None else body)
    assert made is not None
    return rev_id(encode(made)), made


def test_the_same_last_form_gives_the_same_bytes(edition: Edition) -> None:
    rev, made = _first(edition)
    turned = dict(reversed(BODY.items()))
    assert _first(edition, turned)[0] == rev
    assert (made.key, made.parents, made.clock, made.author) == (form_key("h1", NEW), (), 0, "")
    assert _first(edition, BODY | {"area": "urban"})[0] != rev
    assert _first(replace(edition, version=edition.version + 1))[0] != rev


@given(
    writes=st.lists(st.tuples(st.sampled_from(PATHS), st.booleans(), st.booleans()), max_size=6),
    data=st.data(),
)
def test_confirming_is_a_write(
    edition: Edition, writes: list[tuple[str, bool, bool]], data: st.DataObject
) -> None:
    """Whoever writes a carried path, with the same or another value, before or beside: it is confirmed."""
    start, first = _first(edition)
    held = {start: first}
    for n, (path, same, alone) in enumerate(writes, start=1):
        body = {**BODY, path: BODY[path] if same else Missing.UNKNOWN}
        one = Revision("form", first.key, body, frozenset({path}), (start,), epoch=f"e{n}", counter=1)
        if alone:
            one = replace(one, parents=(), sets=frozenset(body))
        held[rev_id(encode(one))] = one
    order = data.draw(st.permutations(list(held.items())))
    left = unconfirmed(dict(order), frozenset(), edition.group_of)
    written = set(BODY) if any(alone for _, _, alone in writes) else {path for path, _, _ in writes}
    groups = {edition.group_of(path) for path in written}
    assert left == {
        path for path in BODY if edition.group_of(path) not in groups and not path.endswith("/position")
    }
    out = frozenset(rev for rev in held if rev != start)
    assert unconfirmed(held, out, edition.group_of) == unconfirmed({start: first}, out, edition.group_of)


def test_a_carried_value_beside_the_same_typed_one_is_no_clash(edition: Edition) -> None:
    start, first = _first(edition)
    typed = Revision("form", first.key, dict(BODY), frozenset(BODY), epoch="e", counter=1)
    state = merge(
        "form", first.key, {start: first, rev_id(encode(typed)): typed}, frozenset(), edition.group_of
    )
    assert (state.clashes, state.body) == ((), dict(sorted(BODY.items())))
