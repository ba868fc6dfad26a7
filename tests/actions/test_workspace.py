"""Making, leaving and opening a workspace again."""

from pathlib import Path

import pytest

from desktop.actions import backup, enter, seal, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.records.model import FormKey
from desktop.store import drafts, revisions
from tests.worlds import COMMUNE, make, still_clock, uids

pytestmark = pytest.mark.slow


def _open(folder: Path, *, read_only: bool = False) -> Workspace:
    return workspace.open_workspace(
        folder, None, clock=still_clock, new_uid=uids("again"), read_only=read_only
    )


def test_what_was_being_entered_is_there_after_a_crash(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    entered = enter.enter(ws, enter.new_form(ws), "address", "Nà Mơ")
    ws.store.close()  # as a crash does: nothing was sealed
    again = _open(tmp_path / "W")
    form = enter.open_form(again, entered.form.key).form
    assert form.answer("address") == "Nà Mơ"
    assert form.answer("unit") == COMMUNE
    assert drafts.open_keys(again.store) == []
    workspace.close(again)


def test_two_workspaces_of_one_round_agree_on_it(tmp_path: Path) -> None:
    one, two = make(tmp_path / "1", "a"), make(tmp_path / "2", "b")
    assert digest(one) == digest(two)
    workspace.close(one)
    workspace.close(two)


def test_reading_beside_writing_and_a_second_writer(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    beside = _open(tmp_path / "W", read_only=True)
    assert digest(beside) == digest(ws)
    beside.store.close()
    with pytest.raises(RasoatError) as refused:
        _open(tmp_path / "W")
    assert refused.value.code == "already_open"
    workspace.close(ws)


def test_undo_takes_back_only_what_still_stands(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    first = enter.enter(ws, enter.new_form(ws), "address", "Nà Mơ")
    second = enter.enter(ws, first, "address", "Bản Váng")
    back = enter.undo(ws, second, second.steps[0])
    assert back.form.answer("address") == "Nà Mơ"
    with pytest.raises(RasoatError) as refused:
        enter.undo(ws, back, second.steps[0])
    assert refused.value.code == "changed_since"
    workspace.close(ws)


def test_an_unchanged_draft_makes_no_revision(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    entered = enter.enter(ws, enter.new_form(ws), "address", "Nà Mơ")
    assert seal.seal(ws, entered.form.key) is not None
    opened = enter.open_form(ws, entered.form.key)
    there = enter.enter(ws, opened, "address", "Bản Váng")
    enter.enter(ws, there, "address", "Nà Mơ")
    count = revisions.line_count(ws.store)
    assert seal.seal(ws, entered.form.key) is None
    assert revisions.line_count(ws.store) == count
    workspace.close(ws)


def test_a_restored_workspace_counts_from_a_new_beginning(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    enter_all(ws, "new", ["household_code=1"])
    kept = backup.back_up(ws)
    enter_all(ws, "new", ["household_code=2"])
    epoch = ws.epoch
    workspace.close(ws)
    backup.restore(kept, tmp_path / "R", now=still_clock())
    restored = _open(tmp_path / "R")
    assert restored.epoch != epoch
    uid = enter_all(restored, "new", ["household_code=3"]).form.key
    (revision,) = revisions.record(restored.store, "form", uid).values()
    assert (revision.epoch, revision.counter) == (restored.epoch, 1)
    workspace.close(restored)


def test_a_backup_opened_as_it_lies_counts_from_a_new_beginning_once(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    kept = backup.back_up(ws)
    epochs = [ws.epoch]
    workspace.close(ws)
    for _ in range(2):
        opened = _open(kept)
        epochs.append(opened.epoch)
        workspace.close(opened)
    assert epochs[0] != epochs[1] == epochs[2]


def test_villages_are_minted_in_order_and_their_residents_kept(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    made = [units.add_village(ws, COMMUNE, name) for name in ("Nà Mơ", "Bản Váng")]
    assert [unit.code for unit in made] == [f"{COMMUNE}-01", f"{COMMUNE}-02"]
    units.set_total(ws, made[0].code, {"households": 90, "persons": 371})
    assert not units.set_total(ws, made[0].code, {"households": 90, "persons": 371})
    workspace.close(ws)
    again = _open(tmp_path / "W")
    assert [unit.name for unit in units.villages(again, COMMUNE)] == ["Nà Mơ", "Bản Váng"]
    (row,) = (row for row in units.totals(again) if row.unit == made[0].code)
    assert (row.households, row.persons, row.minority_households) == (90, 371, None)
    workspace.close(again)


@pytest.mark.parametrize(
    "words",
    [
        ["area=rural", "latrine=golden"],
        ["area=rural", "no_such_question=1"],
        ["area=rural", "nothing"],
        ["members/nobody/name=Ai"],
        ["override/water=maybe"],
    ],
)
def test_entering_from_a_script_is_all_or_nothing(tmp_path: Path, words: list[str]) -> None:
    ws = make(tmp_path / "W")
    before = digest(ws)
    with pytest.raises(RasoatError):
        enter_all(ws, "new", words)
    assert digest(ws) == before
    assert drafts.open_keys(ws.store) == []
    workspace.close(ws)


def test_a_script_adds_changes_and_removes(tmp_path: Path) -> None:
    ws = make(tmp_path / "W")
    added = enter_all(
        ws,
        "new",
        [
            "household_code=77",
            "members/+1/name=Nông Văn Thử",
            "members/+1/relation=head",
            "members/+2/name=Hoàng Thị Mẫu",
            "causes=land,capital",
            "water_source=@refused",
            "remarks=@@ ghi chú",
            "override/water=yes",
            "override/water/why=đã đến xem",
        ],
    )
    assert [member.answers["name"] for member in added.form.members] == ["Nông Văn Thử", "Hoàng Thị Mẫu"]
    uid = added.form.members[1].uid
    changed = enter_all(ws, "77", [f"members/{uid}/removed=moved", "causes=[]", "remarks="])
    assert [member.uid for member in changed.form.members] == [added.form.members[0].uid]
    assert changed.form.answer("causes") == ()
    assert changed.form.answer("remarks") is None
    assert "water" in changed.result.deprived
    assert enter.open_form(ws, FormKey(changed.form.key)).form.body() == changed.form.body()
    workspace.close(ws)
