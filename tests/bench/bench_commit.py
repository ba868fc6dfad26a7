"""What keeping one answer costs against a bare durable commit: python tests/bench/bench_commit.py.

Both write to the same encrypted file in the same run, one after the other in turn.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from desktop.records.model import FormKey
from desktop.store import database, drafts, keys
from desktop.store.database import Store

ROUNDS = 1_000
LIMIT = 2.0  # times a bare commit
FORM = FormKey(f"{'0' * 32}@vn-2022/2026/periodic")
MEMBERS, QUESTIONS = 5, 20  # answers go round a household of this size


def main() -> int:
    """Measure and print; 1 when an answer costs more than allowed."""
    with tempfile.TemporaryDirectory() as name:
        store = database.create(Path(name), keys.new_database_key(), now=datetime.now(UTC))
        store.run("CREATE TABLE bare (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
        answer, bare = measure(lambda n: put(store, n), lambda n: insert(store, n))
        store.close()
    ratio = answer / bare
    print(f"one answer, draft and journal   {answer * 1000:7.3f} ms (median of {ROUNDS})")
    print(f"bare BEGIN; INSERT; COMMIT      {bare * 1000:7.3f} ms")
    print(f"ratio                           {ratio:7.2f}    (at most {LIMIT})")
    return 0 if ratio <= LIMIT else 1


def measure(*works: Callable[[int], None]) -> list[float]:
    """The median seconds of each work, done in turn."""
    times: list[list[float]] = [[] for _ in works]
    for n in range(ROUNDS):
        for work, took in zip(works, times, strict=True):
            begun = time.perf_counter()
            work(n)
            took.append(time.perf_counter() - begun)
    return [median(took) for took in times]


def put(store: Store, n: int) -> None:
    """One answer as the form keeps it."""
    path = f"members/{n % MEMBERS:032x}/question_{n % QUESTIONS}"
    drafts.put_all(store, FORM, [(path, None, n)], base=(), who="Lan", when=datetime.now(UTC))


def insert(store: Store, n: int) -> None:
    """The least that is durable."""
    store.run("BEGIN IMMEDIATE")
    store.run("INSERT INTO bare (text) VALUES (?)", (f"answer {n}",))
    store.run("COMMIT")


if __name__ == "__main__":
    sys.exit(main())
