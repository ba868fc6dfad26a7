"""How fast a list of households answers: python -m tests.bench.bench_lists [HOUSEHOLDS]."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

from desktop.store import database, keys, results
from desktop.store.database import Store
from desktop.store.results import Filter
from tests.store.made import household, result

HOUSEHOLDS = 100_000
PAGE = 256
TRIES = 5
COMMUNES, VILLAGES = 130, 12
SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Lý",
    "Hoàng",
    "Nông",
    "Triệu",
    "Đặng",
    "Bàn",
    "Ma",
    "Dương",
    "Hà",
    "Lường",
    "Phùng",
]
MIDDLES = ["Văn", "Thị", "Đình", "Xuân", "Minh", "Thu", "Ngọc", "Hữu", "A"]
NAMES = [
    "Đào",
    "Mẩy",
    "Pham",
    "Dũng",
    "Hạnh",
    "Lan",
    "Hùng",
    "Tuấn",
    "Sơn",
    "Páo",
    "Chín",
    "Bình",
    "Anh",
    "Huệ",
    "Vân",
    "Thảo",
    "Nhàn",
    "Sính",
]
ASKED = {
    "everything": Filter(),
    "one commune": Filter(unit="01850"),
    "one class": Filter(class_="poor"),
    "unfinished": Filter(status=results.UNFINISHED),
    "with clashes": Filter(only=results.CLASHES),
    "search n": Filter(text="n"),
    "search nguyen": Filter(text="nguyen"),
    "search nguyen van dung": Filter(text="nguyen van dung"),
    "search HO-00123": Filter(text="HO-00123"),
    "search in a class": Filter(text="nguyen thi", class_="poor", only=results.ERRORS),
}


def main() -> int:
    """Fill a working file, then ask."""
    households = int(sys.argv[1]) if len(sys.argv) > 1 else HOUSEHOLDS
    with tempfile.TemporaryDirectory() as name:
        store = database.create(Path(name), keys.new_database_key(), now=datetime.now(UTC))
        took = timed(lambda: fill(store, households))
        print(f"{households:,} households kept, {took / households:.3f} ms each")
        print(f"{'milliseconds':24} {'count':>8} {'first page':>11} {'last page':>10}")
        for title, wanted in ASKED.items():
            show(store, title, wanted)
        store.close()
    return 0


def show(store: Store, title: str, wanted: Filter) -> None:
    """One line: medians of a few tries."""
    found = results.count(store, wanted)
    last = max(0, found - PAGE)
    asked: list[Callable[[], object]] = [
        lambda: results.count(store, wanted),
        lambda: list(results.page(store, wanted, 0, PAGE)),
        lambda: list(results.page(store, wanted, last, PAGE)),
    ]
    count, first, end = (median(timed(one) for _ in range(TRIES)) for one in asked)
    print(f"{title:24} {count:8.2f} {first:11.2f} {end:10.2f}   {found:,} found")


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def fill(store: Store, households: int) -> None:
    """Invented households with four members each."""
    random = Random(1)  # noqa: S311 - chance, no secret
    with store.write():
        for n in range(households):
            names = [" ".join(map(random.choice, (SURNAMES, MIDDLES, NAMES))) for _ in range(4)]
            commune = f"{1800 + n % COMMUNES:05d}"
            row = household(
                random.getrandbits(120),
                code=f"HO-{n:05d}",
                head=names[0],
                names=", ".join(names),
                unit=commune,
                village=f"{commune}-{n % VILLAGES:02d}",
                class_=random.choice(("poor", "near_poor", "not_poor")),
                unanswered=random.choice((0, 0, 1)),
                errors=int(n % 20 == 0),
                clashes=int(n % 1000 == 0),
                phone=f"09{random.randrange(10**8):08d}",
                id_numbers=f"{random.randrange(10**12):012d}",
            )
            results.put(store, row, result(row))


if __name__ == "__main__":
    sys.exit(main())
