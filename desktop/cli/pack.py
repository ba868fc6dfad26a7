"""rasoat pack: one bundle, for the office above or for a laptop below."""

import argparse
from pathlib import Path
from typing import Any

from desktop.actions.pack import pack
from desktop.cli.opening import add_workspace, open_for, progress


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("pack", help="write one signed, encrypted file of everything known here")
    add_workspace(command)
    command.add_argument("--to", required=True, type=Path, metavar="FILE.rasoat")
    command.add_argument("--for", dest="laptop", type=Path, metavar="CERT", help="for this enrolled laptop")
    command.add_argument(
        "--office",
        type=Path,
        metavar="office.pub",
        help="for an office that has not enrolled this workspace yet: the file waits there until it has",
    )
    command.add_argument(
        "--parity", action="store_true", help="add repair data: 15 %% larger, see bundle repair"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Pack, and say what is in it and who can read it."""
    with open_for(args, write=True) as ws:
        made = pack(
            ws,
            args.to,
            for_certificate=args.laptop,
            for_office=args.office,
            parity=args.parity,
            progress=progress("packing"),
        )
    print(f"{made.id} {made.path}: {made.households} households, {made.records} records, for {made.to}")
    return 0
