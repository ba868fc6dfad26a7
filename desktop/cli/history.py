"""rasoat history: who changed what of a household, when, on which laptop, and by which bundle it came."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop.actions import script, trail
from desktop.actions.trail import Step
from desktop.cli.opening import add_workspace, open_for


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("history", help="everything that was ever written about one household")
    add_workspace(command)
    command.add_argument("household", metavar="HOUSEHOLD", help="uid or household code")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print it, the oldest first."""
    with open_for(args) as ws:
        steps = trail.of_household(ws, script.find(ws, args.household), "en")
    if args.json:
        json.dump([asdict(step) for step in steps], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for step in steps:
        _say(step)
    return 0


def _say(step: Step) -> None:
    came = f" by bundle {', '.join(step.bundles)}" if step.bundles else ""
    why = f" because: {step.why}" if step.why else ""
    gone = " (taken out again)" if step.withdrawn else ""
    who = " ".join(filter(None, (step.when, step.who or "from a list", step.device)))
    print(f"{who}{came}{gone}{why}")
    for one in step.wrote:
        print(f"  {one.place}: {one.before} -> {one.after}")
