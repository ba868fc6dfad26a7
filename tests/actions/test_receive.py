"""Receiving: the dry run is exact and leaves no trace; repeated, refused and stopped files change nothing."""

from pathlib import Path

import pytest

from desktop.actions import backup, enter, pack, receive, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.actions.write import put_record
from desktop.errors import Cancelled
from desktop.records.model import form_key
from desktop.store import bundles, revisions
from tests.worlds import COMMUNE, World, close, household, still_clock, uids, world, write_lines

pytestmark = pytest.mark.slow


@pytest.fixture
def made(tmp_path: Path) -> World:
    made = world(tmp_path, laptops=2)
    lines = write_lines(tmp_path / "list.ndjson", *(household(f"{n:04}", uid=f"h{n}") for n in range(1, 4)))
    import_households(made.office, lines)
    for laptop, certificate in zip(made.laptops, made.certificates, strict=True):
        handed = certificate.with_suffix(".down.rasoat")
        pack.pack(made.office, handed, for_certificate=certificate)
        receive.receive(laptop, [handed])
    return made


def _packed(ws: Workspace, folder: Path) -> Path:
    to = folder / f"{ws.person}.rasoat"
    pack.pack(ws, to)
    return to


def test_a_laptop_that_got_the_list_has_the_same_state(made: World) -> None:
    assert digest(made.laptops[0]) == digest(made.office)
    close(made)


def test_the_plan_says_what_receiving_does_and_writes_nothing(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h1", ["b1_points=150"])
    enter_all(made.laptops[0], "new", ["household_code=0009", "members/+1/name=Mã Thị Mới"])
    file = _packed(made.laptops[0], tmp_path)
    before = digest(made.office)
    plan = receive.plan(made.office, [file])
    assert digest(made.office) == before
    assert bundles.rows(made.office.store)[0].direction == bundles.OUT
    (planned,) = plan.files
    assert (planned.counts.new, planned.counts.merged, planned.counts.clashing) == (1, 1, 0)
    assert {(change.column_key, change.before, change.after) for change in plan.figures} >= {
        ("1", 3, 4),
        ("3", 3, 2),
    }
    done = receive.apply(made.office, plan)
    assert done.plan.counts == plan.counts
    assert done.plan.figures == plan.figures
    assert digest(made.office) != before
    assert done.backup is not None
    assert done.backup.is_dir()
    close(made)


def test_the_same_file_again_changes_nothing(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Phại"])
    file = _packed(made.laptops[0], tmp_path)
    receive.receive(made.office, [file])
    before = digest(made.office)
    again = receive.receive(made.office, [file, file])
    assert [planned.already for planned in again.files] == [True, True]
    assert again.counts.new + again.counts.merged + again.counts.clashing == 0
    assert (again.backup, again.plan.figures) == (None, ())
    assert digest(made.office) == before
    close(made)


def test_the_backup_is_of_the_moment_before(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Phại"])
    before = digest(made.office)
    done = receive.receive(made.office, [_packed(made.laptops[0], tmp_path)])
    assert done.backup
    assert digest(made.office) != before
    workspace.close(made.office)
    made.office = workspace.open_workspace(done.backup, None, clock=still_clock, new_uid=uids("lại"))
    assert digest(made.office) == before
    close(made)


def test_only_refused_files_cost_no_backup(made: World, tmp_path: Path) -> None:
    file = _packed(made.laptops[0], tmp_path)
    file.write_bytes(file.read_bytes()[:-1])
    done = receive.receive(made.office, [file])
    assert (done.backup, done.plan.accepted, done.counts) == (None, (), receive.Counts())
    assert backup.listed(made.office) == ()
    close(made)


def test_different_fields_merge_and_the_same_field_clashes(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Phại", "remarks=một"])
    enter_all(made.laptops[1], "h1", ["head_phone=0911222333", "remarks=hai"])
    files = [_packed(laptop, tmp_path) for laptop in made.laptops]
    plan = receive.plan(made.office, files)
    assert [(clash.key, clash.path) for clash in plan.clashes] == [("h1@vn-2022/2026/periodic", "remarks")]
    receive.apply(made.office, plan)
    close(made)


def test_stopping_in_the_middle_leaves_nothing_half_done(made: World, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "more.ndjson", *(household(f"1{n:03}", uid=f"m{n}") for n in range(150)))
    import_households(made.laptops[0], lines)
    file = _packed(made.laptops[0], tmp_path)
    before = digest(made.office)

    def stop(done: int, total: int) -> None:
        if done >= 100 and total < 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        receive.receive(made.office, [file], stop)
    assert digest(made.office) == before
    assert receive.receive(made.office, [file]).counts.new == 150
    close(made)


def test_a_refused_file_beside_a_good_one_leaves_no_trace(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h2", ["address=Bản Piềng"])
    good = _packed(made.laptops[0], tmp_path)
    bad = tmp_path / "bad.rasoat"
    bad.write_bytes(good.read_bytes()[:-1])
    done = receive.receive(made.office, [bad, good])
    assert [file.accepted for file in done.files] == [False, True]
    assert done.files[0].error is not None
    assert done.files[0].error.code == "bundle_truncated"
    close(made)


def test_a_laptop_may_not_write_another_commune(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h1", ["unit=01894"])
    file = _packed(made.laptops[0], tmp_path)
    before = digest(made.office)
    (planned,) = receive.receive(made.office, [file]).files
    assert planned.error is not None
    assert planned.error.code == "bundle_outside_scope"
    assert digest(made.office) == before
    close(made)


def test_what_an_office_decides_comes_down_and_what_a_laptop_may_not_write_stays_out(
    made: World, tmp_path: Path
) -> None:
    units.add_village(made.office, COMMUNE, "Nà Mơ")
    units.set_total(made.office, COMMUNE, {"households": 40, "persons": 171})
    down = tmp_path / "down.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(made.laptops[0], [down])
    assert [unit.name for unit in units.villages(made.laptops[0], COMMUNE)] == ["Nà Mơ"]
    units.add_village(made.laptops[0], COMMUNE, "Bản Váng")
    (planned,) = receive.receive(made.office, [_packed(made.laptops[0], tmp_path)]).files
    assert planned.counts.not_theirs == 1
    assert [unit.name for unit in units.villages(made.office, COMMUNE)] == ["Nà Mơ"]
    close(made)


def test_a_withdrawal_from_the_office_takes_values_back_at_the_laptop(made: World, tmp_path: Path) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai", "remarks=giữ lại"])
    held = revisions.record(made.laptops[0].store, "form", "h1@vn-2022/2026/periodic")
    (rev,) = (rev for rev, revision in held.items() if revision.author == "Máy 1")
    receive.receive(made.office, [_packed(made.laptops[0], tmp_path)])
    enter_all(made.office, "h1", ["remarks=sửa sau"])
    put_record(made.office, "withdrawal", "thử", {"revisions": (rev,), "withdrawn": True})
    down = tmp_path / "down.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(made.laptops[0], [down])
    form = enter.open_form(made.laptops[0], form_key("h1", "vn-2022/2026/periodic")).form
    assert form.answer("address") is None
    assert form.answer("remarks") == "sửa sau"
    close(made)


def test_records_of_a_kind_that_this_program_does_not_know_are_kept_and_passed_on(
    made: World, tmp_path: Path
) -> None:
    put_record(made.office, "target", "vn-2022/2026/periodic/01906/poor", {"count": 12})
    down = tmp_path / "down.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(made.laptops[0], [down])
    assert digest(made.laptops[0]) == digest(made.office)
    close(made)
