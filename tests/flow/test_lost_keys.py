"""Keys are lost and laptops stolen: what the office says then reaches everybody, and nothing is lost."""

from pathlib import Path

import pytest

from desktop.actions import laptops, office, pack, receive, renewal, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.script import enter_all
from desktop.bundle import notice
from desktop.errors import RasoatError
from desktop.store.results import Filter, count
from tests.worlds import COMMUNE, World, close, enrol, make, run, world

NEW = ["household_code=0001", f"unit={COMMUNE}", "members/+1/name=Lý Thị Thử"]


def packed(ws: Workspace, to: Path, for_certificate: Path | None = None) -> Path:
    pack.pack(ws, to, for_certificate=for_certificate)
    return to


def reason(ws: Workspace, file: Path) -> str:
    """Why a file is refused; "" when it is accepted."""
    (found,) = receive.receive(ws, [file]).files
    return found.error.code if found.error else ""


def words_of(ws: Workspace) -> str:
    return " ".join(office.identity(ws).fingerprint)


@pytest.fixture
def made(tmp_path: Path) -> World:
    return world(tmp_path, laptops=2)


def test_a_stolen_laptop_is_taken_back_and_what_it_sent_before_stays(made: World, tmp_path: Path) -> None:
    thief, good = made.laptops
    keys = tmp_path / "keys"
    enter_all(thief, "new", NEW)
    assert reason(made.office, packed(thief, tmp_path / "before.rasoat")) == ""
    enter_all(thief, "new", NEW)
    words = words_of(thief).upper()
    assert (
        run("office", "revoke", keys, "--words", *words.split(), "--from", "2026-11-01", "--why", "Mất máy")
        == 0
    )
    assert reason(made.office, packed(thief, tmp_path / "not heard yet.rasoat")) == ""
    assert renewal.update(made.office, keys) == "Ban Chỉ đạo xã Ba Bể"
    assert reason(made.office, packed(thief, tmp_path / "after.rasoat")) == "bundle_revoked_device"
    assert count(made.office.store, Filter()) == 2
    one, two = sorted(laptops.listed(made.office), key=lambda one: not one.since)
    assert (one.since, one.why, one.fingerprint) == (
        "2026-11-01",
        "Mất máy",
        office.identity(thief).fingerprint,
    )
    assert (two.since, two.last) == ("", "")

    with pytest.raises(RasoatError) as caught:
        pack.pack(made.office, tmp_path / "down.rasoat", for_certificate=made.certificates[0])
    assert caught.value.code == "enrolment_taken_back"
    down = packed(made.office, tmp_path / "down.rasoat", for_certificate=made.certificates[1])
    assert reason(good, down) == ""
    assert thief.device.key in office.trust(good).revoked  # it came along in the bundle
    close(made)


def test_a_laptop_that_came_back_is_enrolled_with_new_keys(made: World, tmp_path: Path) -> None:
    laptop, keys = made.laptops[0], tmp_path / "keys"
    enter_all(laptop, "new", NEW)
    down = packed(made.office, tmp_path / "down.rasoat", for_certificate=made.certificates[0])
    laptops.revoke(keys, None, str(made.certificates[0]), since="2026-11-01", why="Mất máy")
    renewal.update(made.office, keys)
    before = laptop.device.key, laptop.epoch
    renewal.new_keys(laptop)
    assert laptop.device.key != before[0]
    assert laptop.epoch != before[1]
    assert office.certificate_above(laptop) is None
    enrol(laptop, keys, tmp_path / "again")
    assert reason(laptop, down) == ""  # packed for its old keys
    workspace.close(laptop)
    again = workspace.open_workspace(laptop.folder, None, clock=laptop.clock, new_uid=laptop.new_uid)
    assert again.device == laptop.device
    renewal.update(made.office, keys)
    assert reason(made.office, packed(again, tmp_path / "up.rasoat")) == ""
    assert digest(again) == digest(made.office)
    workspace.close(again)
    workspace.close(made.office)
    workspace.close(made.laptops[1])


def test_a_lost_laptop_comes_back_from_what_the_office_holds(made: World, tmp_path: Path) -> None:
    lost, keys = made.laptops[0], tmp_path / "keys"
    enter_all(lost, "new", NEW)
    assert reason(made.office, packed(lost, tmp_path / "up.rasoat")) == ""
    laptops.revoke(keys, None, lost.device.key, since="2026-11-01", why="Hỏng ổ cứng")
    fresh = make(tmp_path / "fresh", "Máy mới")
    certificate = enrol(fresh, keys, tmp_path / "fresh")
    renewal.update(made.office, keys)
    down = packed(made.office, tmp_path / "down.rasoat", for_certificate=certificate)
    assert reason(fresh, down) == ""
    assert digest(fresh) == digest(lost) == digest(made.office)
    workspace.close(fresh)
    close(made)


def test_a_lost_daily_key_is_made_anew(made: World, tmp_path: Path) -> None:
    one, two = made.laptops
    keys = tmp_path / "keys"
    enter_all(one, "new", NEW)
    on_its_way = packed(one, tmp_path / "one.rasoat")
    (keys / "daily.key").unlink()
    assert run("office", "recover", keys) == 0
    assert notice.read(keys / "office.notice").number == 1
    assert renewal.update(made.office, keys)
    certificate = tmp_path / "laptop1.cert"
    assert reason(one, packed(made.office, tmp_path / "down.rasoat", for_certificate=certificate)) == ""
    assert renewal.update(two, keys / "office.notice")
    for laptop in (one, two):
        enter_all(laptop, "new", NEW)
    for file in (on_its_way, packed(one, tmp_path / "b.rasoat"), packed(two, tmp_path / "c.rasoat")):
        assert reason(made.office, file) == "", file

    fresh = make(tmp_path / "fresh", "Văn phòng", office=keys)  # the office's computer was lost as well
    assert reason(fresh, tmp_path / "b.rasoat") == ""
    assert reason(fresh, on_its_way) == "bundle_not_for_us"
    workspace.close(fresh)
    recovery = keys / "offline" / "recovery.key"
    assert (
        run("receive", tmp_path / "fresh", on_its_way, tmp_path / "c.rasoat", "--recovery-key", recovery) == 0
    )
    again = workspace.open_workspace(fresh.folder, None, clock=fresh.clock, new_uid=fresh.new_uid)
    assert digest(again) == digest(made.office)
    workspace.close(again)
    close(made)


def test_the_second_notice_holds_the_first(made: World, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    for laptop in made.laptops:
        laptops.revoke(keys, None, laptop.device.key, since="2026-11-01", why="Mất máy")
    first = notice.read(keys / "office.notice")
    renewal.recover(keys, None)
    renewal.update(made.office, keys)
    notices_ = office.trust(made.office).revoked
    assert set(notices_) == {laptop.device.key for laptop in made.laptops}
    notice.write(first, tmp_path / "old.notice")
    renewal.update(made.office, tmp_path / "old.notice")  # late: it changes nothing
    assert office.trust(made.office).revoked == notices_
    with pytest.raises(RasoatError) as caught:
        laptops.revoke(keys, None, words_of(made.laptops[0]), since="2026-11-01", why="lần nữa")
    assert caught.value.code == "already_revoked"
    close(made)


def test_a_notice_of_strangers_is_not_heard(made: World, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger"
    office.new_office(stranger, "Ban khác", None)
    laptops.revoke(stranger, None, made.laptops[0].device.key, since="2026-11-01", why="ác ý")
    for source in (stranger, stranger / "office.notice"):
        with pytest.raises(RasoatError) as caught:
            renewal.update(made.office, source)
        assert caught.value.code == "notice_of_other_office"
    assert not office.trust(made.office).revoked
    close(made)
