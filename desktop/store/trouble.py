"""Driver exceptions that mean "the world failed", as sentences. Any other driver exception is our own bug."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.store.driver import Error

BUSY, LOCKED, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, PROTOCOL, NOT_A_DATABASE = (
    (5, 6, 8, 10, 11, 13, 14, 15, 26)
)  # fmt: skip
PRIMARY = 0xFF  # the low byte of an extended code
NO_ROOM_FOR_INDEX = 4874  # SQLITE_IOERR_SHMSIZE
FILE_MOVED = 1032  # SQLITE_READONLY_DBMOVED

DISK_FULL, DISK_GONE, DAMAGED, CANNOT_WRITE, IS_BUSY, CANNOT_READ = CODES = (
    "disk_full",
    "disk_gone",
    "database_damaged",
    "read_only",
    "busy",
    "cannot_open",
)  # fmt: skip

_SENTENCES = {
    DISK_FULL: (
        N_("The disk is full; the last change was not kept."),
        N_("Make room on the disk, then enter the change again."),
    ),
    DISK_GONE: (
        N_("The disk that holds the workspace does not answer."),
        N_("If it is on a USB stick, put the stick back in. Do not close the window."),
    ),
    DAMAGED: (
        N_("The working file is damaged."),
        N_("Restore the newest backup; the damaged file is kept."),
    ),
    CANNOT_WRITE: (
        N_("The workspace can only be read here, not changed."),
        N_("Copy the workspace to a disk where you may write, or open it with the right to write."),
    ),
    IS_BUSY: (
        N_("The workspace is still busy with other work; the change was not kept."),
        N_("Wait until that work is done, then try again."),
    ),
    CANNOT_READ: (
        N_("The working file cannot be opened."),
        N_("Check that the folder is there and that you may read it."),
    ),
}

_BY_CODE = {
    FULL: DISK_FULL,
    NO_ROOM_FOR_INDEX: DISK_FULL,
    IO_ERROR: DISK_GONE,
    FILE_MOVED: DISK_GONE,
    CORRUPT: DAMAGED,
    NOT_A_DATABASE: DAMAGED,
    READ_ONLY: CANNOT_WRITE,
    BUSY: IS_BUSY,
    LOCKED: IS_BUSY,
    PROTOCOL: IS_BUSY,
    CANNOT_OPEN: CANNOT_READ,
}
_BY_ERRNO = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: CANNOT_WRITE,
    errno.EACCES: CANNOT_WRITE,
    errno.EPERM: CANNOT_WRITE,
    errno.ENOENT: CANNOT_READ,
}


def failed(code: str) -> RasoatError:
    """The error of one of `CODES`."""
    return RasoatError(code, *_SENTENCES[code])


def say(error: Exception) -> NoReturn:
    """Raise the sentence for a driver or system exception; one that is our own bug is raised as it came."""
    code = _code(error)
    if code is None:
        raise error
    raise failed(code) from error


def _code(error: Exception) -> str | None:
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, DISK_GONE)
    number = getattr(error, "sqlite_errorcode", None)
    if not isinstance(number, int):
        return None
    return _BY_CODE.get(number) or _BY_CODE.get(number & PRIMARY)


@contextmanager
def explained() -> Iterator[None]:
    """Say what goes wrong in a block that talks to the driver or to files."""
    try:
        yield
    except (Error, OSError) as error:
        say(error)
