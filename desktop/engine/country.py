"""The SQL that lays extracts side by side below one unit. Text only: nothing is run here."""

from collections.abc import Iterator

from desktop.editions.units import Level

ROOT = "VN"  # the code of what stands above the provinces; no unit of the lists has letters
STEP = 1_000_000_000  # between the places of the units of two extracts


def part(table: str, n: int) -> str:
    """What a table of the n-th extract is called, where the SQL below names it."""
    return f"{table}_{n}"


def unit_sql(parts: int, name: str) -> str:
    """The units of so many extracts; those of several stand below one unit `name`."""
    if parts == 1:
        return f"SELECT * FROM {part('unit', 0)}"
    quoted = name.replace("'", "''")
    root = f"'{ROOT}' AS code, '' AS parent, '{Level.COUNTRY}' AS level, '{quoted}' AS full_name, -1 AS place"
    return _union(f"SELECT {root}", *_units(parts))


def within_sql(parts: int) -> str:
    """What lies within what, as above."""
    if parts == 1:
        return f"SELECT * FROM {part('within', 0)}"
    own = (f"SELECT unit, above FROM {part('within', n)}" for n in range(parts))
    rooted = (
        f"SELECT unit, '{ROOT}' AS above FROM {part('within', n)} WHERE unit = above" for n in range(parts)
    )
    return _union(f"SELECT '{ROOT}' AS unit, '{ROOT}' AS above", *own, *rooted)


def _units(parts: int) -> Iterator[str]:
    for n in range(parts):  # the first unit of an extract, at place 0, is the office's own
        above = f"CASE WHEN place = 0 THEN '{ROOT}' ELSE parent END"
        columns = f"code, {above} AS parent, level, full_name, place + {n * STEP} AS place"
        yield f"SELECT {columns} FROM {part('unit', n)}"


def _union(*texts: str) -> str:
    return " UNION ALL ".join(texts)
