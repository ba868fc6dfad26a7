"""rasoat outcome and outcomes: meeting, posting, complaint and recognition of households."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop.actions import outcome
from desktop.cli.opening import add_workspace, open_for
from desktop.editions.values import Missing


def add_to(commands: Any) -> None:
    """Add both commands."""
    command = commands.add_parser("outcome", help="write what became of a household: meeting, recognition")
    add_workspace(command)
    command.add_argument("household", metavar="HOUSEHOLD", help="uid or household code")
    command.add_argument("answers", nargs="+", metavar="path=value", help="an empty value clears")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run)
    command = commands.add_parser("outcomes", help="how far each household is after its score")
    add_workspace(command)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_list)


def run(args: argparse.Namespace) -> int:
    """Write, all or nothing."""
    with open_for(args, write=True) as ws:
        changed = outcome.write(ws.as_person(args.by), args.household, args.answers)
    print(f"{args.household}: {'written' if changed else 'as it was'}")
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Print them."""
    with open_for(args) as ws:
        found = [*outcome.listed(ws, "en")]
    if args.json:
        rows = [asdict(one) for one in found]
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1, default=_missing)
        print()
        return 0
    for one in found:
        print(f"{one.household}: {one.stage}{', two sides differ' if one.clash else ''}")
    return 0


def _missing(value: Missing) -> dict[str, str]:
    return {"missing": value.value}
