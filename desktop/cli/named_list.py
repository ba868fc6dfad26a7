"""rasoat list: the named lists R14 and R15 as Excel files."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions import named_lists
from desktop.cli.opening import add_workspace, open_for


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "list",
        help="write the named list of the poor (R14) or the near-poor (R15)",
        description="Write a named list of the round as an Excel file in Vietnamese: every member of every "
        "household, by village, with sums. It holds names and years of birth: keep it as carefully as the "
        "forms. Writing it is noted in the log.",
    )
    add_workspace(command)
    command.add_argument("id", choices=named_lists.ids(), help="R14: poor; R15: near-poor")
    command.add_argument("--to", required=True, type=Path, metavar="FILE.xlsx")
    command.add_argument("--village", default="", metavar="CODE", help="left out: all")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write it and say how many households are on it."""
    with open_for(args) as ws:
        written = named_lists.write(ws, args.id, args.to, village=args.village)
    print(f"{args.to}: {written} households of {args.id}", file=sys.stderr)
    return 0
