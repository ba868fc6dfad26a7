"""rasoat purge: remove the names of a closed round from this workspace, for good."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop.actions.purge import Purged, purge
from desktop.cli.opening import add_workspace, open_for, progress

ELSEWHERE = (
    "Papers, exported files, bundles and copies that were carried elsewhere still hold them: "
    "destroy those by hand. Every other computer of the round is purged by itself."
)


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "purge",
        help="remove names, ID numbers, phones and addresses of a closed round",
        description="Remove names, ID numbers, phones, addresses and remarks of a round from every revision, "
        "journal, index and backup of this workspace. The figures stay. There is no way back.",
    )
    add_workspace(command)
    command.add_argument("--round", required=True, metavar="R", help="signed, closed, and not worked in")
    command.add_argument("--why", required=True, metavar="TEXT")
    command.add_argument("--dry-run", action="store_true", help="only say what would go")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Purge, and say what went."""
    with open_for(args, write=True) as ws:
        done = purge(ws, args.round, args.why, dry_run=args.dry_run, progress=progress("removing names"))
    if args.json:
        print(json.dumps({**asdict(done), "dry_run": args.dry_run}))
    else:
        _say(done, dry_run=args.dry_run)
    return 0


def _say(done: Purged, *, dry_run: bool) -> None:
    verb = "would be" if dry_run else "were"
    print(f"{done.round}: the people of {done.households:,} households {verb} forgotten")
    print(f"{done.revisions:,} versions and {done.journal:,} lines of the journal {verb} cleared of them")
    print(f"{done.backups:,} backups {verb} deleted, since they hold the names, and one made anew")
    if not dry_run:
        print(ELSEWHERE, file=sys.stderr)
