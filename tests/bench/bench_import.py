"""Time to take a commune's own list in: python tests/bench/bench_import.py [ROWS]."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import openpyxl

from desktop.actions import workspace
from desktop.actions.lists.look import look
from desktop.actions.lists.take_in import preview, take_in
from desktop.actions.workspace import NewWorkspace
from desktop.cli.opening import new_uid

T = TypeVar("T")
ROWS, LIMIT = 20_000, 10.0  # seconds for all of it
PERSONS = 4  # of a household
TOP = (
    ["STT hộ", "STT thành viên", "Họ và tên", "Năm sinh", None, "Dân tộc", "Quan hệ với chủ hộ", "Số CCCD"],
    [None, None, None, "Nam", "Nữ", None, None, None],
)
HOUSES = ["TT", "Mã hộ", "Họ tên chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "Thôn", "Hộ chính sách"]


def main() -> int:
    """Print a line for each step and layout; 1 where one layout took longer than it may."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        for title, lines in (("one row a person", persons(rows)), ("one row a household", houses(rows))):
            file = Path(name) / f"{title}.xlsx"
            write(file, lines)
            worst = max(worst, measure(title, file, Path(name) / title))
    print(f"slowest {worst:.1f} s for {rows:,} rows, allowed {LIMIT} s")
    return 1 if worst > LIMIT else 0


def measure(title: str, file: Path, folder: Path) -> float:
    """Seconds to read the list and take it in; a preview and a second time are printed too."""
    new = NewWorkspace("vn-2022", 2026, "2026-10-01", "01906")
    ws = workspace.create(folder, new, clock=lambda: datetime.now(UTC), new_uid=new_uid)
    plan, previewing = timed(lambda: preview(ws, look(ws, file)))
    start, worked = time.perf_counter(), time.process_time()
    done = take_in(ws, look(ws, file))
    taken, work = time.perf_counter() - start, time.process_time() - worked
    again, repeating = timed(lambda: take_in(ws, look(ws, file)))
    workspace.close(ws)
    print(
        f"{title:<20} {done.new:6d} households {plan.persons:6d} persons   preview {previewing:5.2f} s   "
        f"take in {taken:5.2f} s ({work:5.2f} s of one core)   again {repeating:5.2f} s ({again.new} new)",
        flush=True,
    )
    return taken


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds it took."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def write(file: Path, lines: Iterator[list[object]]) -> None:
    """An Excel file of these rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    for line in lines:
        sheet.append(line)
    book.save(file)


def persons(rows: int) -> Iterator[list[object]]:
    """A list as R14: the members of every household, under their village."""
    yield ["DANH SÁCH HỘ NGHÈO"]
    for line in TOP:
        yield [*line]
    for place in range(rows):
        house, member = divmod(place, PERSONS)
        if place % 800 == 0:
            yield ["I", None, f"Thôn Nà Mẫu {place // 800 + 1}"]
        sex, born = member % 2, 1950 + place % 70
        yield [
            house + 1,
            member + 1,
            f"Nông {'Thị' if sex else 'Văn'} Thử {place}",
            None if sex else born,
            born if sex else None,
            ("Tày", "Nùng", "H'mông", "Dao đỏ")[house % 4],
            ("Chủ hộ", "Vợ", "Con", "Con gái")[member],
            f"006{sex}{born % 100:02d}{place:06d}",
        ]


def houses(rows: int) -> Iterator[list[object]]:
    """A list of heads with codes."""
    yield list(HOUSES)
    for place in range(rows):
        sex = place % 2
        yield [
            place + 1,
            f"H{place:06d}",
            f"Nông {'Thị' if sex else 'Văn'} Thử {place}",
            f"{place % 28 + 1:02d}/{place % 12 + 1:02d}/{1950 + place % 50}",
            ("Nam", "Nữ")[sex],
            ("Tày", "Nùng", "H'mông", "Dao đỏ")[place % 4],
            f"Thôn Nà Mẫu {place // 800 + 1}",
            "x" if place % 9 == 0 else None,
        ]


if __name__ == "__main__":
    sys.exit(main())
