"""rasoat export: the households of a workspace, for other programs."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions.export import ENDINGS, VERIFIER, export_as, put_verifier
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
    command.add_argument(
        "--with-verifier",
        action="store_true",
        help=f"also put {VERIFIER} beside the file: it counts R1 to R5 again, with nothing but Python",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file and say how many."""
    with open_for(args) as ws:
        done = export_as(ws, args.to, progress("writing households"), de_identify=args.de_identify)
    if args.with_verifier:
        print(put_verifier(args.to.parent))
    print(f"{args.to}: {done} households", file=sys.stderr)
    return 0
