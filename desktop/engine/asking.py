"""The one door to both engines: open extracts, ask them the SQL of a table, close."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from desktop.engine import duck, spark
from desktop.engine.country import ROOT, part, unit_sql, within_sql
from desktop.engine.extract import Extract
from desktop.errors import RasoatError
from desktop.i18n import N_

DUCKDB, SPARK = "duckdb", "spark"
Row = tuple[Any, ...]


class Engine(Protocol):
    """What runs the SQL of the tables; values go through `?` as everywhere."""

    def read(self, name: str, files: Sequence[str]) -> None:
        """Let `name` stand for all rows of these Parquet files."""

    def keep(self, name: str, sql: str) -> None:
        """Let `name` stand for what a question gives, asked once."""

    def rows(self, sql: str, values: Sequence[object]) -> list[Row]:
        """The rows of a question: integers, texts and None, as SQLite gives them."""

    def close(self) -> None:
        """End it."""


@contextmanager
def opened(kind: str, extracts: Sequence[Extract], *, name: str, master: str = "") -> Iterator[Engine]:
    """An engine over extracts; `name` is what stands above several.

    `master` is the cluster that Spark works on, such as spark://HOST:7077; "" = this machine.
    Raises `RasoatError`: no_extra, extracts_overlap.
    """
    engine: Engine = duck.Duck() if kind == DUCKDB else spark.Spark(master)
    try:
        _lay_out(engine, extracts, name)
        yield engine
    finally:
        engine.close()


def home_of(extracts: Sequence[Extract]) -> str:
    """The code of the unit that the tables are of."""
    return extracts[0].unit if len(extracts) == 1 else ROOT


def _lay_out(engine: Engine, extracts: Sequence[Extract], name: str) -> None:
    for table in ("result", "unit_total"):
        engine.read(table, [str(one.file(table)) for one in extracts])
    for table in ("unit", "within"):
        for n, one in enumerate(extracts):
            engine.read(part(table, n), [str(one.file(table))])
    engine.keep("unit", unit_sql(len(extracts), name))
    engine.keep("within", within_sql(len(extracts)))
    twice = engine.rows("SELECT code FROM unit GROUP BY code HAVING COUNT(*) > 1 ORDER BY code", ())
    if twice:
        raise RasoatError(
            "extracts_overlap",
            N_("Unit {unit} is in two extracts: its households would count twice."),
            N_("Take one of them out of the folder."),
            unit=twice[0][0],
        )
