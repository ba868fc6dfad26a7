"""What a receipt warns of before files are taken in, and the log of bundles that travels along."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.actions import audit, backup, caution, pack, people, receive, workspace
from desktop.actions.caution import Second
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.records import chain
from desktop.records.chain import Entry
from desktop.store import audit as log_store
from desktop.store import driver, revisions
from tests.worlds import NOON, World, close, household, run, still_clock, uids, world, write_lines

pytestmark = pytest.mark.slow


@pytest.fixture
def made(tmp_path: Path) -> World:
    """Twenty households at an office, and at one laptop."""
    made = world(tmp_path, laptops=1)
    lines = write_lines(tmp_path / "list.ndjson", *(household(f"{n:04}", uid=f"h{n}") for n in range(20)))
    import_households(made.office, lines)
    down = tmp_path / "down.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(made.laptops[0], [down])
    return made


def up(made: World, name: str = "up") -> Path:
    file = made.folder / f"{name}.rasoat"
    pack.pack(made.laptops[0], file)
    return file


def test_nothing_is_odd_about_a_laptop_that_keeps_its_numbers(made: World) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai"])
    assert receive.receive(made.office, [up(made)]).plan.cautions == ()
    close(made)


def test_numbers_that_never_came_are_named(made: World) -> None:
    for n in range(5):
        enter_all(made.laptops[0], f"h{n}", ["address=Nà Sai"])
    store, epoch = made.laptops[0].store, made.laptops[0].epoch
    first = store.rows("SELECT min(counter) FROM revision WHERE epoch = ? AND kind = 'form'", (epoch,))[0][0]
    with store.write():
        for table, name in (("brought", "revision"), ("revision", "id")):
            found = "SELECT id FROM revision WHERE counter = ? AND epoch = ?"
            sql = f"DELETE FROM {table} WHERE {name} IN ({found})"
            store.run(sql, (first + 1, epoch))
    (one,) = receive.plan(made.office, [up(made)]).cautions
    assert (one.code, one.n) == (caution.GAP, 1)
    assert one.detail == f"{first}, {first + 2}–{first + 4}"
    assert one.who.startswith("Xã Ba Bể")
    close(made)


def test_a_copied_laptop_is_told_and_counts_apart_from_then_on(made: World) -> None:
    laptop = made.laptops[0]
    enter_all(laptop, "h1", ["address=trước"])
    workspace.close(laptop)
    twin_folder = made.folder / "twin"
    shutil.copytree(laptop.folder, twin_folder)
    sides = []
    for folder, text in ((laptop.folder, "một"), (twin_folder, "hai")):
        ws = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids(text))
        enter_all(ws, "h2", [f"remarks={text}"])
        pack.pack(ws, made.folder / f"{text}.rasoat")
        sides.append(ws)
    receive.receive(made.office, [made.folder / "một.rasoat"])
    received = receive.receive(made.office, [made.folder / "hai.rasoat"])
    assert [one.code for one in received.plan.cautions if one.code != caution.LOG] == [caution.FORK]
    assert len(revisions.forks(made.office.store)) == 1
    assert [clash.path for clash in received.plan.clashes] == ["remarks"]
    before = sides[0].epoch
    down = made.folder / "down.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[0])
    receive.receive(sides[0], [down])
    assert sides[0].epoch != before
    assert audit.logs(sides[0])[0].entries[-1].what == audit.AGAIN
    made.laptops.clear()
    for ws in (made.office, *sides):
        workspace.close(ws)


def test_a_clock_that_runs_ahead_is_told(made: World) -> None:
    ahead = replace(made.laptops[0], clock=lambda: NOON + timedelta(days=900))
    pack.pack(ahead, made.folder / "up.rasoat")
    (one,) = receive.plan(made.office, [made.folder / "up.rasoat"]).cautions
    assert (one.code, one.detail) == (caution.AHEAD, "2029-03-23")
    close(made)


def test_many_deleted_households_need_another_person(made: World) -> None:
    for n in range(5):
        enter_all(made.laptops[0], f"h{n}", ["deleted=ghi nhầm"])
    file, before = up(made), digest(made.office)
    (one,) = receive.plan(made.office, [file]).cautions
    assert (one.code, one.n, one.detail) == (caution.DELETED, 5, "20")
    for second in (None, Second(made.office.person), Second(" ")):
        with pytest.raises(RasoatError, match="second person"):
            receive.receive(made.office, [file], second=second)
    assert digest(made.office) == before
    receive.receive(made.office, [file], second=Second("Lý Văn Thử"))
    assert digest(made.office) != before
    close(made)


def test_the_second_person_needs_their_own_passphrase(made: World) -> None:
    for n in range(5):
        enter_all(made.laptops[0], f"h{n}", ["deleted=ghi nhầm"])
    people.add(made.office, "Lý Văn Thử", "một câu dài để mở máy")
    strict = replace(made.office, practice=False)
    file = up(made)
    with pytest.raises(RasoatError, match="passphrase"):
        receive.receive(strict, [file], second=Second("Lý Văn Thử", "sai"))
    received = receive.receive(strict, [file], second=Second("Lý Văn Thử", "một câu dài để mở máy"))
    assert received.plan.accepted
    close(made)


def test_the_log_goes_along_and_a_changed_one_is_told(made: World) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai"])
    assert receive.receive(made.office, [up(made, "a")]).plan.cautions == ()
    own, heard = audit.logs(made.office)
    assert [entry.what for entry in own.entries] == [audit.RECEIVE]
    assert own.entries[0].counts["merged"] == 1
    assert [entry.what for entry in heard.entries] == [audit.RECEIVE]
    store = made.laptops[0].store
    ((line,),) = store.rows("SELECT line FROM audit")
    with store.write():
        store.run("DROP TRIGGER audit_only_grows_update")
        store.run("UPDATE audit SET line = ?", (line.replace("Máy 1", "Ai đó"),))
    (one,) = receive.receive(made.office, [up(made, "b")]).plan.cautions
    assert (one.code, one.n) == (caution.LOG, 1)
    close(made)


def test_the_log_only_grows_and_a_restore_stands_in_it(
    made: World, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(driver.Error, match="only grows"):
        made.laptops[0].store.run("DELETE FROM audit")
    kept = backup.back_up(made.laptops[0])
    folder = made.laptops[0].folder
    workspace.close(made.laptops[0])
    backup.restore(kept, folder, now=NOON)
    made.laptops[0] = workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("lại"))
    assert [entry.what for entry in audit.logs(made.laptops[0])[0].entries][-1] == audit.RESTORE
    close(made)
    capsys.readouterr()
    assert run("audit", folder, "--verify", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"whose": "", "count": 2, "broken": None}]


@pytest.mark.parametrize("place", range(4))
def test_a_chain_breaks_where_it_was_touched(place: int) -> None:
    lines, before = [], chain.FIRST
    for n in range(1, 5):
        lines.append(chain.write(Entry(n, "", "x", "receive", str(n), {"new": n}, before)))
        before = chain.name_of(lines[-1])
    assert chain.broken_at(lines) is None
    changed = [*lines]
    changed[place] = lines[place].replace('"new":', '"old":')
    assert chain.broken_at(changed) == (place + 2 if place < 3 else None)
    assert chain.broken_at([*lines[:place], *lines[place + 1 :]]) == (place + 1 if place < 3 else None)
    assert chain.broken_at([*lines[:place], "{}", *lines[place + 1 :]]) == place + 1


def test_no_household_is_in_the_log(made: World) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai"])
    receive.receive(made.office, [up(made)])
    text = "".join(line for _, line in log_store.lines(made.office.store))
    assert "Thử" not in text
    assert "Nà Sai" not in text
    close(made)
