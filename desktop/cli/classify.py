"""rasoat classify: the rules from outside, one household a line in, one result a line out."""

import argparse
import sys
from typing import Any

from desktop.actions.classify import Job, classify_lines

ODD = 1
MOST_JOBS = 64


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("classify", help="households on standard input, classes on standard output")
    command.add_argument("--edition", required=True, help="the standard, such as vn-2022, or its folder")
    command.add_argument("--compare", default="", metavar="EDITION", help="another one, to see what changes")
    command.add_argument("--date", required=True, help="reference date, YYYY-MM-DD")
    command.add_argument("--card", default="", metavar="FILE.xlsx", help="its score cards")
    command.add_argument(
        "--jobs", type=_many, default=0, metavar="N", help="processes; else all cores for a large file"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every line in its place; 1 where one was bad."""
    bad = 0
    job = Job(args.edition, args.date, args.compare, args.card)
    for answered in classify_lines(job, sys.stdin.buffer, args.jobs):
        bad += answered.is_odd
        sys.stdout.write(answered.text + "\n")
        sys.stdout.flush()
    return ODD if bad else 0


def _many(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_JOBS:
        raise ValueError(text)
    return number
