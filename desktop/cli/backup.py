"""rasoat backup and restore: a safe copy of the working file, and the way back."""

import argparse
from pathlib import Path
from typing import Any

from desktop.actions import backup
from desktop.cli.opening import add_workspace, clock, open_for


def add_to(commands: Any) -> None:
    """Add both commands."""
    command = commands.add_parser("backup", help="a checked copy of the working file")
    add_workspace(command)
    command.add_argument("--to", type=Path, metavar="DIR", help="another place; without: beside the file")
    command.set_defaults(run=run)
    command = commands.add_parser("restore", help="make a workspace of a backup")
    command.add_argument("file", type=Path, metavar="FILE")
    add_workspace(command)
    command.set_defaults(run=run_restore)


def run(args: argparse.Namespace) -> int:
    """Write it and say where."""
    with open_for(args, write=True) as ws:
        print(backup.back_up(ws, args.to))
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Make a workspace of the backup; the one that stood there is kept aside."""
    print(backup.restore(args.file, args.workspace, now=clock()))
    return 0
