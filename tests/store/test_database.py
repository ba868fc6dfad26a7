"""Transactions: all or nothing, joined, dry, in parts; readers and workers beside the writer."""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import RasoatError
from desktop.store import database, trouble
from desktop.store.database import Store
from tests.store.made import KEY, NOW

from sqlite_utils import utils  # isort: skip - behind our driver, which it takes its exceptions from


def test_a_setting_comes_back_as_it_was_kept(store: Store) -> None:
    store.put("office", {"name": "Ban Chỉ đạo xã", "codes": ["01906"], "n": 1})
    assert store.get("office") == {"name": "Ban Chỉ đạo xã", "codes": ["01906"], "n": 1}
    assert store.get("nothing") is None
    store.drop("office")
    assert store.get("office") is None


class Trouble(Exception):  # noqa: N818 - raised by tests only
    """Something went wrong inside a write."""


def fail_after(store: Store, name: str) -> None:
    """Keep a setting, and fail before the write is whole."""
    with store.write():
        store.put(name, {})
        raise Trouble


def test_an_error_undoes_the_whole_write(store: Store) -> None:
    with pytest.raises(Trouble):
        fail_after(store, "one")
    assert store.get("one") is None


def test_a_dry_run_leaves_nothing(store: Store) -> None:
    with store.write(keep=False):
        store.put("one", {})
        assert store.get("one") == {}
    assert store.get("one") is None


def test_an_inner_write_joins_the_outer_one(store: Store) -> None:
    with store.write(keep=False), store.write():
        store.put("inner", {})
    assert store.get("inner") is None


def test_a_failed_inner_write_cannot_be_kept_by_the_outer_one(store: Store) -> None:
    def swallow() -> None:
        with store.write():
            with suppress(Trouble):
                fail_after(store, "half")
            store.put("rest", {})

    with pytest.raises(RuntimeError, match="failed"):
        swallow()
    assert store.get("half") is None
    assert store.get("rest") is None


def test_a_dry_run_inside_a_write_undoes_only_itself(store: Store) -> None:
    with store.write():
        store.put("kept", {})
        with store.write(keep=False):
            store.put("tried", {})
    assert store.get("kept") == {}
    assert store.get("tried") is None


def test_a_part_that_fails_leaves_the_rest(store: Store) -> None:
    with store.write():
        store.put("before", {})
        with suppress(Trouble), store.savepoint():
            fail_after(store, "part")
        with store.savepoint():
            store.put("other", {})
    assert [store.get(name) for name in ("before", "part", "other")] == [{}, None, {}]


def test_a_part_needs_a_write_around_it(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside a write"), store.savepoint():
        pass


def test_the_store_can_be_written_again_after_an_error(store: Store) -> None:
    with pytest.raises(Trouble):
        fail_after(store, "one")
    store.put("again", {"n": 1})
    assert store.get("again") == {"n": 1}


def test_a_worker_writes_on_its_own_connection(store: Store) -> None:
    def work() -> None:
        own = store.reopen()
        own.put("from", {"thread": True})
        own.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert store.get("from") == {"thread": True}


def test_a_workers_write_is_not_seen_before_it_is_whole(store: Store) -> None:
    own = store.reopen()
    with own.write():
        own.put("half", {})
        assert store.get("half") is None
    assert store.get("half") == {}
    own.close()


def test_a_snapshot_is_of_one_moment(store: Store) -> None:
    own = store.reopen()
    with store.snapshot():
        assert store.get("later") is None
        own.put("later", {})
        assert store.get("later") is None
        with store.snapshot():
            assert store.get("later") is None
    assert store.get("later") == {}
    own.close()


def test_two_writers_of_one_process_wait_and_then_say_so(store: Store) -> None:
    own = store.reopen()
    own.run("PRAGMA busy_timeout = 1")
    with store.write(), pytest.raises(RasoatError) as failed:
        own.put("one", {})
    assert failed.value.code == trouble.IS_BUSY
    own.close()


def test_a_reader_sees_what_was_written_and_writes_nothing(folder: Path, store: Store) -> None:
    store.put("one", {"n": 1})
    reader = database.open_store(folder, KEY, now=NOW, read_only=True)
    assert reader.read_only
    assert reader.get("one") == {"n": 1}
    with pytest.raises(RasoatError) as failed:
        reader.put("two", {})
    assert failed.value.code == trouble.CANNOT_WRITE
    second = reader.reopen()
    assert second.get("one") == {"n": 1}
    second.close()
    reader.close()


def test_a_clean_close_leaves_one_file(folder: Path) -> None:
    store = database.open_store(folder, KEY, now=NOW)
    reader = database.open_store(folder, KEY, now=NOW, read_only=True)
    store.put("one", {"n": 1})
    reader.close()
    store.close()
    assert sorted(path.name for path in folder.iterdir()) == ["keys.json", "lock", "rasoat.db"]
    assert (folder / "lock").read_bytes() == b""


def test_a_reader_alone_leaves_one_file(folder: Path) -> None:
    database.open_store(folder, KEY, now=NOW, read_only=True).close()
    assert sorted(path.name for path in folder.iterdir()) == ["keys.json", "lock", "rasoat.db"]


def test_closing_twice_does_no_harm(folder: Path) -> None:
    store = database.open_store(folder, KEY, now=NOW)
    store.close()
    store.close()


def test_nothing_on_the_disk_can_be_read(folder: Path) -> None:
    name = "Hoàng Thị Xuân Diệu"
    store = database.open_store(folder, KEY, now=NOW)
    store.put("name", {"name": name})
    on_disk = b"".join(path.read_bytes() for path in folder.glob("rasoat.db*"))
    store.close()
    assert name.encode() not in on_disk
    assert name.encode() not in (folder / "rasoat.db").read_bytes()
    assert b"SQLite" not in (folder / "rasoat.db").read_bytes()


def test_the_settings_that_keep_answers_are_on(store: Store) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete")
    values = {name: store.rows(f"PRAGMA {name}")[0][0] for name in asked}
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
    }


def test_every_table_refuses_a_value_of_another_kind(store: Store) -> None:
    tables = store.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    assert {name for name, strict in tables if not strict} == {"sqlite_schema"}


def test_the_tables_are_made_by_sqlite_utils_on_our_driver(store: Store) -> None:
    assert store.rows("PRAGMA cipher_version")
    assert utils.OperationalError is dbapi2.OperationalError


def test_a_bug_of_ours_stays_an_exception_of_the_driver(store: Store) -> None:
    with pytest.raises(Exception, match="no such table"):
        store.rows("SELECT 1 FROM nowhere")


def test_the_plain_driver_is_out_of_reach() -> None:
    with pytest.raises(AssertionError, match="only desktop/store/driver"):
        sqlite3.connect(":memory:")
