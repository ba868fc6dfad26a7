"""rasoat quarantine: bundles of unknown computers wait; see them, let one in, or throw it away."""

import argparse
import json
import sys
from typing import Any

from desktop.actions import quarantine
from desktop.actions.quarantine import Guest
from desktop.cli import receive
from desktop.cli.opening import add_workspace, open_for, progress


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("quarantine", help="bundles of unknown computers that wait")
    add_workspace(command)
    what = command.add_mutually_exclusive_group()
    what.add_argument("--release", metavar="ID", help="receive this one; its sender must be enrolled")
    what.add_argument("--discard", metavar="ID", help="throw this one away")
    command.add_argument(
        "--why", default="", help="with --release: let it in though the enrolment has ended or was taken back"
    )
    command.add_argument("--dry-run", action="store_true", help="with --release: show what would change")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do one of the three; without a choice, print the list."""
    if args.release:
        return _release(args)
    with open_for(args, write=bool(args.discard)) as ws:
        if args.discard:
            quarantine.discard(ws, args.discard)
        guests = quarantine.listed(ws)
    if args.json:
        json.dump([_as_json(one) for one in guests], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for one in guests:
        print(f"{one.id} {one.name} from {' '.join(one.fingerprint)}: {one.error or 'may be received now'}")
    return 0


def _release(args: argparse.Namespace) -> int:
    with open_for(args, write=True) as ws:
        if args.why and not args.dry_run:
            quarantine.allow(ws, args.release, args.why)
        if args.dry_run:
            plan = quarantine.plan(ws, args.release, progress("reading"), language="en")
        else:
            plan = quarantine.release(ws, args.release, progress("receiving"), language="en").plan
    return receive.say(plan, as_json=args.json, dry_run=args.dry_run)


def _as_json(one: Guest) -> dict[str, object]:
    return {
        "bundle": one.id,
        "file": one.name,
        "fingerprint": " ".join(one.fingerprint),
        "sender": one.sender,
        "size": one.size,
        "since": one.since,
        "reason": str(one.error) if one.error else "",
        "code": one.error.code if one.error else "",
    }
