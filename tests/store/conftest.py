"""A real encrypted working file in a fresh folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import database, keys
from desktop.store.database import Store
from tests.store.made import KEY, NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace folder with a practice slot, and a working file that nobody has open."""
    made = tmp_path / "ws"
    made.mkdir()
    keys.add_passphrase_slot(made, KEY, "Lan", None)
    database.create(made, KEY, now=NOW).close()
    return made


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """The working file, open for writing."""
    opened = database.open_store(folder, KEY, now=NOW)
    yield opened
    opened.close()
