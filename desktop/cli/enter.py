"""rasoat enter: write answers of one household, for scripts; the same action the form uses."""

import argparse
import sys
from typing import Any

from desktop.actions import script, words
from desktop.cli.opening import add_workspace, open_for
from desktop.records.model import household_uid

ODD = 1


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("enter", help="write answers of one household; all or nothing")
    add_workspace(command)
    command.add_argument("household", metavar="HOUSEHOLD", help="uid, household code, or `new`")
    command.add_argument("answers", nargs="+", metavar="path=value")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write, print the uid, and say on stderr what is odd about the household."""
    with open_for(args, write=True) as ws:
        entered = script.enter_all(ws.as_person(args.by), args.household, args.answers)
        print(household_uid(entered.form.key))
        for found in entered.problems:
            title, hint = words.problem(ws.edition, found, "en")
            print(f"{found.severity.value}: {title}. {hint}", file=sys.stderr)
    return 0
