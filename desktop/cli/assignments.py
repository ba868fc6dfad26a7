"""rasoat villages, deal and receipts: who reviews which village, and what the office has of our work."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from desktop.actions import assignments, receipts
from desktop.actions.assignments import Village
from desktop.actions.receipts import Receipt
from desktop.cli.opening import add_workspace, open_for


def add_to(commands: Any) -> None:
    """Add the commands."""
    command = commands.add_parser("villages", help="who reviews which village, and how far each is")
    add_workspace(command)
    command.add_argument("--mine", action="store_true", help="only those dealt to this computer")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_villages)
    command = commands.add_parser("deal", help="give a village to a surveyor and a laptop")
    add_workspace(command)
    command.add_argument("village", metavar="VILLAGE", help="its code")
    command.add_argument("--who", default="", metavar="NAME", help="the surveyor; left out: nobody any more")
    command.add_argument("--laptop", default="", metavar="WORDS|KEY|NAME|CERT", help="an enrolled laptop")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run_deal)
    command = commands.add_parser("receipts", help="which of our work is known to have arrived")
    add_workspace(command)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_receipts)


def run_villages(args: argparse.Namespace) -> int:
    """Print them."""
    with open_for(args) as ws:
        found = assignments.mine(ws) if args.mine else assignments.villages(ws)
    if args.json:
        return _print(found)
    for one in found:
        who = ", ".join(part for part in (one.who, one.laptop) if part) or "nobody"
        print(f"{one.code} {one.name}: {who}; {one.finished} of {one.households} households finished")
    return 0


def run_deal(args: argparse.Namespace) -> int:
    """Deal one village out, or take it back."""
    with open_for(args, write=True) as ws:
        changed = assignments.deal(ws.as_person(args.by), args.village, args.who, args.laptop)
    print(f"{args.village}: {'written' if changed else 'as it was'}")
    return 0


def run_receipts(args: argparse.Namespace) -> int:
    """Print one line an office."""
    with open_for(args) as ws:
        found = receipts.listed(ws)
    if args.json:
        return _print(found)
    for one in found:
        missing = ", ".join(f"{first}-{last}" for first, last in one.missing)
        rest = f"; not there yet: {missing}" if missing else ""
        print(f"{one.office}: {one.arrived} of {one.written} arrived, by its bundle of {one.when}{rest}")
    return 0


def _print(found: Sequence[Village | Receipt]) -> int:
    json.dump([asdict(one) for one in found], sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0
