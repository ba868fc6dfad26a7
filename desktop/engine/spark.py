"""Apache Spark: the same tables in a data centre, or on all cores of this machine."""

from collections.abc import Sequence
from typing import Any

from desktop.engine.extras import need

LOCAL = "local[*]"
SETTINGS = {  # beside what the cluster itself has set up in spark-defaults.conf
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "64",
}


class Spark:
    """One session; needs a Java runtime."""

    def __init__(self, master: str = "") -> None:
        """`master`: spark://HOST:7077; "" = all cores of this machine."""
        need("pyspark")
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("rasoat").master(master or LOCAL)
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        self._session: Any = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")

    def read(self, name: str, files: Sequence[str]) -> None:
        """Let `name` stand for all rows of these files."""
        self._session.read.parquet(*files).createOrReplaceTempView(name)

    def keep(self, name: str, sql: str) -> None:
        """Let `name` stand for what a question gives now: the tree of units, which every table asks for."""
        self._session.sql(sql).cache().createOrReplaceTempView(name)

    def rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        return [tuple(row) for row in self._session.sql(sql, args=list(values)).collect()]

    def close(self) -> None:
        """End it."""
        self._session.stop()
