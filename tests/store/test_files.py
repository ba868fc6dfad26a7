"""Files are whole or not there; a full disk is said."""

import os
from pathlib import Path

import pytest

from desktop.errors import RasoatError
from desktop.store import files


def test_a_file_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with files.replacing(tmp_path / "list") as out:
        out.write(b"new")
        assert not (tmp_path / "list").exists()
    assert (tmp_path / "list").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with files.replacing(tmp_path / "list") as out:
        out.write(b"new")
    assert os.name != "posix" or (tmp_path / "list").stat().st_mode & 0o777 == 0o600


def fail(to: Path) -> None:
    """Begin a file and never end it."""
    with files.replacing(to) as out:
        out.write(b"half")
        raise KeyError


def test_what_was_there_stays_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"old")
    with pytest.raises(KeyError):
        fail(tmp_path / "list")
    assert (tmp_path / "list").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["list"]


def write(to: Path, content: bytes = b"new") -> None:
    """A file of one piece."""
    with files.replacing(to) as out:
        out.write(content)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"old")
    (tmp_path / "list.part").symlink_to("/dev/full")  # the one disk that is always full
    with pytest.raises(RasoatError) as failed:
        write(tmp_path / "list", bytes(100_000))
    assert failed.value.code == "disk_full"
    assert (tmp_path / "list").read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RasoatError) as failed:
        write(tmp_path / "nowhere" / "list")
    assert failed.value.code == "cannot_open"
