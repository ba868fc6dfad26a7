"""The SQL of a table and of one of its cells, from the same conditions, so that they cannot disagree.

Plain and portable: the same text runs on SQLite, DuckDB and Spark. Nothing is run here.
"""

from collections.abc import Mapping

from desktop.rollup.layout import HOUSEHOLDS, ROWS, Column, Layout

EVERYBODY = "1 = 1"


def rows_sql(files: Mapping[str, bytes], layout: Layout) -> str:
    """A row for every unit; values: round key, own unit. Columns: `FIXED` of tables, then one per count."""
    sums, totals = [], []
    for place, column in enumerate(counted(layout)):
        condition = f"r.illustrative = 0 AND ({_flat(column.where)})"
        sums.append(f",\n    SUM(CASE WHEN {condition} THEN {_flat(column.sum)} ELSE 0 END) AS c{place}")
        totals.append(f",\n  COALESCE(SUM(p.c{place}), 0) AS c{place}")
    return _plain(files[ROWS]).replace("{sums}", "".join(sums)).replace("{totals}", "".join(totals))


def households_sql(files: Mapping[str, bytes], column: Column) -> str:
    """The form keys that a cell counts; of a rate, those of its part; values: round key, own unit, unit."""
    return _plain(files[HOUSEHOLDS]).replace("{where}", _flat(column.where) or EVERYBODY)


def counted(layout: Layout) -> tuple[Column, ...]:
    """The columns that are counted from forms, in the order of their sums."""
    return tuple(column for column in layout.column if not column.residents)


def _plain(text: bytes) -> str:
    """Without comments."""
    lines = text.decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def _flat(condition: str) -> str:
    return " ".join(condition.split())
