"""How fast the rules are: python -m tests.bench.bench_classify [households].

Loading an edition, one household on one core, and `rasoat classify` over a file by one process and by all.
"""

import json
import os
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from desktop.actions.classify import Job, classify_lines
from desktop.actions.editions import available, load_edition
from desktop.records.classify import classify
from desktop.records.outside import form_of, write_result
from tests.records.invented import Maker

ON, MANY, MOST_TO_LOAD, MOST_EACH = "2026-10-01", 100_000, 50.0, 1.0  # ms


def main() -> int:
    """Measure and print; 1 where something takes longer than it may."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    loads = {name: load_ms(name) for name in available()}
    each = {name: each_ms(name) for name in loads}
    for name, taken in loads.items():
        print(f"{name}: loads in {taken:.1f} ms, {each[name]:.3f} ms a household on one core")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "households.ndjson"
        maker = Maker(1, ON)
        with file.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(maker.household(0)) + "\n" for _ in range(many))
        for workers in sorted({1, os.cpu_count() or 1}):
            begun = time.perf_counter()
            with file.open("rb") as source:
                done = sum(1 for _ in classify_lines(Job("vn-2022", ON), source, workers))
            taken = (time.perf_counter() - begun) * 1000 / done
            print(f"{done} lines, {workers} processes: {taken:.3f} ms each, {memory()} MiB at most")
    return int(max(loads.values()) > MOST_TO_LOAD or max(each.values()) > MOST_EACH)


def load_ms(name: str) -> float:
    """The first load, with nothing parsed before."""
    begun = time.thread_time()
    load_edition(name)
    return (time.thread_time() - begun) * 1000


def each_ms(name: str) -> float:
    """One household from JSON to result."""
    edition, maker = load_edition(name), Maker(1, ON, name)
    made = [maker.household(0) for _ in range(2_000)]
    begun = time.thread_time()
    for one in made:
        write_result(edition, classify(edition, form_of(edition, one), ON))
    return (time.thread_time() - begun) * 1000 / len(made)


def memory() -> int:
    """The most that this process or one of its children ever held."""
    return max(getrusage(RUSAGE_SELF).ru_maxrss, getrusage(RUSAGE_CHILDREN).ru_maxrss) // 1024


if __name__ == "__main__":
    raise SystemExit(main())
