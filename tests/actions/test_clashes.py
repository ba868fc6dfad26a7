"""Clashes: which come first, what they say, and one side for a whole household."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import clash_words, clashes, receive, records, settle
from desktop.actions.script import enter_all
from desktop.records.model import form_key
from desktop.store import revisions, states
from tests.ui.exchanging import handed_out, packed
from tests.worlds import VILLAGE, World, close

pytestmark = pytest.mark.slow


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """Three clashes of h1, one of them about its class, and one of h2."""
    made = handed_out(tmp_path)
    one, two = made.laptops
    enter_all(one, "h1", ["remarks=Mái mới lợp"])
    enter_all(two, "h1", ["address=Nà Lùng"])
    receive.receive(made.office, packed(made))
    yield made
    close(made)


def _open(made: World) -> list[tuple[str, str]]:
    return [(one.household, one.clash.path) for one in clashes.list_clashes(made.office)]


def test_what_turns_a_class_comes_first_and_is_known_without_working_it_out(made: World) -> None:
    views = clashes.list_clashes(made.office)
    lines = clashes.lines(made.office, clashes.order(made.office))
    assert clashes.count(made.office) == len(lines) == len(views) == 4
    assert [one.flips for one in views] == [one.flips for one in lines] == [True, False, False, False]
    assert [(one.title, one.place) for one in views] == [(one.title, one.place) for one in lines]
    assert {side.b1 for side in views[0].sides} == {130, 150}
    assert views[0].others == 2


def test_one_side_for_a_whole_household_is_one_decision(made: World) -> None:
    ws, key = made.office, form_key("h1", made.office.round.key)
    first = clashes.list_clashes(ws)[0]
    take = next(side.n for side in first.sides if side.b1 == 150)
    before = revisions.record(ws.store, records.FORM, key).keys()
    assert settle.settle(ws, first.clash.id, take=take, why="phiếu của máy 1 đúng", whole=True) == 3
    assert _open(made) == [("h2", "water_source")]
    body = states.body(ws.store, records.FORM, key) or {}
    assert (body["b1_points"], body["remarks"]) == (150, "Mái mới lợp")
    assert len(revisions.record(ws.store, records.FORM, key).keys() - before) == 1


def test_a_clash_that_was_settled_turns_nothing(made: World) -> None:
    first = clashes.list_clashes(made.office)[0]
    settle.settle(made.office, first.clash.id, take=1, why="đã hỏi lại")
    assert [one.flips for one in clashes.lines(made.office, clashes.order(made.office))] == [False] * 3
    assert clashes.lines(made.office, [first.clash.id]) == ()


def test_records_that_are_no_household_are_told_in_words(made: World) -> None:
    ws = made.office
    body = {"label/size/2": "Hộ có 2 người"}
    said = clash_words.title(ws, "unit_total", f"{ws.round.key}/{VILLAGE}", {}, "vi")
    assert said.startswith("Dân số của ")
    assert clash_words.title(ws, "card", "vn-2022/rural/all", body, "vi") == "Bảng điểm Nông thôn, mọi vùng"
    assert clash_words.place(ws, "card", "points/size/2", body, "vi").endswith("– Hộ có 2 người: điểm")
    assert clash_words.title(ws, "visit", "a key of a later program", {}, "vi") == "a key of a later program"
