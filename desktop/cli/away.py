"""rasoat away and problems: households one answer away from another class, and what is open on the forms."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desktop import i18n
from desktop.actions.away import near, write
from desktop.actions.problems import open_problems
from desktop.cli.opening import add_workspace, open_for
from desktop.records.model import household_uid


def add_to(commands: Any) -> None:
    """Add both commands."""
    command = commands.add_parser("away", help="households one answer away from another class")
    add_workspace(command)
    command.add_argument("--village", default="", metavar="CODE")
    command.add_argument("--json", action="store_true")
    command.add_argument("--to", type=Path, metavar="FILE.xlsx", help="a list to take along, in Vietnamese")
    command.add_argument("--language", default="vi", choices=("vi", "en"), help="of that list")
    command.set_defaults(run=run)
    command = commands.add_parser("problems", help="every open problem of the forms, grouped")
    add_workspace(command)
    command.add_argument("--village", default="", metavar="CODE")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_problems)


def run(args: argparse.Namespace) -> int:
    """Print the list for another visit: one household a line, then what would change its class."""
    if args.to:
        return _run_to(args)
    with open_for(args) as ws:
        found = near(ws, "en", village=args.village)
    if args.json:
        things = [
            {
                "uid": household_uid(one.key),
                "household": one.code,
                "head": one.head,
                "village": one.village,
                "class": one.class_,
                "away": [
                    {"paths": [change.path for change in flip.changes], "class": flip.becomes, "says": says}
                    for flip, says in zip(one.flips, one.sentences, strict=True)
                ],
            }
            for one in found
        ]
        json.dump(things, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for one in found:
        print(f"{one.code}\t{one.head}\t{one.village}\t{one.class_}")
        for says in one.sentences:
            print(f"\t{says}")
    print(f"{len(found)} households are one answer away from another class", file=sys.stderr)
    return 0


def _run_to(args: argparse.Namespace) -> int:
    i18n.use(args.language)
    try:
        with open_for(args) as ws:
            written = write(ws, args.to, args.language, village=args.village)
    finally:
        i18n.use("en")
    print(f"{args.to}: {written} households one answer away from another class", file=sys.stderr)
    return 0


def run_problems(args: argparse.Namespace) -> int:
    """Print the open problems, errors first; exit status 0 whether there are any or not."""
    with open_for(args) as ws:
        groups = open_problems(ws, "en", args.village)
    things = [
        {
            "code": group.code,
            "severity": group.severity.value,
            "uid": household_uid(one.key),
            "household": one.code,
            "head": one.head,
            "village": one.village,
            "path": one.found.path,
            "says": one.title,
        }
        for group in groups
        for one in group.problems
    ]
    if args.json:
        json.dump(things, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for thing in things:
        print("\t".join(thing[name] for name in ("severity", "household", "head", "path", "says")))
    print(f"{len(things)} open problems", file=sys.stderr)
    return 0
