"""The same office and laptop for all tests of a run: nothing changes them."""

import pytest

from tests.bundle.makers import Cast, make_cast


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    return make_cast(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    """Another office and a laptop of its own."""
    return make_cast(tmp_path_factory.mktemp("elsewhere"), "Ba Bể")
