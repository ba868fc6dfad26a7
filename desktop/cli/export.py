"""rasoat export: the households of a workspace, for other programs."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions.export import ENDINGS, export_as
from desktop.cli.opening import add_workspace, open_for, progress


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("export", help="write all households with their results")
    add_workspace(command)
    command.add_argument("--to", required=True, type=Path, metavar=f"FILE{'|'.join(ENDINGS)}")
    command.add_argument(
        "--de-identify",
        action="store_true",
        help="of .parquet, .sav and .dta: without what ties a row to its household here",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file and say how many."""
    with open_for(args) as ws:
        done = export_as(ws, args.to, progress("writing households"), de_identify=args.de_identify)
    print(f"{args.to}: {done} households", file=sys.stderr)
    return 0
