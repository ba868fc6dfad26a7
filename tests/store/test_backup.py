"""Backups: whole workspaces that open, thinned out by number, restored without losing what stood there."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import RasoatError
from desktop.store import backup, copies, database, drafts, keys, shelf
from desktop.store.database import Store
from desktop.store.schema import VERSION
from tests.store.made import FORM, KEY, NOW


def change(store: Store, value: str) -> None:
    """Enter an answer."""
    drafts.put_all(store, FORM, [("area", None, value)], base=(), who="Lan", when=NOW)


def area(folder: Path) -> object:
    """The answer that the workspace in `folder` holds."""
    store = database.open_store(folder, KEY, now=NOW)
    draft = drafts.read(store, FORM)
    store.close()
    return draft.touched["area"] if draft else None


def test_a_backup_is_a_workspace(store: Store) -> None:
    change(store, "rural")
    made = backup.back_up(store, reason=shelf.RECEIVE, now=NOW)
    change(store, "urban")
    assert made.name == f"000001-20261124-173000-receive-v{VERSION}"
    assert sorted(path.name for path in made.iterdir()) == ["keys.json", "rasoat.db"]
    assert keys.open_slot(made, None) == (KEY, "Lan")
    assert area(made) == "rural"


def test_a_backup_knows_that_it_is_one(store: Store) -> None:
    made = backup.back_up(store, reason=shelf.HOURLY, now=NOW)
    copy = database.open_store(made, KEY, now=NOW)
    assert copy.get(copies.COPY) == {"at": NOW.isoformat(), "reason": "hourly"}
    copy.close()
    assert store.get(copies.COPY) is None


def test_a_backup_in_another_place(store: Store, tmp_path: Path) -> None:
    made = backup.back_up(store, reason=shelf.MANUAL, now=NOW, to=tmp_path / "stick")
    assert made.parent == tmp_path / "stick"
    assert backup.backups(store.folder) == ()


def test_a_backup_is_as_secret_as_the_file(store: Store) -> None:
    change(store, "Hoàng Thị Xuân Diệu")
    made = backup.back_up(store, reason=shelf.MANUAL, now=NOW)
    assert "Xuân Diệu".encode() not in (made / "rasoat.db").read_bytes()
    with pytest.raises(RasoatError) as failed:
        database.open_store(made, bytes(32), now=NOW)
    assert failed.value.code == "wrong_key"


def test_a_backup_cannot_hold_half_a_write(store: Store) -> None:
    with store.write(), pytest.raises(RuntimeError, match="outside a transaction"):
        backup.back_up(store, reason=shelf.MANUAL, now=NOW)
    with pytest.raises(ValueError, match="no reason"):
        backup.back_up(store, reason="whim", now=NOW)


def test_a_worker_backs_up_while_another_connection_writes(store: Store) -> None:
    own = store.reopen()
    with store.write():
        change(store, "rural")
        made = backup.back_up(own, reason=shelf.HOURLY, now=NOW)
    own.close()
    assert area(made) is None


def test_a_damaged_file_makes_no_backup(store: Store) -> None:
    with store.write():
        for n in range(200):
            store.put(f"name {n}", {"text": "x" * 500})
    store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    file = store.folder / "rasoat.db"
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes(content)
    fresh = store.reopen()
    with pytest.raises(RasoatError) as failed:
        backup.back_up(fresh, reason=shelf.HOURLY, now=NOW)
    assert failed.value.code == "database_damaged"
    assert list((store.folder / shelf.FOLDER).iterdir()) == []
    fresh.close()
    with suppress(RasoatError):
        store.close()


def test_only_so_many_of_a_kind_are_kept(store: Store) -> None:
    for n in range(5):
        backup.back_up(store, reason=shelf.RECEIVE, now=NOW - timedelta(days=n))  # a clock that runs back
    assert [one.number for one in backup.backups(store.folder)] == [3, 4, 5]


def test_what_a_crash_left_unfinished_goes_at_the_next_opening(folder: Path) -> None:
    part = folder / shelf.FOLDER / "000001-20261124-173000-hourly-v1.part"
    part.mkdir(parents=True)
    (part / "rasoat.db").write_bytes(b"half")
    assert backup.backups(folder) == ()
    database.open_store(folder, KEY, now=NOW).close()
    assert not part.exists()


@pytest.mark.parametrize(
    ("made", "due"),
    [
        ([], shelf.DAILY),
        ([(shelf.DAILY, timedelta(hours=25))], shelf.DAILY),
        ([(shelf.DAILY, timedelta(hours=2))], shelf.HOURLY),
        ([(shelf.DAILY, timedelta(hours=2)), (shelf.HOURLY, timedelta(minutes=59))], ""),
        ([(shelf.DAILY, timedelta(minutes=1))], ""),
        ([(shelf.HOURLY, timedelta(minutes=1))], shelf.DAILY),
        ([(shelf.DAILY, timedelta(hours=-3))], shelf.HOURLY),
    ],
)
def test_which_backup_is_due(store: Store, made: list[tuple[str, timedelta]], due: str) -> None:
    for reason, ago in made:
        backup.back_up(store, reason=reason, now=NOW - ago)
    assert backup.due(store.folder, NOW) == due


def test_a_second_copy_is_made_once(store: Store, tmp_path: Path) -> None:
    made = backup.back_up(store, reason=shelf.DAILY, now=NOW)
    copy = backup.copy_to(made, tmp_path / "stick")
    assert backup.copy_to(made, tmp_path / "stick") == copy
    assert [path.name for path in copy.parent.iterdir()] == [made.name]
    assert (copy / "rasoat.db").read_bytes() == (made / "rasoat.db").read_bytes()


def backed_up(folder: Path, later: str) -> Path:
    """A backup that says rural, of a workspace that says `later`."""
    store = database.open_store(folder, KEY, now=NOW)
    change(store, "rural")
    made = backup.back_up(store, reason=shelf.DAILY, now=NOW)
    change(store, later)
    store.close()
    return made


def test_restoring_puts_the_present_workspace_aside(folder: Path) -> None:
    made = backed_up(folder, "urban")
    aside = backup.restore(made, folder, now=NOW)
    assert area(folder) == "rural"
    assert aside is not None
    assert area(aside) == "urban"
    assert backup.restore(aside / "rasoat.db", folder, now=NOW) is not None
    assert area(folder) == "urban"
    assert sorted(path.name for path in folder.iterdir()) == ["backups", "keys.json", "lock", "rasoat.db"]


def test_restoring_where_nothing_stands(folder: Path, tmp_path: Path) -> None:
    made = backed_up(folder, "urban")
    assert backup.restore(made, tmp_path / "new", now=NOW) is None
    assert area(tmp_path / "new") == "rural"


def test_a_restored_file_is_looked_through_when_it_is_opened(folder: Path) -> None:
    backup.restore(backed_up(folder, "urban"), folder, now=NOW)
    seen: list[int] = []
    database.open_store(folder, KEY, now=NOW, progress=lambda done, _: seen.append(done)).close()
    assert seen


def test_what_a_crash_left_in_the_log_is_put_aside_too(folder: Path, tmp_path: Path) -> None:
    """The log of a killed program is part of its workspace."""
    made = backed_up(folder, "urban")
    store = database.open_store(folder, KEY, now=NOW)
    change(store, "in the log")
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in ("rasoat.db", "rasoat.db-wal", "keys.json"):
        (killed / name).write_bytes((folder / name).read_bytes())
    store.close()
    aside = backup.restore(made, killed, now=NOW)
    assert aside is not None
    assert area(killed) == "rural"
    assert area(aside) == "in the log"


def test_nothing_is_restored_over_an_open_workspace(folder: Path) -> None:
    made = backed_up(folder, "urban")
    store = database.open_store(folder, KEY, now=NOW)
    with pytest.raises(RasoatError) as failed:
        backup.restore(made, folder, now=NOW)
    assert failed.value.code == "already_open"
    store.close()
    assert area(folder) == "urban"


@pytest.mark.parametrize(
    ("missing", "code"), [("rasoat.db", "not_a_workspace"), ("keys.json", "keys_damaged")]
)
def test_half_a_backup_is_refused(folder: Path, missing: str, code: str) -> None:
    made = backed_up(folder, "urban")
    (made / missing).unlink()
    with pytest.raises(RasoatError) as failed:
        backup.restore(made, folder, now=NOW)
    assert failed.value.code == code
    assert area(folder) == "urban"


def test_a_workspace_is_not_restored_onto_itself(folder: Path) -> None:
    with pytest.raises(RasoatError) as failed:
        backup.restore(folder, folder, now=NOW)
    assert failed.value.code == "same_folder"


def test_names_carry_the_time_of_greenwich(store: Store) -> None:
    here = datetime.fromisoformat("2026-11-25T00:30:00+07:00")
    made = backup.back_up(store, reason=shelf.MANUAL, now=here)
    assert made.name.startswith("000001-20261124-173000")
    assert backup.backups(store.folder)[0].when == NOW
