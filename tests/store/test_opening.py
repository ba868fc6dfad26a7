"""Before anything is read: not ours, newer, wrong key, damaged, unclean, behind, read-only, full."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from desktop.errors import Cancelled, RasoatError
from desktop.store import backup, database, driver, keys, opening, schema, shelf, steps
from desktop.store.database import Store
from tests.store.made import KEY, NOW

from sqlite_utils.db import Database  # isort: skip - behind our driver, which it takes its exceptions from

NOBODY = 65534
PAGE = 4096


def refused(folder: Path, key: bytes = KEY, *, read_only: bool = False) -> str:
    """The code of the error that opening ends with; whatever it is, nothing stays locked."""
    with pytest.raises(RasoatError) as failed:
        database.open_store(folder, key, now=NOW, read_only=read_only)
    assert str(failed.value).endswith(".")
    return failed.value.code


def test_a_folder_that_is_none_of_ours(tmp_path: Path) -> None:
    assert refused(tmp_path) == "not_a_workspace"
    assert refused(tmp_path / "nowhere") == "not_a_workspace"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(PAGE)])
def test_a_file_that_is_none_of_ours(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rasoat.db").write_bytes(content)
    assert refused(tmp_path) == "not_a_workspace"


def test_an_encrypted_file_of_another_program(tmp_path: Path) -> None:
    connection = driver.connect(tmp_path / "rasoat.db", KEY, driver.Access.CREATE)
    connection.execute("CREATE TABLE theirs (n)")
    connection.close()
    assert refused(tmp_path) == "not_a_workspace"


def test_a_key_that_does_not_fit(folder: Path) -> None:
    assert refused(folder, bytes(32)) == "wrong_key"
    assert refused(folder, bytes(32), read_only=True) == "wrong_key"


def test_a_key_of_the_wrong_length_is_our_bug(folder: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        database.open_store(folder, b"short", now=NOW)


def test_a_newer_workspace_is_left_as_it_is(folder: Path) -> None:
    store = database.open_store(folder, KEY, now=NOW)
    store.run(f"PRAGMA user_version = {schema.VERSION + 1}")
    store.close()
    before = (folder / "rasoat.db").read_bytes()
    assert refused(folder) == "newer_workspace"
    assert refused(folder, read_only=True) == "newer_workspace"
    assert (folder / "rasoat.db").read_bytes() == before


def test_a_second_workspace_in_one_folder(folder: Path) -> None:
    with pytest.raises(RasoatError) as failed:
        database.create(folder, KEY, now=NOW)
    assert failed.value.code == "already_a_workspace"


def test_a_second_writer_is_told_who_has_it(folder: Path) -> None:
    first = database.open_store(folder, KEY, now=NOW)
    with pytest.raises(RasoatError) as failed:
        database.open_store(folder, KEY, now=NOW)
    assert failed.value.code == "already_open"
    assert failed.value.slots["process"] == str(os.getpid())
    first.close()
    database.open_store(folder, KEY, now=NOW).close()


def test_a_second_writer_in_another_process(folder: Path) -> None:
    first = database.open_store(folder, KEY, now=NOW)
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from desktop.store import database; from desktop.errors import RasoatError\n"
        "try: database.open_store(Path(sys.argv[1]), bytes(range(32)), now=datetime.now(UTC))\n"
        "except RasoatError as error: print(error.code)"
    )
    said = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=True)
    first.close()
    assert said.stdout == "already_open\n"


def spoil(folder: Path, page: int = -1) -> None:
    """Flip one bit of a page; the last by default."""
    file = folder / "rasoat.db"
    content = bytearray(file.read_bytes())
    content[page * PAGE + 100 if page >= 0 else len(content) - PAGE + 100] ^= 1
    file.write_bytes(content)


def unclean(folder: Path) -> None:
    """As a crash leaves it."""
    (folder / "lock").write_text('{"process": 1, "computer": "x", "since": "y"}')


def fill(folder: Path) -> None:
    """Enough settings that the last page is one of theirs."""
    store = database.open_store(folder, KEY, now=NOW)
    with store.write():
        for n in range(200):
            store.put(f"name {n}", {"text": "x" * 500})
    store.close()


def test_a_damaged_file_is_found_after_an_unclean_end(folder: Path) -> None:
    fill(folder)
    spoil(folder)
    unclean(folder)
    assert refused(folder) == "database_damaged"
    assert refused(folder) == "database_damaged"  # it stays unclean until it was found sound


def test_damage_that_shows_while_reading_is_said(folder: Path) -> None:
    fill(folder)
    spoil(folder)
    store = database.open_store(folder, KEY, now=NOW)
    with pytest.raises(RasoatError) as failed:
        store.rows("SELECT sum(length(body)) FROM setting")
    assert failed.value.code == "database_damaged"
    with suppress(RasoatError):
        store.close()


def test_a_first_page_that_is_damaged_opens_with_no_key(folder: Path) -> None:
    spoil(folder, 0)
    assert refused(folder) == "wrong_key"


@pytest.mark.parametrize("share", [2, 50])
def test_a_file_that_was_cut_off(folder: Path, share: int) -> None:
    fill(folder)
    content = (folder / "rasoat.db").read_bytes()
    (folder / "rasoat.db").write_bytes(content[: len(content) // share])
    unclean(folder)
    assert refused(folder) in {"database_damaged", "wrong_key"}


def test_a_sound_file_opens_after_an_unclean_end_and_says_how_far_it_is(folder: Path) -> None:
    fill(folder)
    unclean(folder)
    seen: list[tuple[int, int]] = []
    store = database.open_store(folder, KEY, now=NOW, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1, 1)
    assert store.get("name 7") == {"text": "x" * 500}
    store.close()


def test_no_look_through_after_a_clean_end(folder: Path) -> None:
    seen: list[int] = []
    database.open_store(folder, KEY, now=NOW, progress=lambda done, _: seen.append(done)).close()
    assert seen == []


def test_a_look_through_can_be_stopped_and_comes_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    unclean(folder)
    monkeypatch.setattr(opening, "OPERATIONS", 10)

    def stop(*_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        database.open_store(folder, KEY, now=NOW, progress=stop)
    assert (folder / "lock").read_bytes()
    database.open_store(folder, KEY, now=NOW).close()


def test_a_pending_step_is_taken_behind_a_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    monkeypatch.setattr(steps, "STEPS", (*steps.STEPS, add_column))
    monkeypatch.setattr(schema, "VERSION", len(steps.STEPS))
    store = database.open_store(folder, KEY, now=NOW)
    assert store.rows("SELECT note FROM setting WHERE name = 'name 7'") == [("",)]
    assert store.rows("PRAGMA user_version") == [(schema.VERSION,)]
    store.close()
    (made,) = backup.backups(folder)
    assert (made.reason, made.version) == (shelf.MIGRATE, schema.VERSION - 1)


def add_column(db: Database) -> None:
    """A step of a later version, as sqlite-utils does it."""
    db.table("setting").add_column("note", str, not_null_default="")


def test_a_step_that_fails_leaves_no_trace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(db: Database) -> None:
        add_column(db)
        raise KeyError

    monkeypatch.setattr(steps, "STEPS", (*steps.STEPS, fail))
    monkeypatch.setattr(schema, "VERSION", len(steps.STEPS))
    with pytest.raises(KeyError):
        database.open_store(folder, KEY, now=NOW)
    monkeypatch.undo()
    store = database.open_store(folder, KEY, now=NOW)
    assert "note" not in {name for (name,) in store.rows("SELECT name FROM pragma_table_info('setting')")}
    store.close()


def test_there_is_one_step_a_version() -> None:
    assert len(steps.STEPS) == schema.VERSION


@contextmanager
def nobody() -> Iterator[None]:
    """As a user without rights: root may write everywhere, so root steps down."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A workspace in a folder that can only be read; the folders above it can be passed by everybody."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        keys.add_passphrase_slot(folder, KEY, "Lan", None)
        store = database.create(folder, KEY, now=NOW)
        store.put("one", {"n": 1})
        store.close()
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.usefixtures("_posix")
def test_a_folder_that_can_only_be_read(guarded: Path) -> None:
    with nobody():
        assert refused(guarded) == "read_only"
        reader = database.open_store(guarded, KEY, now=NOW, read_only=True)
        assert reader.get("one") == {"n": 1}
        reader.close()


@pytest.mark.usefixtures("_posix")
def test_a_workspace_cannot_be_made_where_nothing_can_be_written(guarded: Path) -> None:
    new = guarded / "new"
    with nobody(), pytest.raises(RasoatError) as failed:
        database.create(new, KEY, now=NOW)
    assert failed.value.code in {"read_only", "cannot_open"}


@pytest.fixture
def _posix() -> None:
    """These rights are those of POSIX systems; Windows guards folders in other ways."""
    assert os.name == "posix"


def put_two(store: Store) -> None:
    """A small setting and a big one in one write."""
    with store.write():
        store.put("small too", {})
        store.put("big", {"text": "x" * 100_000})


def test_the_disk_is_full(folder: Path) -> None:
    store = database.open_store(folder, KEY, now=NOW)
    ((pages,),) = store.rows("PRAGMA page_count")
    store.run(f"PRAGMA max_page_count = {pages}")
    store.put("small", {})
    with pytest.raises(RasoatError) as failed:
        put_two(store)
    assert failed.value.code == "disk_full"
    assert (store.get("small"), store.get("small too"), store.get("big")) == ({}, None, None)
    store.run("PRAGMA max_page_count = 1000000")
    store.put("big", {"text": "x" * 100_000})
    store.close()


def test_a_workspace_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(db: Database) -> None:
        steps.first(db)
        raise KeyError

    monkeypatch.setattr(steps, "STEPS", (fail,))
    with pytest.raises(KeyError):
        database.create(tmp_path, KEY, now=NOW)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]
    database.create(tmp_path, KEY, now=NOW).close()
