"""What every test of lists starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.actions import workspace
from desktop.actions.context import Workspace
from desktop.actions.editions import load_edition
from desktop.actions.lists.words import list_words
from desktop.records.lists.fields import ListWords
from tests.worlds import EDITION, make


@pytest.fixture(scope="session")
def words() -> ListWords:
    """What is known about lists, for the edition of the tests."""
    return list_words(load_edition(EDITION))


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of one commune."""
    made = make(tmp_path / "W")
    yield made
    workspace.close(made)
