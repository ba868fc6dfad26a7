"""Count the tables of a workspace on another engine: its rows are an extract, as long as it takes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from desktop.actions import country, deliver
from desktop.actions.context import Workspace
from desktop.engine import asking
from desktop.engine.extract import read_all

SQLITE, DUCKDB, SPARK = country.SQLITE, asking.DUCKDB, asking.SPARK
ENGINES = (SQLITE, DUCKDB, SPARK)


@contextmanager
def counting_on(ws: Workspace, engine: str, master: str = "") -> Iterator[Workspace]:
    """The same workspace, whose tables are asked of `engine`. Raises `RasoatError("no_extra", …)`."""
    if engine == SQLITE:
        yield ws
        return
    with tempfile.TemporaryDirectory(prefix="rasoat-", ignore_cleanup_errors=True) as place:
        folder = Path(place, "extract.parquet")
        deliver.write(ws, folder, b"")  # forms keep their keys: this folder is gone when we are
        with asking.opened(engine, read_all(folder), name="", master=master) as opened:
            yield replace(ws, engine=opened.rows)
