"""Several rounds in one workspace: carried, confirmed, merged, moved to new units, closed."""

from pathlib import Path

import pytest

from desktop.actions import carry, enter, households, pack, receive, report, units, workspace
from desktop.actions import round as rounds
from desktop.actions.close_round import close_round, reopen_round
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.actions.new_round import Begun, NewRound, new_round
from desktop.actions.script import enter_all
from desktop.actions.seal import seal
from desktop.actions.workspace import NewWorkspace
from desktop.errors import Cancelled, RasoatError
from desktop.records.model import form_key
from desktop.store import results, revisions, states
from desktop.store.results import UNFINISHED, Filter
from tests.worlds import World, close, household, make, still_clock, uids, world, write_lines

FIRST, SECOND = "vn-2022/2026/periodic", "vn-2022/2027/periodic"
NEXT = NewRound(FIRST, 2027, "2027-10-01")
INCOME = ("income_basis=points", "b1_points=150")

pytestmark = pytest.mark.slow


def fill(ws: Workspace, folder: Path, **more: object) -> None:
    lines = [household(f"{n:04}", uid=f"h{n}", **more) for n in (1, 2)]
    import_households(ws, write_lines(folder / "list.ndjson", *lines))


def begun(ws: Workspace, new: NewRound = NEXT) -> Begun:
    return new_round(ws, new)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = make(tmp_path / "W")
    fill(made, tmp_path)
    begun(made)
    return made


@pytest.fixture
def both(tmp_path: Path) -> World:
    """An office and its laptop, both of which carried the same list forward."""
    made = world(tmp_path, laptops=1)
    fill(made.office, tmp_path)
    handed = tmp_path / "down.rasoat"
    pack.pack(made.office, handed, for_certificate=made.certificates[0])
    receive.receive(made.laptops[0], [handed])
    begun(made.office)
    begun(made.laptops[0])
    return made


def test_a_carried_answer_is_open_until_it_is_confirmed(ws: Workspace) -> None:
    key = form_key("h1", SECOND)
    opened = enter.open_form(ws, key)
    assert {"village", "water_source", "area"} <= opened.to_confirm
    assert opened.form.answer("water_source") == "other"
    assert "b1_points" not in opened.carried
    done = enter.confirm(ws, opened, ["water_source"])
    assert "water_source" not in done.to_confirm
    assert not done.steps
    assert seal(ws, key)
    (written,) = [one for one in revisions.record(ws.store, "form", key).values() if one.parents]
    assert written.sets == {"water_source"}
    again = enter.open_form(ws, key)
    assert again.to_confirm == opened.to_confirm - {"water_source"}


def test_a_household_is_finished_when_all_is_confirmed(ws: Workspace) -> None:
    enter_all(ws, "h1", INCOME)
    assert results.count(ws.store, Filter(status=UNFINISHED)) == 2
    opened = enter.open_form(ws, form_key("h1", SECOND))
    assert opened.result.code == "medium", "the class counts what was carried"
    done = enter.confirm(ws, opened)
    assert done.to_confirm == frozenset()
    seal(ws, done.form.key)
    assert results.count(ws.store, Filter(status=UNFINISHED)) == 1


def test_a_changed_answer_is_not_confirmed_by_undo_of_another(ws: Workspace) -> None:
    opened = enter.open_form(ws, form_key("h1", SECOND))
    changed = enter.enter(ws, opened, "wall", "durable")
    assert opened.to_confirm - changed.to_confirm == {"wall"}


def test_last_is_the_same_household_in_the_round_before(ws: Workspace) -> None:
    before = carry.last(ws, form_key("h1", SECOND))
    assert before is not None
    assert (before.class_, before.round.key) == ("poor", FIRST)
    assert before.form.answer("b1_points") == 120
    assert carry.last(ws, form_key("h1", FIRST)) is None
    assert carry.last(ws, form_key("nobody", SECOND)) is None


def test_ages_are_counted_anew(ws: Workspace) -> None:
    key = form_key("h1", SECOND)
    now = enter.open_form(ws, key).sheet.people[0].age
    rounds.switch(ws, FIRST)
    before = enter.open_form(ws, form_key("h1", FIRST)).sheet.people[0].age
    assert (before, now) == (46, 47)


def test_the_list_is_that_of_the_round_that_is_used(ws: Workspace) -> None:
    assert {row.key for row in households.page(ws, Filter()).rows} == {
        form_key("h1", SECOND),
        form_key("h2", SECOND),
    }
    rounds.switch(ws, FIRST)
    assert {row.key for row in households.page(ws, Filter()).rows} == {
        form_key("h1", FIRST),
        form_key("h2", FIRST),
    }
    folder = ws.folder
    workspace.close(ws)
    again = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))
    assert again.round.key == FIRST
    workspace.close(again)


def test_two_that_carried_apart_agree_and_do_not_clash(both: World, tmp_path: Path) -> None:
    (laptop,) = both.laptops
    assert digest(laptop) == digest(both.office)
    enter_all(laptop, "h1", [*INCOME, "water_source=tap"])
    opened = enter.open_form(laptop, form_key("h1", SECOND))
    enter.confirm(laptop, opened, ["wall"])
    up = tmp_path / "up.rasoat"
    pack.pack(laptop, up)
    plan = receive.receive(both.office, [up]).plan
    assert (plan.counts.new, plan.counts.merged, plan.counts.clashing) == (0, 1, 0)
    there = enter.open_form(both.office, form_key("h1", SECOND))
    assert there.form.answer("water_source") == "tap"
    assert not {"water_source", "wall"} & there.to_confirm
    assert "roof" in there.to_confirm
    close(both)


def test_what_only_one_of_them_changed_in_the_old_round_clashes_in_the_new(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    fill(made.office, tmp_path)
    fill(laptop, tmp_path)
    enter_all(laptop, "h1", ["roof=nondurable"])
    begun(made.office)
    begun(laptop)
    up = tmp_path / "up.rasoat"
    pack.pack(laptop, up)
    receive.receive(made.office, [up])
    assert [clash.path for clash in states.clashes(made.office.store)] == ["roof"]
    close(made)


def test_a_bundle_of_another_round_is_kept_and_counted_there(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    fill(made.office, tmp_path)
    begun(made.office)
    enter_all(made.office, "h1", INCOME)
    down = tmp_path / "down.rasoat"
    packed = pack.pack(made.office, down, for_certificate=made.certificates[0])
    assert packed.households == 2, "those of the open round"
    receive.receive(laptop, [down])
    assert laptop.round.key == FIRST
    assert households.page(laptop, Filter()).total == 2
    assert [row.round.key for row in rounds.listed(laptop)] == [FIRST, SECOND]
    rounds.switch(laptop, SECOND)
    classes = {row.key: row.class_ for row in households.page(laptop, Filter()).rows}
    assert classes == {form_key("h1", SECOND): "medium", form_key("h2", SECOND): "unknown"}
    assert digest(laptop) == digest(made.office)
    close(made)


def test_forms_wait_for_the_record_of_their_round(tmp_path: Path) -> None:
    """A laptop may not send rounds: the office makes the same one itself, later."""
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    fill(made.office, tmp_path)
    fill(laptop, tmp_path)
    begun(laptop)
    enter_all(laptop, "h1", INCOME)
    up = tmp_path / "up.rasoat"
    pack.pack(laptop, up)
    receive.receive(made.office, [up])
    assert households.page(made.office, Filter()).total == 2
    done = begun(made.office)
    assert (done.households, done.known) == (0, 2)
    classes = {row.class_ for row in households.page(made.office, Filter()).rows}
    assert classes == {"medium", "unknown"}
    assert digest(laptop) == digest(made.office)
    close(made)


def test_what_two_sides_wrote_differently_is_asked_again(tmp_path: Path) -> None:
    made = world(tmp_path, laptops=1)
    (laptop,) = made.laptops
    fill(made.office, tmp_path)
    fill(laptop, tmp_path)
    enter_all(laptop, "h1", ["roof=nondurable"])
    enter_all(made.office, "h1", ["roof=@unknown"])
    up = tmp_path / "up.rasoat"
    pack.pack(laptop, up)
    receive.receive(made.office, [up])
    begun(made.office)
    assert enter.open_form(made.office, form_key("h1", SECOND)).form.answer("roof") is None
    close(made)


def _old_commune(folder: Path, code: str, village: str) -> Workspace:
    new = NewWorkspace("vn-2022", 2024, "2024-10-01", code, units="2020", person="Máy cũ")
    made = workspace.create(folder / "W", new, clock=still_clock, new_uid=uids("old"))
    assert units.add_village(made, code, "Nà Mơ").code == village
    lines = [household("0001", uid="h1", unit=code, village=village)]
    import_households(made, write_lines(folder / "old.ndjson", *lines))
    return made


def test_a_village_keeps_its_code_when_its_commune_was_merged(tmp_path: Path) -> None:
    ws = _old_commune(tmp_path, "01900", "01900-01")
    begun(ws, NewRound("vn-2022/2024/periodic", 2026, "2026-10-01"))
    assert ws.home.code == "01906"
    opened = enter.open_form(ws, form_key("h1", FIRST))
    assert (opened.form.answer("unit"), opened.form.answer("village")) == ("01906", "01900-01")
    assert "village_elsewhere" not in {problem.code for problem in opened.problems}
    assert [unit.code for unit in units.villages(ws, "01906")] == ["01900-01"]
    rows = {row.unit: row.values["1"] for row in report.table(ws, "R1").rows}
    assert (rows["01906"], rows["01900-01"]) == (1, 1)
    rounds.switch(ws, "vn-2022/2024/periodic")
    rows = {row.unit: row.values["1"] for row in report.table(ws, "R1").rows}
    assert (rows["01900"], rows["01900-01"]) == (1, 1), "the old round still has the old commune"
    workspace.close(ws)


def test_a_divided_commune_is_asked_for(tmp_path: Path) -> None:
    ws = _old_commune(tmp_path, "05932", "05932-01")
    new = NewRound("vn-2022/2024/periodic", 2026, "2026-10-01")
    with pytest.raises(RasoatError) as refused:
        begun(ws, new)
    assert refused.value.code == "unit_was_divided"
    assert "05908" in str(refused.value.slots["known"])
    assert len(rounds.listed(ws)) == 1
    begun(ws, NewRound(new.before, new.year, new.date, unit="05908"))
    assert enter.open_form(ws, form_key("h1", FIRST)).form.answer("unit") == "05908"
    workspace.close(ws)


def test_closing_and_opening_again_are_records(ws: Workspace) -> None:
    before = digest(ws)
    closed = close_round(ws, "Đã nộp báo cáo")
    assert closed.closed == still_clock().astimezone().date().isoformat()
    with pytest.raises(RasoatError) as refused:
        enter.enter(ws, enter.new_form(ws), "address", "Nà Mơ")
    assert refused.value.code == "round_closed"
    with pytest.raises(RasoatError):
        close_round(ws, "lần nữa")
    reopen_round(ws, "Sót một hộ")
    found = revisions.record(ws.store, "round", SECOND)
    assert sorted(one.why for one in found.values()) == ["", "Sót một hộ", "Đã nộp báo cáo"]
    assert digest(ws) == before, "open again is as it was"
    enter.enter(ws, enter.new_form(ws), "address", "Nà Mơ")
    with pytest.raises(RasoatError):
        reopen_round(ws, "lần nữa")
    workspace.close(ws)


def test_the_next_round_may_have_another_standard(tmp_path: Path) -> None:
    """What it does not ask stays behind, what it asks anew is open; the old form is readable as it was."""
    ws = make(tmp_path / "W")
    fill(ws, tmp_path)
    new = begun(ws, NewRound(FIRST, 2027, "2027-10-01", edition="vn-2027"))
    key = form_key("h1", new.round.key)
    assert (new.round.key, ws.edition.id) == ("vn-2027/2027/periodic", "vn-2027")
    opened = enter.open_form(ws, key)
    assert opened.form.answer("media") is None
    assert "waste_treated" in opened.unanswered
    assert opened.form.answer("water_source") == "other"
    before = carry.last(ws, key)
    assert before is not None
    assert (before.class_, before.edition.id) == ("poor", "vn-2022")
    enter_all(ws, "h1", ["waste_treated=yes", "income_basis=amount", "income_per_head=2200000"])
    assert {row.class_ for row in households.page(ws, Filter()).rows} == {"poor", "unknown"}
    row = report.table(ws, "R1").rows[0]
    assert row.values["3"] == 1, "it is in the tables of its new standard, whose names are ours"
    rounds.switch(ws, FIRST)
    assert enter.open_form(ws, form_key("h1", FIRST)).form.answer("media") == ("radio",)
    assert {row.class_ for row in households.page(ws, Filter()).rows} == {"poor"}
    workspace.close(ws)


def test_a_form_of_another_round_is_not_opened_by_mistake(ws: Workspace) -> None:
    with pytest.raises(RasoatError) as refused:
        enter.open_form(ws, form_key("h1", FIRST))
    assert refused.value.code == "other_round"


def test_an_import_goes_into_the_round_that_is_worked_in(ws: Workspace, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "more.ndjson", household("0009", uid="h9"))
    assert import_households(ws, lines).new == 1
    assert households.page(ws, Filter()).total == 3
    rounds.switch(ws, FIRST)
    assert households.page(ws, Filter()).total == 2


def test_carrying_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    made = make(tmp_path / "W")
    fill(made, tmp_path)
    before = digest(made)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        new_round(made, NEXT, progress=stop)
    assert (digest(made), made.round.key) == (before, FIRST)
    assert [row.round.key for row in rounds.listed(made)] == [FIRST]
    assert households.page(made, Filter()).total == 2
    workspace.close(made)
