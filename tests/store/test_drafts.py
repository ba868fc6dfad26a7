"""Drafts and their journal: kept at once, replayed exactly, never shortened."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.editions.values import Missing, Value
from desktop.records.revision import RevId
from desktop.store import database, drafts
from desktop.store.database import Store
from desktop.store.drafts import Change, Draft
from tests.store.made import FORM, KEY, NOW

BASE = (RevId("1" * 64), RevId("2" * 64))
EVERY_KIND: list[Value] = [True, False, 0, 1, -5, "", "Mẩy", "1", (), ("a", "b"), *Missing]


def put(store: Store, *changes: Change, base: tuple[RevId, ...] = ()) -> None:
    """Keep changes as Lan, now."""
    drafts.put_all(store, FORM, changes, base=base, who="Lan", when=NOW)


def test_a_draft_is_what_was_touched(store: Store) -> None:
    assert drafts.read(store, FORM) is None
    put(store, ("area", None, "rural"), ("merit", True, None), base=BASE)
    assert drafts.read(store, FORM) == Draft(BASE, {"area": "rural", "merit": None})
    assert drafts.open_keys(store) == [FORM]


def test_the_base_is_that_of_the_first_answer(store: Store) -> None:
    put(store, ("area", None, "rural"), base=BASE)
    put(store, ("area", "rural", "urban"), base=(RevId("3" * 64),))
    assert drafts.read(store, FORM) == Draft(BASE, {"area": "urban"})


@pytest.mark.parametrize("value", EVERY_KIND)
def test_a_value_keeps_its_kind(store: Store, value: Value) -> None:
    put(store, ("path", value, value))
    draft = drafts.read(store, FORM)
    assert draft
    kept = draft.touched["path"]
    assert (type(kept), kept) == (type(value), value)


def test_the_journal_says_who_when_and_what(store: Store) -> None:
    put(store, ("area", None, "rural"))
    drafts.put_all(
        store, FORM, [("area", "rural", None)], base=(), who="Hùng", when=NOW + timedelta(minutes=1)
    )
    assert drafts.journal(store, FORM) == (
        drafts.Line("Lan", NOW, "area", None, "rural"),
        drafts.Line("Hùng", NOW + timedelta(minutes=1), "area", "rural", None),
    )


def test_ending_a_draft_keeps_its_journal(store: Store) -> None:
    put(store, ("area", None, "rural"))
    drafts.end(store, FORM)
    assert drafts.read(store, FORM) is None
    assert drafts.open_keys(store) == []
    put(store, ("merit", None, True))
    assert [line.path for line in drafts.journal(store, FORM)] == ["area", "merit"]
    assert [line.path for line in drafts.since_opened(store, FORM)] == ["merit"]


def test_no_draft_has_no_lines_of_its_own(store: Store) -> None:
    assert drafts.since_opened(store, FORM) == ()


@pytest.mark.parametrize("sql", ["DELETE FROM journal", "UPDATE journal SET who = 'x'"])
def test_the_journal_only_grows(store: Store, sql: str) -> None:
    put(store, ("area", None, "rural"))
    with pytest.raises(Exception, match="only grows"):
        store.run(sql)
    assert len(drafts.journal(store, FORM)) == 1


def test_all_or_nothing(store: Store) -> None:
    with pytest.raises(TypeError):
        put(store, ("area", None, "rural"), ("merit", None, object()))  # type: ignore[arg-type]
    assert drafts.read(store, FORM) is None
    assert drafts.journal(store, FORM) == ()


def test_an_answer_is_on_the_disk_when_it_is_acknowledged(folder: Path) -> None:
    """A second connection reads it at once, and it is there after the first is gone without a close."""
    store = database.open_store(folder, KEY, now=NOW)
    put(store, ("area", None, "rural"))
    reader = database.open_store(folder, KEY, now=NOW, read_only=True)
    assert drafts.read(reader, FORM) == Draft((), {"area": "rural"})
    reader.close()
    store.close()


values = st.none() | st.sampled_from(EVERY_KIND)
steps = st.lists(st.tuples(st.sampled_from(["a", "b", "members/1/c"]), values), max_size=12)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, ends=st.sets(st.integers(0, 11), max_size=2))
def test_the_journal_replays_to_the_draft(
    store: Store, steps: list[tuple[str, Value | None]], ends: set[int]
) -> None:
    drafts.end(store, FORM)
    now: dict[str, Value | None] = {}
    for place, (path, value) in enumerate(steps):
        put(store, (path, now.get(path), value))
        now[path] = value
        if place in ends:
            drafts.end(store, FORM)
            now = {}
    draft = drafts.read(store, FORM)
    assert (dict(draft.touched) if draft else {}) == now
    assert replayed(store) == now


def replayed(store: Store) -> dict[str, Value | None]:
    """What the lines of the open draft make."""
    made: dict[str, Value | None] = {}
    for line in drafts.since_opened(store, FORM):
        made[line.path] = line.after
    return made
