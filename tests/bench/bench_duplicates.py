"""How fast it is seen who stands in a commune twice: python -m tests.bench.bench_duplicates [HOUSEHOLDS]."""

import json
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from desktop.actions import duplicates, problems, workspace
from desktop.actions.import_ import import_households
from desktop.actions.sample import Sample, sample
from desktop.records.across import across
from desktop.records.alike import suspects
from tests.worlds import COMMUNE, EDITION, make

HOUSEHOLDS, COPIES = 20_000, 100  # so many are written down twice


def main(households: int) -> None:
    """Make a commune, then read it, compare all of it, and open both lists."""
    with tempfile.TemporaryDirectory() as folder:
        ws = make(Path(folder) / "W")
        file = Path(folder) / "practice.ndjson"
        sample(file, Sample(EDITION, COMMUNE, households, seed=1))
        lines = file.read_text("utf-8").splitlines()
        first = enumerate(lines[:COPIES])
        again = [json.dumps({**json.loads(line), "uid": f"again{n}"}) for n, line in first]
        file.write_text("\n".join([*lines, *again]) + "\n", "utf-8")
        import_households(ws, file)
        start = perf_counter()
        known = list(duplicates.households(ws))
        read = perf_counter()
        pairs = suspects(known)
        compared = perf_counter()
        shared = across(ws.edition, known)
        print(f"{households:,} households, {sum(len(one.people) for one in known):,} people")
        print(f"read {read - start:.2f} s, {len(pairs)} suspected pairs {compared - read:.2f} s,", end=" ")
        print(f"{len(shared)} problems across households {perf_counter() - compared:.2f} s")
        start = perf_counter()
        duplicates.pairs(ws)
        middle = perf_counter()
        problems.open_problems(ws, "vi")
        print(f"the list of duplicates {middle - start:.2f} s, of problems {perf_counter() - middle:.2f} s")
        workspace.close(ws)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else HOUSEHOLDS)
