"""rasoat classify: the rules from outside, one household a line in, one result a line out."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desktop.actions import cards
from desktop.actions.classify import Answered, classify_lines
from desktop.actions.editions import load_edition

ODD = 1


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("classify", help="households on standard input, classes on standard output")
    command.add_argument("--edition", required=True, help="the standard, such as vn-2022")
    command.add_argument("--date", required=True, help="reference date, YYYY-MM-DD")
    command.add_argument("--card", metavar="FILE.xlsx", type=Path, help="score cards, for households by card")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every line in its place; 1 where one was bad."""
    bad, edition = 0, load_edition(args.edition)
    if args.card:
        edition = cards.with_file(edition, args.card)
    for answered in classify_lines(edition, args.date, sys.stdin.buffer):
        bad += bool(answered.error)
        sys.stdout.write(json.dumps(_shown(answered), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return ODD if bad else 0


def _shown(answered: Answered) -> dict[str, object]:
    return {"error": answered.error, "line": answered.line} if answered.error else answered.result
