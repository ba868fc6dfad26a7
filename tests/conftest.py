"""Guards for every test."""

import sqlite3
from collections.abc import Iterator
from typing import NoReturn

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_plain_database() -> Iterator[None]:
    """Personal data is only ever kept encrypted: the driver of Python that would not is out of reach."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("sqlite3.connect: only desktop/store/driver.py connects, and it encrypts")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", refuse)
        patch.setattr(sqlite3.dbapi2, "connect", refuse)
        yield
