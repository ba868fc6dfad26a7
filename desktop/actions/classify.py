"""Classify households that stand in no workspace: one JSON object a line in, one answer a line out."""

import json
import os
import stat
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import UnsupportedOperation
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from desktop.actions import cards
from desktop.actions.days import read_day
from desktop.actions.editions import load_named
from desktop.editions.rules import Edition
from desktop.records.classify import classify, classify_sheet
from desktop.records.compare import Changed, compare, known_to
from desktop.records.lines import LONGEST_LINE, read_json
from desktop.records.outside import form_of, write_result
from desktop.records.sheet import lay_out

CHUNK = 1 << 16
SMALL = 1 << 20  # bytes of a file that one process answers before others have begun
BATCH, AHEAD = 200, 3  # lines a worker gets at once; batches for each that wait: memory does not grow


@dataclass(frozen=True, slots=True)
class Job:
    """By which standard (its id or folder), on which day, against which other one, by which score cards."""

    edition: str
    on: str
    other: str = ""
    card: str = ""  # the workbook of its score cards


@dataclass(frozen=True, slots=True)
class Answered:
    """What one line got, as JSON: its result, or `is_odd` and why there is none."""

    text: str
    is_odd: bool


def classify_lines(job: Job, source: BinaryIO, workers: int = 0) -> Iterator[Answered]:
    """Answer line by line, in order; memory does not grow. A bad line is answered with its error.

    A large file is shared among `workers` processes, by default as many as there are cores; what comes
    through a pipe is answered line by line as it comes, unless `workers` says otherwise. Raises `RasoatError`
    for editions and days that are none.
    """
    read_day(job.on)
    edition = load_named(job.edition)
    load_named(job.other or job.edition)
    if job.card:
        cards.with_file(edition, Path(job.card))
    numbered = enumerate(_lines(source), start=1)
    many = workers or (os.cpu_count() or 1 if _left(source) > SMALL else 1)
    if many == 1:
        return (_answer(job, number, line) for number, line in numbered)
    return _shared_out(job, numbered, many)


def _shared_out(job: Job, numbered: Iterator[tuple[int, bytes]], workers: int) -> Iterator[Answered]:
    waiting: deque[Future[list[Answered]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            while batch := list(islice(numbered, BATCH)):
                waiting.append(pool.submit(_answers, job, batch))
                if len(waiting) >= workers * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _answers(job: Job, batch: list[tuple[int, bytes]]) -> list[Answered]:
    return [_answer(job, number, line) for number, line in batch]


def _answer(job: Job, number: int, line: bytes) -> Answered:
    try:
        return Answered(json.dumps(_result(job, line), ensure_ascii=False), is_odd=False)
    except ValueError as error:
        return Answered(json.dumps({"error": str(error), "line": number}, ensure_ascii=False), is_odd=True)


@cache  # each process loads it once
def _edition(name: str, card: str) -> Edition:
    edition = load_named(name)
    return cards.with_file(edition, Path(card)) if card and edition.card else edition


def _result(job: Job, line: bytes) -> dict[str, object]:
    edition, thing = _edition(job.edition, job.card), read_json(line)
    if not job.other:
        return write_result(edition, classify(edition, form_of(edition, thing), job.on))
    other = _edition(job.other, job.card)
    one = lay_out(edition, form_of(edition, known_to(edition, other, thing)), job.on)
    two = lay_out(other, form_of(other, known_to(other, edition, thing)), job.on)
    before, after = classify_sheet(one), classify_sheet(two)
    changed = compare(one, before, two, after)
    return {
        **write_result(edition, before),
        "compare": {"edition": other.id, **write_result(other, after)},
        "changes": _written(changed),
    }


def _written(changed: Changed) -> dict[str, object]:
    rules = [{"rule": one.rule, "from": one.before, "to": one.after} for one in changed.rules]
    return {"from": changed.before, "to": changed.after, "rules": rules}


def _left(source: BinaryIO) -> int:
    """How many bytes of a file are still to be read; 0 for a pipe."""
    try:
        found = os.fstat(source.fileno())
    except (OSError, UnsupportedOperation):
        return 0
    return found.st_size - source.tell() if stat.S_ISREG(found.st_mode) else 0


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines without their end; of an endless one only as much as shows that it is too long."""
    while line := source.readline(LONGEST_LINE + 2):
        rest = line
        while len(rest) > 0 and not rest.endswith(b"\n"):
            rest = source.readline(CHUNK)
        yield line.rstrip(b"\r\n")
