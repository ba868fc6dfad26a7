"""Forgetting a round: nobody is named in the file, its backups or its bundles, and the figures stay."""

from pathlib import Path

import pytest

from desktop.actions import audit, close_round, digest, pack, receive, report, show, signoff, units, workspace
from desktop.actions import backup as backups
from desktop.actions import round as rounds
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.move import move_out
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.purge import purge
from desktop.actions.script import enter_all
from desktop.errors import RasoatError
from desktop.records.model import FormKey
from desktop.store import driver, keys
from desktop.store.driver import Access
from tests import worlds

NEXT = NewRound("vn-2022/2026/periodic", 2027, "2027-10-01")
ROUND, LATER = NEXT.before, "vn-2022/2027/periodic"
SECRETS = ("Lò Thị Vắng", "001080000123", "0912345678", "Cuối bản Xa", "Nghe nói đi rồi", "Gõ nhầm tên")
STAYS = "Nông Văn Thử"


def people() -> list[dict[str, object]]:
    """A household that is reviewed again next year, and one that moves away."""
    gone = worlds.household(
        "0002", uid="h2", head_phone="0912345678", address="Cuối bản Xa", remarks="Nghe nói đi rồi"
    )
    members = gone["members"]
    assert isinstance(members, list)
    first = {**members[0], "name": SECRETS[0], "sex": "f", "id_number": SECRETS[1], "uid": "m1"}
    return [worlds.household("0001", uid="h1"), {**gone, "members": [first]}]


def review(ws: Workspace, folder: Path) -> None:
    """A round from its list to the signature; one household moves away."""
    import_households(ws, worlds.write_lines(folder / "list.ndjson", *people()))
    enter_all(ws, "h2", [f"members/m1/name={SECRETS[5]}"])
    enter_all(ws, "h2", [f"members/m1/name={SECRETS[0]}"])
    move_out(ws, FormKey(f"h2@{ROUND}"))


def finish(ws: Workspace) -> None:
    """Signed, closed; the next round has begun."""
    signoff.sign(ws)
    close_round.close_round(ws, "đã nộp")
    new_round(ws, NEXT)


def made(folder: Path) -> Workspace:
    """A commune in the round after the one that is to be forgotten, with a backup from before."""
    ws = worlds.make(folder / "ws")
    units.add_village(ws, worlds.COMMUNE, "Nà Mơ")
    review(ws, folder)
    finish(ws)
    backups.back_up(ws)
    return ws


def found_in(folder: Path) -> set[str]:
    """Which of the secrets stand in the decrypted dump of a working file."""
    key, _ = keys.open_slot(folder, None)
    plain = folder.parent / f"{folder.name}.plain"
    plain.unlink(missing_ok=True)
    connection = driver.connect(folder / "rasoat.db", key, Access.WRITE)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()
    bytes_of = plain.read_bytes()
    return {one for one in (*SECRETS, STAYS) if one.encode() in bytes_of}


def named(world: worlds.World, bundle: Path) -> set[str]:
    """Which of the secrets a bundle carries."""
    lines = b"".join(show.lines(bundle, world.folder / "keys" / "offline" / "recovery.key", None))
    return {one for one in (*SECRETS, STAYS) if one.encode() in lines}


def searched(ws: Workspace) -> int:
    """How many households the search finds by what must be forgotten."""
    return sum(
        len(ws.store.rows("SELECT 1 FROM word WHERE word MATCH ?", (f'"{word}"',)))
        for word in ("vang", SECRETS[1], SECRETS[2])
    )


def counted(ws: Workspace) -> list[object]:
    """Every table of the round that is to be forgotten, with what is provisional."""
    rounds.switch(ws, ROUND)
    tables = [(one.id, one.rows, one.provisional) for one in report.tables(ws, report.available(ws))]
    rounds.switch(ws, LATER)
    return [*tables]


def test_nothing_names_anybody_after_a_purge_and_the_figures_stay(tmp_path: Path) -> None:
    ws = made(tmp_path)
    (old,) = [one.path for one in backups.listed(ws)]
    figures, hits = counted(ws), searched(ws)
    workspace.close(ws)
    assert found_in(tmp_path / "ws") == {*SECRETS, STAYS}
    assert found_in(old) == {*SECRETS, STAYS}
    words = ("purge", tmp_path / "ws", "--round", ROUND, "--why", "hết hạn lưu")
    assert worlds.run(*words, "--dry-run") == 0
    assert found_in(tmp_path / "ws") == {*SECRETS, STAYS}
    assert worlds.run(*words) == 0
    again = workspace.open_workspace(
        tmp_path / "ws", None, clock=worlds.still_clock, new_uid=worlds.uids("again")
    )
    (new,) = [one.path for one in backups.listed(again)]
    assert not old.exists()
    assert (hits, searched(again)) == (3, 0)
    assert counted(again) == figures
    assert [entry.what for entry in audit.logs(again)[0].entries][-1] == audit.PURGE
    workspace.close(again)
    assert found_in(tmp_path / "ws") == found_in(new) == {STAYS}


def test_only_a_signed_and_closed_round_that_nobody_works_in_is_purged(tmp_path: Path) -> None:
    ws = worlds.make(tmp_path / "ws")
    review(ws, tmp_path)
    for code, then in (
        ("purge_open", lambda: close_round.close_round(ws, "đã nộp")),
        ("purge_open", lambda: new_round(ws, NEXT)),
        ("purge_not_signed", lambda: None),
    ):
        with pytest.raises(RasoatError) as refused:
            purge(ws, ROUND, "hết hạn")
        assert refused.value.code == code
        then()
    with pytest.raises(RasoatError) as refused:
        purge(ws, "vn-2022/2020/periodic", "hết hạn")
    assert refused.value.code == "no_round_to_purge"
    ws.store.close()


def test_a_purged_round_is_neither_opened_again_nor_gone_on_from(tmp_path: Path) -> None:
    ws = made(tmp_path)
    purge(ws, ROUND, "hết hạn")
    assert purge(ws, ROUND, "hết hạn").revisions == 0
    with pytest.raises(RasoatError) as refused:
        new_round(ws, NewRound(ROUND, 2028, "2028-10-01"))
    assert refused.value.code == "round_purged"
    rounds.switch(ws, ROUND)
    with pytest.raises(RasoatError) as refused:
        close_round.reopen_round(ws, "sửa")
    assert refused.value.code == "round_purged"
    ws.store.close()


def test_old_bundles_bring_no_name_back_whatever_comes_first(tmp_path: Path) -> None:
    world = worlds.world(tmp_path, laptops=1)
    (laptop,) = world.laptops
    review(laptop, tmp_path)
    first, late = tmp_path / "first.rasoat", tmp_path / "late.rasoat"
    pack.pack(laptop, first)
    enter_all(laptop, "h2", [f"members/m1/name={SECRETS[5]}"])
    pack.pack(laptop, late)
    receive.receive(world.office, [first])
    finish(world.office)
    purge(world.office, ROUND, "hết hạn")
    for file in (late, first):
        receive.receive(world.office, [file])
    once = digest.digest(world.office)
    purge(world.office, ROUND, "hết hạn")
    assert digest.digest(world.office) == once
    down = tmp_path / "down.rasoat"
    pack.pack(world.office, down, for_certificate=world.certificates[0])
    assert named(world, late) == {*SECRETS, STAYS}
    assert named(world, down) == {STAYS}
    worlds.close(world)
    assert found_in(tmp_path / "office") == {STAYS}
    assert found_in(tmp_path / "laptop1") == {*SECRETS, STAYS}
