"""rasoat bundles: what came and what went."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop.actions import trail
from desktop.actions.bundles import history
from desktop.cli.opening import add_workspace, open_for


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("bundles", help="the history of bundles, newest first")
    add_workspace(command)
    command.add_argument("--json", action="store_true")
    command.add_argument("--of", default="", metavar="BUNDLE", help="the households that this one brought")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list."""
    if args.of:
        return _run_one(args)
    with open_for(args) as ws:
        rows = history(ws)
    if args.json:
        json.dump([asdict(row) for row in rows], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for row in rows:
        gone = " (taken out again)" if row.withdrawn else ""
        print(f"{row.id} {row.direction:3} {row.when} {row.name} {row.who}: {row.records} records{gone}")
    return 0


def _run_one(args: argparse.Namespace) -> int:
    with open_for(args) as ws:
        found = trail.of_bundle(ws, args.of)
    if args.json:
        json.dump([asdict(one) for one in found], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for one in found:
        print(f"{one.key} {one.title}: {one.revisions} revisions, {one.class_ or 'not counted'}")
    return 0
