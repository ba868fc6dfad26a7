"""Classify households that stand in no workspace: one JSON object a line in, one answer a line out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from desktop.actions.days import read_day
from desktop.editions.rules import Edition
from desktop.records.classify import classify
from desktop.records.lines import LONGEST_LINE, read_json
from desktop.records.outside import form_of, write_result

CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Answered:
    """What one line got: its result, or why there is none."""

    line: int
    result: dict[str, object]
    error: str = ""


def classify_lines(edition: Edition, on: str, source: BinaryIO) -> Iterator[Answered]:
    """Answer line by line, in order, on the reference date `on` (YYYY-MM-DD); memory does not grow.

    A bad line is answered with its error, and the others go on.
    """
    read_day(on)
    for number, line in enumerate(_lines(source), start=1):
        try:
            yield Answered(number, _result(edition, on, line))
        except ValueError as error:
            yield Answered(number, {}, str(error))


def _result(edition: Edition, on: str, line: bytes) -> dict[str, object]:
    form = form_of(edition, read_json(line))
    return write_result(edition, classify(edition, form, on))


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines without their end; of an endless one only as much as shows that it is too long."""
    while line := source.readline(LONGEST_LINE + 2):
        rest = line
        while len(rest) > 0 and not rest.endswith(b"\n"):
            rest = source.readline(CHUNK)
        yield line.rstrip(b"\r\n")
