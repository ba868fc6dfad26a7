"""The SQL of a table and of one of its cells, from the same conditions, so that they cannot disagree.

Plain and portable: the same text runs on SQLite, DuckDB and Spark. Nothing is run here.
"""

from collections.abc import Mapping, Sequence

from desktop.rollup.layout import HOUSEHOLDS, ONLY, ROWS, Column, Layout, Line

EVERYBODY, NOBODY = "1 = 1", "1 = 0"
COUNTED = "r.live = 1"
Row = tuple[object, ...]


def rows_sql(files: Mapping[str, bytes], layout: Layout) -> str:
    """A row for every unit; values: round key, own unit. Columns: `FIXED` of tables, then one per count."""
    sums = [_sum(layout, line, column) for line, column in counted(layout)]
    return _rows(files, sums, _kept(layout), _flat(layout.unsure) or NOBODY)


def joint_sql(files: Mapping[str, bytes], layouts: Sequence[Layout]) -> str:
    """The rows of several tables by one scan: what they count alike is counted once. See `apart`."""
    return _rows(files, _joint(layouts), EVERYBODY, NOBODY)


def apart(layouts: Sequence[Layout], found: Sequence[Sequence[object]], fixed: int) -> list[list[Row]]:
    """What `joint_sql` gave, table by table, as `rows_sql` gives it; `fixed`: how many columns come first."""
    places = {text: fixed + place for place, text in enumerate(_joint(layouts))}
    made = []
    for layout in layouts:
        unsure = places[_unsure(layout)]
        chosen = [places[_of_joint(layout, line, column)] for line, column in counted(layout)]
        made.append([(*row[: fixed - 1], row[unsure], *(row[one] for one in chosen)) for row in found])
    return made


def _joint(layouts: Sequence[Layout]) -> list[str]:
    sums = [_of_joint(layout, line, column) for layout in layouts for line, column in counted(layout)]
    return list(dict.fromkeys([*map(_unsure, layouts), *sums]))


def _of_joint(layout: Layout, line: Line, column: Column) -> str:
    """A sum that counts by itself only the households that its table is about."""
    return _sum(layout, line, column, "" if layout.gone else f"{COUNTED} AND ")


def _unsure(layout: Layout) -> str:
    return f"CASE WHEN r.illustrative = 0 AND ({_flat(layout.unsure) or NOBODY}) THEN 1 ELSE 0 END"


def _sum(layout: Layout, line: Line, column: Column, only: str = "") -> str:
    part = layout.part(column, line)
    condition = f"{only}r.illustrative = 0 AND ({_flat(part.where)})"
    return f"CASE WHEN {condition} THEN {_flat(part.sum)} ELSE 0 END"


def _rows(files: Mapping[str, bytes], texts: Sequence[str], kept: str, unsure: str) -> str:
    sums = [f",\n    SUM({text}) AS c{place}" for place, text in enumerate(texts)]
    totals = [f",\n  COALESCE(SUM(p.c{place}), 0) AS c{place}" for place in range(len(texts))]
    text = _plain(files[ROWS]).replace("{kept}", kept).replace("{sums}", "".join(sums))
    return text.replace("{totals}", "".join(totals)).replace("{unsure}", unsure)


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
