"""Taking out and bringing back: shown first exactly, order-free, and nothing else is touched."""

import json
from pathlib import Path

import pytest

from desktop.actions import clashes, enter, pack, receive, settle, targets, withdraw
from desktop.actions.backup import listed
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.bundle import keys
from desktop.editions.values import Value
from desktop.errors import RasoatError
from desktop.records.model import form_key
from desktop.store import results, shelf
from tests.worlds import World, close, household, run, world, write_lines

pytestmark = pytest.mark.slow
KEY = form_key("h1", "vn-2022/2026/periodic")
NEW = "new household"


@pytest.fixture
def made(tmp_path: Path) -> World:
    """Three households, handed out to two laptops."""
    made = world(tmp_path, laptops=2)
    lines = write_lines(tmp_path / "list.ndjson", *(household(f"{n:04}", uid=f"h{n}") for n in range(1, 4)))
    import_households(made.office, lines)
    for number in range(2):
        hand_down(made, number)
    return made


def hand_down(made: World, number: int) -> None:
    down = made.folder / "down.rasoat"
    pack.pack(made.office, down, for_certificate=made.certificates[number])
    receive.receive(made.laptops[number], [down])


def sent(made: World, number: int) -> str:
    """A bundle of a laptop, received; its id."""
    file = made.folder / "up.rasoat"
    packed = pack.pack(made.laptops[number], file)
    receive.receive(made.office, [file])
    return packed.id


def answer(ws: Workspace, path: str) -> Value | None:
    return enter.open_form(ws, KEY).form.answer(path)


def test_a_bundle_is_taken_out_and_brought_back(made: World) -> None:
    clean = digest(made.office)
    enter_all(made.laptops[0], "h1", ["address=Nà Sai", "b1_points=200"])
    enter_all(made.laptops[0], "new", ["household_code=0009", "unit=01906", "members/+1/name=Mã Thị Mới"])
    bundle = sent(made, 0)
    enter_all(made.office, "h1", ["remarks=sửa sau"])
    before = digest(made.office)
    target = targets.bundle(made.office, bundle)
    planned = withdraw.plan(made.office, target)
    assert digest(made.office) == before
    assert (planned.households, planned.revisions, len(planned.later)) == (2, 2, 1)
    assert {(one.title, one.after) for one in planned.moved} >= {("Mã Thị Mới", "")}
    assert ("R1", "1", 4, 3) in {(c.table, c.column_key, c.before, c.after) for c in planned.figures}

    done = withdraw.withdraw(made.office, target, "gửi nhầm")
    assert done.effect == planned
    assert listed(made.office)[0].reason == shelf.WITHDRAW
    assert answer(made.office, "address") is None
    assert (answer(made.office, "b1_points"), answer(made.office, "remarks")) == (120, "sửa sau")
    assert results.count(made.office.store, results.Filter()) == 3
    assert digest(made.office) not in (clean, before)

    back = withdraw.restore(made.office, bundle, "không nhầm").effect
    assert (back.revisions, back.out) == (2, False)
    assert (answer(made.office, "address"), answer(made.office, "b1_points")) == ("Nà Sai", 200)
    assert results.count(made.office.store, results.Filter()) == 4
    with pytest.raises(RasoatError, match="not taken out"):
        withdraw.restore(made.office, bundle, "lần nữa")
    close(made)


def test_it_travels_down_and_comes_back_there_too(made: World) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai"])
    bundle = sent(made, 0)
    withdraw.withdraw(made.office, targets.bundle(made.office, bundle), "nhầm")
    hand_down(made, 0)
    assert answer(made.laptops[0], "address") is None
    withdraw.restore(made.office, bundle, "đúng")
    hand_down(made, 0)
    assert answer(made.laptops[0], "address") == "Nà Sai"
    with pytest.raises(RasoatError, match="Only an office"):
        withdraw.plan(made.laptops[0], targets.Target("bundle/x", (), {}))
    close(made)


def test_what_two_bundles_brought_goes_with_the_last_of_them(made: World) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai"])
    first = sent(made, 0)
    enter_all(made.laptops[0], "h1", ["remarks=hai"])
    second = sent(made, 0)
    with pytest.raises(RasoatError, match=second):
        targets.bundle(made.office, first)
    withdraw.withdraw(made.office, targets.bundle(made.office, second), "nhầm")
    assert (answer(made.office, "address"), answer(made.office, "remarks")) == ("Nà Sai", None)
    withdraw.withdraw(made.office, targets.bundle(made.office, first), "cũng nhầm")
    assert answer(made.office, "address") is None
    withdraw.restore(made.office, second, "đúng rồi")
    assert (answer(made.office, "address"), answer(made.office, "remarks")) == ("Nà Sai", "hai")
    close(made)


def test_a_laptop_from_a_counter_on(made: World, capsys: pytest.CaptureFixture[str]) -> None:
    enter_all(made.laptops[0], "h1", ["address=một"])
    enter_all(made.laptops[0], "h1", ["remarks=hai"])
    sent(made, 0)
    words = " ".join(keys.fingerprint(made.laptops[0].device.key))
    (found,) = targets.days(made.office, targets.find_laptop(made.office, words).epoch)
    assert found.day == "2026-10-05"
    target = targets.laptop(made.office, made.laptops[0].device.key, found.last)
    withdraw.withdraw(made.office, target, "máy hỏng")
    assert (answer(made.office, "address"), answer(made.office, "remarks")) == ("một", None)
    with pytest.raises(RasoatError, match="No bundle of a laptop"):
        targets.find_laptop(made.office, "không có")
    folder = made.office.folder
    close(made)
    capsys.readouterr()
    assert run("withdraw", folder, "--laptop", words) == 0
    assert f"2026-10-05: {found.first} to {found.last}" in capsys.readouterr().out
    assert run("restore-bundle", folder, target.stem, "--why", "đã xem lại", "--json") == 0
    assert json.loads(capsys.readouterr().out)["revisions"] == 1


def test_an_officers_decisions_are_undone_and_the_clash_is_open_again(made: World) -> None:
    for number in range(2):
        enter_all(made.laptops[number], "h1", [f"address=máy {number}"])
        sent(made, number)
    (clash,) = clashes.list_clashes(made.office)
    settle.settle(made.office, clash.clash.id, take=1, why="đã hỏi")
    assert clashes.list_clashes(made.office) == ()
    done = withdraw.withdraw(made.office, targets.decisions(made.office, "Văn phòng"), "chưa hỏi ai")
    assert done.effect.clashes == 1
    assert [one.clash.id for one in clashes.list_clashes(made.office)] == [clash.clash.id]
    close(made)


def test_withdraw_beside_restore_is_a_clash_that_a_person_settles(made: World) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai"])
    bundle = sent(made, 0)
    withdraw.withdraw(made.office, targets.bundle(made.office, bundle), "nhầm")
    found = made.office.store.rows("SELECT key FROM state WHERE kind = 'withdrawal'")
    assert found == [(f"bundle/{bundle}",)]
    for out, why in ((False, "về"), (True, "đi")):
        _beside(made.office, f"bundle/{bundle}", why, out=out)
    (clash,) = clashes.list_clashes(made.office)
    assert clash.clash.path == "withdrawn"
    assert answer(made.office, "address") is None
    stays = next(side.n for side in clash.sides if side.values["withdrawn"] is False)
    settle.settle(made.office, clash.clash.id, take=stays, why="giữ gói này")
    assert answer(made.office, "address") == "Nà Sai"
    close(made)


def _beside(ws: Workspace, key: str, why: str, *, out: bool) -> None:
    """Somebody else, who knew only the first withdrawal, says so too."""
    from desktop.actions import seal
    from desktop.records.revision import Revision
    from desktop.store import revisions

    held = revisions.record(ws.store, "withdrawal", key)
    first = next(rev for rev, one in held.items() if not one.parents)
    body = {**held[first].body, "withdrawn": out}
    made = Revision("withdrawal", key, body, frozenset({"withdrawn"}), (first,), why=why)
    from desktop.actions import records

    with ws.store.write():
        seal.sign(ws, made, held)
        found = revisions.record(ws.store, "withdrawal", key)
        records.project(ws, records.merged(ws, "withdrawal", key, found, frozenset()))


def test_the_command_owes_a_reason_and_shows_first(made: World, capsys: pytest.CaptureFixture[str]) -> None:
    enter_all(made.laptops[0], "h1", ["address=Nà Sai", "b1_points=200"])
    bundle = sent(made, 0)
    folder = made.office.folder
    close(made)
    capsys.readouterr()
    assert run("withdraw", folder, bundle, "--dry-run") == 0
    said = capsys.readouterr().out
    assert f"bundle/{bundle}: 1 revisions out, 1 households and 0 other records touched" in said
    assert run("withdraw", folder, bundle) == 2
    assert run("withdraw", folder, "0" * 12, "--why", "x") == 2
    assert run("withdraw", folder, bundle, "--why", "gửi nhầm", "--by", "Lý Văn Thử") == 0
    capsys.readouterr()
    assert run("bundles", folder, "--json") == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows[bundle]["withdrawn"] is True
