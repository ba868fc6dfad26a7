"""How fast the official tables are: python -m tests.bench.bench_tables [HOUSEHOLDS] [PROVINCE].

All tables, one bare scan of the same rows with the same grouping, a cell, and all Excel files.
"""

import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from desktop.actions import report, report_files, workspace
from desktop.actions.context import Workspace
from desktop.records.rows import ResultRow
from desktop.store import results, schema
from tests.bench.bench_lists import timed
from tests.store.made import household, result
from tests.worlds import make

HOUSEHOLDS, PROVINCE, VILLAGES, TRIES = 100_000, "08", 12, 3  # Tuyên Quang: the most communes near to 130
BARE = """SELECT r.commune, r.village, count(*), sum(r.persons), sum(r.class = 'poor')
    FROM result AS r WHERE r.round = ? AND r.live = 1 GROUP BY r.commune, r.village"""
MOVES = ("stayed", "to_other", "above", "other_out", "from_other", "fell_back", "new", "other_in", "none")


def main() -> int:
    """Fill a working file, then count."""
    asked = sys.argv[1:]
    households = int(asked[0]) if asked else HOUSEHOLDS
    with tempfile.TemporaryDirectory() as name:
        ws = make(Path(name) / "ws", unit=asked[1] if len(asked) > 1 else PROVINCE)
        took = timed(lambda: fill(ws, households))
        communes = len(ws.units.communes(ws.home.code))
        print(f"{households:,} households in {communes} communes kept in {took / 1000:.0f} s")
        measure(ws, Path(name) / "out")
        workspace.close(ws)
    return 0


def measure(ws: Workspace, out: Path) -> None:
    """One line a figure: medians of a few tries."""
    ids = report.available(ws)
    bare = median(timed(lambda: ws.store.rows(BARE, (ws.round.key,))) for _ in range(TRIES))
    whole = median(timed(lambda: report.tables(ws, ids)) for _ in range(TRIES))
    print(
        f"all {len(ids)} tables {whole / 1000:.2f} s, a bare scan {bare / 1000:.3f} s: {whole / bare:.1f} ×"
    )
    for table_id in ids:
        took = median(timed(lambda one=table_id: report.tables(ws, [one])) for _ in range(TRIES))  # type: ignore[misc]
        print(f"  {table_id:4} {took:8.0f} ms")
    commune = ws.units.communes(ws.home.code)[0].code
    cells = [timed(lambda key=key: report.households_of(ws, "R1", commune, key)) for key in "3579"]  # type: ignore[misc]
    made = report.tables(ws, ids)
    files = timed(lambda: report_files.write_made(ws, out, made))
    print(f"a cell of a commune {max(cells):.1f} ms; all Excel files {files / 1000:.1f} s")


def fill(ws: Workspace, households: int) -> None:
    """Invented households, one to nine persons each."""
    random = Random(1)  # noqa: S311 - chance, no secret
    communes = [unit.code for unit in ws.units.communes(ws.home.code)]
    with ws.store.write(), results.many(ws.store, households):
        for n in range(households):
            commune = communes[n % len(communes)]
            row = household(
                n,
                unit=commune,
                village=f"{commune}-{n // len(communes) % VILLAGES:02d}",
                class_=random.choice(("poor", "near_poor", "medium", "not_poor")),
            )
            results.put(ws.store, row, _filled(result(row), random))


def _filled(row: ResultRow, random: Random) -> ResultRow:
    """The same row with figures by chance."""
    flags = {name: random.randrange(2) for name in (*schema.UNSURE, *schema.CHOSEN)}
    moves = {name: random.choice(MOVES) for name in schema.MOVES}
    head = random.choice(("01", "02", "09"))
    return ResultRow(
        {
            **row.values,
            **flags,
            **moves,
            "persons": random.randint(1, 9),
            "head_ethnicity": head,
            "area": "rural",
        }
    )


if __name__ == "__main__":
    sys.exit(main())
