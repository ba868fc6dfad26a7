"""DuckDB: the tables of a country on one PC, and the writer of Parquet."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.engine.extract import Rows
from desktop.engine.extras import need

MEMORY = "4GB"
NULL = "\\N"
KINDS = {"TEXT": "VARCHAR", "INTEGER": "BIGINT"}


class Duck:
    """One connection in memory that reads Parquet where it lies."""

    def __init__(self, threads: int = 0) -> None:
        """`threads` = 0: one for every core."""
        self._connection = _connect()
        if threads:
            self._connection.execute(f"SET threads = {threads}")

    def read(self, name: str, files: Sequence[str]) -> None:
        """Let `name` stand for all rows of these files."""
        listed = ", ".join(_quoted(file) for file in files)
        self._connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{listed}])")

    def keep(self, name: str, sql: str) -> None:
        """Let `name` stand for what a question gives now: the tree of units, which every table asks for."""
        self._connection.execute(f"CREATE TABLE {name} AS {sql}")

    def rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        found: list[tuple[Any, ...]] = self._connection.execute(sql, list(values)).fetchall()
        return found

    def close(self) -> None:
        """End it."""
        self._connection.close()


def write(folder: Path, name: str, table: Rows, *, order: str) -> int:
    """Write one table as Parquet into `folder`, in the order of a column; returns how many rows."""
    plain, file = folder / f"{name}.csv", folder / f"{name}.parquet"
    with plain.open("w", encoding="utf-8", newline="") as out:
        count = _write_plain(out, table)
    connection = _connect()
    try:
        columns = ", ".join(f"{_quoted(column)}: '{KINDS[kind]}'" for column, kind in table.columns.items())
        read = f"read_csv({_quoted(str(plain))}, columns = {{{columns}}}, {_PLAIN})"
        connection.execute(
            f'COPY (SELECT * FROM {read} ORDER BY "{order}") TO {_quoted(str(file))} ({_PARQUET})'
        )
    finally:
        connection.close()
        plain.unlink()
    return count


_PLAIN = f"""auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '{NULL}',
    allow_quoted_nulls = false"""
_PARQUET = "FORMAT parquet, COMPRESSION zstd"


def _write_plain(out: Any, table: Rows) -> int:
    lines = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    count = 0
    for row in table.rows:
        lines.writerow([NULL if value is None else value for value in row])
        count += 1
    return count


def _connect() -> Any:
    need("duckdb")
    import duckdb

    return duckdb.connect(config={"memory_limit": MEMORY, "autoinstall_known_extensions": False})


def _quoted(text: str) -> str:
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
