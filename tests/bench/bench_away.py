"""How fast “one answer away” is found: python -m tests.bench.bench_away.

Live in the form (one answer changed, everything looked at anew) with 5 and 12 members, and as a mark of every
household of a list.
"""

import time
from collections.abc import Callable, Sized
from functools import partial
from statistics import median, quantiles

from desktop.actions.editions import load_edition
from desktop.records.away import Finder
from desktop.records.classify import classify_sheet
from desktop.records.outside import form_of
from desktop.records.sheet import lay_out
from tests.records.examples import person, poor
from tests.records.invented import Maker

ON, LIMIT, LISTED = "2026-10-01", 10.0, 2_000  # ms with 5 members, households of the list


def main() -> int:
    """Measure and print; 1 when the panel would have to wait too long."""
    edition = load_edition("vn-2022")
    finder = Finder(edition)
    slow = 0.0
    for members in (5, 12):
        for n in (0, 1, 2, 3, 5):
            people = [person(f"{1960 + 7 * k % 60}-05-05", insured=k % 3 > 0) for k in range(members)]
            sheet = lay_out(edition, form_of(edition, poor(min(n, 4), members=people, floor_area_m2=60)), ON)
            result = classify_sheet(sheet)
            taken, found = measure(partial(finder.flips, sheet, result))
            print(f"{members:2} members, B2 {result.b2:3}: {found:4} flips, {taken:6.2f} ms")
            slow = max(slow, taken) if members == 5 else slow
    maker = Maker(1, ON)
    sheets = [lay_out(edition, form_of(edition, maker.household(0)), ON) for _ in range(LISTED)]
    results = [classify_sheet(sheet) for sheet in sheets]
    begun = time.thread_time()
    near = sum(finder.is_near(sheet, result) for sheet, result in zip(sheets, results, strict=True))
    each = (time.thread_time() - begun) * 1000 / LISTED
    print(f"as a mark in a list: {each:.3f} ms each, {near} of {LISTED} are one answer away")
    print(f"slowest with 5 members {slow:.2f} ms, allowed {LIMIT} ms")
    return int(slow > LIMIT)


def measure(work: Callable[[], Sized], times: int = 40) -> tuple[float, int]:
    """95 of 100 runs take at most so many ms of this thread; and what came out."""
    taken, found = [], 0
    for _ in range(times):
        begun = time.thread_time()
        found = len(work())
        taken.append((time.thread_time() - begun) * 1000)
    return max(median(taken), quantiles(taken, n=20)[-1]), found


if __name__ == "__main__":
    raise SystemExit(main())
