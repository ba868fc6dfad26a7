"""The SQL of a table and of one of its cells, from the same conditions, so that they cannot disagree.

Plain and portable: the same text runs on SQLite, DuckDB and Spark. Nothing is run here.
"""

from collections.abc import Mapping

from desktop.rollup.layout import HOUSEHOLDS, ONLY, ROWS, Column, Layout, Line

EVERYBODY, NOBODY = "1 = 1", "1 = 0"
COUNTED = "r.live = 1"


def rows_sql(files: Mapping[str, bytes], layout: Layout) -> str:
    """A row for every unit; values: round key, own unit. Columns: `FIXED` of tables, then one per count."""
    sums, totals = [], []
    for place, (line, column) in enumerate(counted(layout)):
        part = layout.part(column, line)
        condition = f"r.illustrative = 0 AND ({_flat(part.where)})"
        sums.append(f",\n    SUM(CASE WHEN {condition} THEN {_flat(part.sum)} ELSE 0 END) AS c{place}")
        totals.append(f",\n  COALESCE(SUM(p.c{place}), 0) AS c{place}")
    text = _plain(files[ROWS]).replace("{kept}", _kept(layout)).replace("{sums}", "".join(sums))
    return text.replace("{totals}", "".join(totals)).replace("{unsure}", _flat(layout.unsure) or NOBODY)


def households_sql(files: Mapping[str, bytes], layout: Layout, column: Column, line: Line = ONLY) -> str:
    """The form keys that a cell counts, each with what it adds; of a rate, those of its part.

    Values: round key, own unit, unit.
    """
    part = layout.part(column, line)
    text = _plain(files[HOUSEHOLDS]).replace("{kept}", _kept(layout))
    return text.replace("{where}", _flat(part.where) or EVERYBODY).replace("{amount}", _flat(part.sum) or "1")


def overlap_sql(files: Mapping[str, bytes], layout: Layout) -> str:
    """The form keys of households in several columns that the form takes for disjoint; values as above."""
    return households_sql(files, layout, Column("", {}, where=layout.overlap, sum="1"))


def unsure_sql(files: Mapping[str, bytes], layout: Layout) -> str:
    """The form keys of households that the table counts in no column; values as above."""
    return households_sql(files, layout, Column("", {}, where=layout.unsure, sum="1"))


def counted(layout: Layout) -> tuple[tuple[Line, Column], ...]:
    """What is counted from forms, in the order of its sums."""
    columns = [column for column in layout.column if not column.residents and not column.beside]
    return tuple((line, column) for line in layout.lines for column in columns)


def _kept(layout: Layout) -> str:
    return EVERYBODY if layout.gone else COUNTED


def _plain(text: bytes) -> str:
    """Without comments."""
    lines = text.decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def _flat(condition: str) -> str:
    return " ".join(condition.split())
