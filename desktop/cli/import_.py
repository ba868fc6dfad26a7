"""rasoat import: households, or residents per unit, from a file."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions.import_ import Imported, import_households
from desktop.actions.import_totals import import_totals
from desktop.cli.opening import add_workspace, open_for, progress

ODD = 1


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("import", help="take households in; the same file again adds none")
    add_workspace(command)
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--totals", action="store_true", help="resident households and persons per unit")
    command.add_argument("--dry-run", action="store_true", help="check only, write nothing")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, and name every line that was left out; 1 where there was one."""
    with open_for(args, write=True) as ws:
        act = import_totals if args.totals else import_households
        done = act(ws, args.file, dry_run=args.dry_run, progress=progress("importing"))
    if args.json:
        json.dump(asdict(done), sys.stdout, ensure_ascii=False)
        print()
    else:
        _say(args, done)
    return ODD if done.faults else 0


def _say(args: argparse.Namespace, done: Imported) -> None:
    for fault in done.faults:
        print(f"{args.file}, line {fault.line}: left out: {fault.why}", file=sys.stderr)
    what = "units" if args.totals else "households"
    would = "would be" if args.dry_run else "are"
    print(f"{done.households} {what} read, {done.new} {would} new")
