"""Which backups go: by number and room, never by the clock, never the last before a migration."""

from pathlib import Path

from desktop.store import shelf
from tests.store.made import NOW


def make(folder: Path, number: int, reason: str = shelf.HOURLY, version: int = 1, size: int = 100) -> None:
    """A folder that looks like a backup."""
    made = folder / f"{number:06d}-20261124-173000-{reason}-v{version}"
    made.mkdir()
    (made / "rasoat.db").write_bytes(bytes(size))


def numbers(folder: Path) -> list[int]:
    """The backups that are there."""
    return [one.number for one in shelf.read(folder)]


def too_big(folder: Path, free: int) -> list[int]:
    """Which go when the disk has so many bytes left."""
    return [one.number for one in shelf.too_big(shelf.read(folder), free)]


def test_names_that_are_none_of_ours_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, 3)
    (tmp_path / "notes").mkdir()
    (tmp_path / "000009-20261399-173000-hourly-v1").mkdir()
    (tmp_path / "000010-20261124-173000-hourly-v1").write_bytes(b"")
    assert numbers(tmp_path) == [3]
    assert shelf.read(tmp_path / "nowhere") == ()


def test_a_new_one_comes_after_all_even_unfinished_ones(tmp_path: Path) -> None:
    make(tmp_path, 7)
    first = shelf.begin(tmp_path, shelf.DAILY, 1, NOW)
    second = shelf.begin(tmp_path, shelf.DAILY, 1, NOW)
    assert [path.name[:6] for path in (first, second)] == ["000008", "000009"]
    assert numbers(tmp_path) == [7]
    assert shelf.end(first).name == "000008-20261124-173000-daily-v1"
    assert numbers(tmp_path) == [7, 8]


def test_the_oldest_of_each_kind_go(tmp_path: Path) -> None:
    for number in range(1, 13):
        make(tmp_path, number)
    for number in range(20, 25):
        make(tmp_path, number, shelf.RECEIVE)
    shelf.thin_out(tmp_path)
    assert numbers(tmp_path) == [*range(3, 13), 22, 23, 24]


def test_the_last_before_each_migration_stays_for_ever(tmp_path: Path) -> None:
    for number, version in enumerate((1, 1, 2, 3, 4, 5, 6), start=1):
        make(tmp_path, number, shelf.MIGRATE, version)
    shelf.thin_out(tmp_path)
    assert numbers(tmp_path) == [2, 3, 4, 5, 6, 7]


def test_the_oldest_go_when_the_disk_fills(tmp_path: Path) -> None:
    for number in range(1, 7):
        make(tmp_path, number)
    assert too_big(tmp_path, free=10_000) == []
    assert too_big(tmp_path, free=1_400) == [1, 2]  # 2,000 bytes in all: a fifth holds four


def test_two_stay_however_full_the_disk_is(tmp_path: Path) -> None:
    for number in range(1, 7):
        make(tmp_path, number, size=1_000)
    assert too_big(tmp_path, free=0) == [1, 2, 3, 4]


def test_room_is_not_made_of_the_last_before_a_migration(tmp_path: Path) -> None:
    make(tmp_path, 1, shelf.MIGRATE)
    for number in range(2, 6):
        make(tmp_path, number)
    assert too_big(tmp_path, free=0) == [2, 3]


def test_unfinished_ones_are_swept(tmp_path: Path) -> None:
    make(tmp_path, 1)
    shelf.begin(tmp_path, shelf.DAILY, 1, NOW)
    shelf.sweep(tmp_path)
    shelf.sweep(tmp_path / "nowhere")
    assert [path.name[:6] for path in tmp_path.iterdir()] == ["000001"]
