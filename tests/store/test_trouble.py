"""Every way the world fails has a sentence; everything else is our bug and stays what it is."""

import errno

import pytest
from sqlcipher3 import dbapi2

from desktop.errors import RasoatError
from desktop.store import trouble


class Failed(dbapi2.OperationalError):  # type: ignore[misc] # the driver has no types
    """As the driver raises it, with a code of the database engine."""

    def __init__(self, code: int) -> None:
        super().__init__("x")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (13, "disk_full"),
        (4874, "disk_full"),
        (10, "disk_gone"),
        (778, "disk_gone"),  # writing failed
        (1032, "disk_gone"),  # the file was moved away
        (11, "database_damaged"),
        (267, "database_damaged"),  # in a virtual table
        (26, "database_damaged"),
        (8, "read_only"),
        (5, "busy"),
        (517, "busy"),  # a snapshot that is too old
        (6, "busy"),
        (15, "busy"),
        (14, "cannot_open"),
    ],
)
def test_what_the_driver_says(code: int, said: str) -> None:
    with pytest.raises(RasoatError) as failed, trouble.explained():
        raise Failed(code)
    assert failed.value.code == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.ENOENT, "cannot_open"),
        (errno.EIO, "disk_gone"),
        (errno.ENODEV, "disk_gone"),
    ],
)
def test_what_the_system_says(number: int, said: str) -> None:
    with pytest.raises(RasoatError) as failed, trouble.explained():
        raise OSError(number, "x")
    assert failed.value.code == said


@pytest.mark.parametrize(
    "bug", [Failed(1), Failed(19), Failed(21), dbapi2.ProgrammingError("x"), ValueError("x")]
)
def test_our_bugs_stay_bugs(bug: Exception) -> None:
    with pytest.raises(type(bug)) as failed, trouble.explained():
        raise bug
    assert failed.value is bug


def test_every_code_has_two_sentences() -> None:
    for code in trouble.CODES:
        said = trouble.failed(code)
        assert said.title.endswith(".")
        assert said.hint.endswith(".")
