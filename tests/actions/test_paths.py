"""Where things are kept: with this user, or all of it beside the program on a USB stick."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths

EVERY = (paths.user_data, paths.user_settings, paths.user_log)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The folder of a frozen program with the marker beside it."""
    (tmp_path / "portable").touch()
    return tmp_path


@pytest.mark.parametrize("place", EVERY)
def test_with_the_marker_all_lies_beside_the_program(
    stick: Path, place: Callable[[Path | None], Path]
) -> None:
    assert place(stick).is_relative_to(stick / "data")


@pytest.mark.parametrize("place", EVERY)
def test_without_the_marker_the_folder_of_the_program_is_not_written(
    tmp_path: Path, place: Callable[[Path | None], Path]
) -> None:
    assert place(tmp_path) == place(None)
    assert not place(tmp_path).is_relative_to(tmp_path)


def test_a_folder_with_the_name_of_the_marker_is_no_marker(tmp_path: Path) -> None:
    (tmp_path / "portable").mkdir()
    assert paths.on_a_stick(tmp_path) is None


def test_a_checkout_is_never_on_a_stick() -> None:
    assert paths.on_a_stick() is None
