"""Bundles of computers nobody vouches for wait: seen, enrolled, received; let in by hand; thrown away."""

import json
from pathlib import Path

import pytest

from desktop.actions import bundles, laptops, office, pack, quarantine, renewal, workspace
from desktop.actions.context import Workspace
from desktop.actions.digest import digest
from desktop.actions.script import enter_all
from desktop.bundle import quarantine as shelter
from desktop.errors import RasoatError
from desktop.store.results import Filter, count
from tests.worlds import COMMUNE, World, close, enrol, make, run, world

NEW = ["household_code=0001", f"unit={COMMUNE}", "members/+1/name=Lý Thị Thử"]


@pytest.fixture
def made(tmp_path: Path) -> World:
    return world(tmp_path, laptops=0)


@pytest.fixture
def laptop(tmp_path: Path) -> Workspace:
    """A laptop with one household that no office enrolled yet."""
    new = make(tmp_path / "laptop", "Máy 1")
    enter_all(new, "new", NEW)
    return new


def reopened(ws: Workspace) -> Workspace:
    return workspace.open_workspace(ws.folder, None, clock=ws.clock, new_uid=ws.new_uid)


def test_what_came_before_the_enrolment_is_received_after_it(
    made: World, laptop: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys, up = tmp_path / "keys", tmp_path / "sớm.rasoat"
    packed = pack.pack(laptop, up, for_office=keys / "office.pub")
    workspace.close(made.office)
    ws = made.office.folder
    assert run("receive", ws, up, "--dry-run") == 1
    assert not (ws / "quarantine").exists()
    assert run("receive", ws, up) == 1
    assert run("receive", ws, up) == 1  # the same file waits once
    up.unlink()
    capsys.readouterr()
    assert run("quarantine", ws, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["bundle"], one["file"], one["code"]) == (packed.id, "sớm.rasoat", "bundle_unknown_device")
    assert one["fingerprint"] == " ".join(office.identity(laptop).fingerprint)
    assert run("quarantine", ws, "--release", packed.id) == 1

    certificate = enrol(laptop, keys, tmp_path / "laptop")
    assert run("office", "update", ws, certificate) == 0
    assert run("quarantine", ws, "--release", packed.id, "--dry-run") == 0
    assert len(list((ws / "quarantine").glob("*/*"))) == 1
    assert run("quarantine", ws, "--release", packed.id) == 0
    assert not list((ws / "quarantine").iterdir())
    office_ws = reopened(made.office)
    assert digest(office_ws) == digest(laptop)
    assert [row.name for row in bundles.history(office_ws)] == ["sớm.rasoat"]
    workspace.close(office_ws)
    workspace.close(laptop)


def test_the_last_bundle_of_a_stolen_laptop_can_be_let_in_by_hand(
    made: World, laptop: Workspace, tmp_path: Path
) -> None:
    keys, up = tmp_path / "keys", tmp_path / "up.rasoat"
    enrol(laptop, keys, tmp_path / "laptop")
    packed = pack.pack(laptop, up)
    pack.pack(laptop, tmp_path / "later.rasoat")
    laptops.revoke(keys, None, laptop.device.key, since="2026-10-01", why="Mất máy")
    renewal.update(made.office, keys)
    workspace.close(made.office)
    ws = made.office.folder
    assert run("receive", ws, up, tmp_path / "later.rasoat") == 1
    assert run("quarantine", ws, "--release", packed.id) == 1
    assert run("quarantine", ws, "--release", packed.id, "--why", "Chị Lan đưa tận tay") == 0
    office_ws = reopened(made.office)
    assert count(office_ws.store, Filter()) == 1
    (other,) = quarantine.listed(office_ws)
    assert other.by_hand
    quarantine.discard(office_ws, other.id)
    assert not quarantine.listed(office_ws)
    with pytest.raises(RasoatError) as caught:
        quarantine.release(office_ws, other.id)
    assert caught.value.code == "not_in_quarantine"
    workspace.close(office_ws)
    workspace.close(laptop)


def test_strangers_cannot_fill_the_disk(
    made: World, laptop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelter, "MOST_FILES", 2)
    folder = made.office.folder / quarantine.FOLDER
    for n in range(3):
        up = tmp_path / f"{n}.rasoat"
        pack.pack(laptop, up, for_office=tmp_path / "keys" / "office.pub")
        if n < 2:
            shelter.put(folder, up)
    with pytest.raises(RasoatError) as caught:
        shelter.put(folder, tmp_path / "2.rasoat")
    assert caught.value.code == "quarantine_full"
    shelter.put(folder, tmp_path / "1.rasoat")  # it waits there already
    damaged = shelter.waiting(folder)[0].path
    damaged.write_bytes(b"RASOAT-BUNDLE 1\n")
    assert len(shelter.waiting(folder)) == 1
    (tmp_path / "odd.rasoat").write_bytes((tmp_path / "2.rasoat").read_bytes()[:-9])
    with pytest.raises(RasoatError) as caught:
        shelter.put(folder, tmp_path / "odd.rasoat")
    assert caught.value.code == "bundle_truncated"
    workspace.close(laptop)
    close(made)
