"""The encrypted database driver, SQLCipher: the only module that connects, so it stays replaceable.

sqlite-utils looks for its driver, and for the exceptions it catches, under the name pysqlite3: that name is
pointed at sqlcipher3 here, before anything can import sqlite-utils.
"""

import sys
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

Connection = Any  # sqlcipher3 has no types
Cursor = Any
Error: type[Exception] = dbapi2.Error
KEY_BYTES = 32
SALT_BYTES = 16
PATIENCE = 5.0  # seconds that a writer waits for another connection of this process


class Access(StrEnum):
    """What a connection may do, as SQLite's `mode=` calls it."""

    CREATE = "rwc"
    WRITE = "rw"
    READ = "rw&"  # and never writes: see `prepare`; `ro` would leave the log and its index behind
    FROZEN = "ro&immutable=1"  # on a disk where nothing can be written, not even the index of the log


EVERY = (
    "cell_size_check=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cache_size=-32000",  # kB
)
WRITING = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged answers in a power cut
    "secure_delete=ON",
    "journal_size_limit=67108864",
)


def connect(file: Path, key: bytes, access: Access) -> Connection:
    """Open `file` with a raw 256-bit key. Raises `Error`; a wrong key shows when the file is first read."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    connection = dbapi2.connect(
        f"{file.absolute().as_uri()}?mode={access}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,  # made in one thread, handed to one other: never used by two at once
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{_salt(key).hex()}'\"")
    except Error:
        connection.close()
        raise
    return connection


def _salt(key: bytes) -> bytes:
    """What stands in the first bytes of every file of this key.

    SQLCipher would read it from there. A power cut that spoils the first sector while it is written again
    would cost the whole file, though the log holds that page: so we know it without the file.
    """
    return sha256(b"salt" + key).digest()[:SALT_BYTES]


def prepare(connection: Connection, access: Access) -> None:
    """Set what can only be set on a file that opens: how it writes, or that it does not."""
    writes = access in (Access.CREATE, Access.WRITE)
    for pragma in (*EVERY, *(WRITING if writes else ("query_only=ON",))):
        connection.execute(f"PRAGMA {pragma}")
