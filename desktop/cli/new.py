"""rasoat new: make a workspace."""

import argparse
from pathlib import Path
from typing import Any

from desktop.actions import workspace
from desktop.actions.workspace import NewWorkspace
from desktop.cli.opening import add_workspace, clock, new_uid, passphrase, progress
from desktop.editions.units import LISTED
from desktop.records.rounds import KINDS


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("new", help="make a workspace for one round")
    add_workspace(command)
    command.add_argument("--edition", required=True, help="the standard, such as vn-2022")
    command.add_argument("--year", required=True, type=int)
    command.add_argument("--date", required=True, help="reference date, YYYY-MM-DD")
    command.add_argument("--unit", required=True, help="code of the commune, district or province")
    command.add_argument("--units", default="2025", choices=("2020", "2025"), help="which list of units")
    command.add_argument("--level", default="", choices=("", *(level.value for level in LISTED)))
    command.add_argument("--kind", default=KINDS[0], choices=KINDS)
    command.add_argument("--office", type=Path, help="receive for the office whose keys are in this folder")
    command.add_argument("--person", default="", help="who keys here")
    command.add_argument("--no-passphrase", action="store_true", help="practice data only")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make it, and say so."""
    new = NewWorkspace(
        edition=args.edition,
        year=args.year,
        date=args.date,
        unit=args.unit,
        units=args.units,
        level=args.level,
        kind=args.kind,
        person=args.person,
        passphrase=None if args.no_passphrase else passphrase(twice=True),
        office=args.office,
    )
    made = workspace.create(
        args.workspace, new, clock=clock, new_uid=new_uid, progress=progress("making the workspace")
    )
    print(f"{args.workspace}: {made.home.full_name}, {made.round.key}")
    workspace.close(made)
    return 0
