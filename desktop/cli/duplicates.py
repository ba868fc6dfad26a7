"""rasoat duplicates: households that may be one and the same; decide about two of them."""

import argparse
import json
import sys
from typing import Any

from desktop.actions import duplicates, script
from desktop.actions.duplicates import Pair
from desktop.cli.opening import add_workspace, open_for
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.links import Decision


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "duplicates", help="households that may be one and the same; decide about two"
    )
    add_workspace(command)
    command.add_argument(
        "households", nargs="*", metavar="HOUSEHOLD", help="two of them: uid, or household code"
    )
    said = command.add_mutually_exclusive_group()
    said.add_argument("--same", action="store_true", help="they are one and the same household")
    said.add_argument("--different", action="store_true", help="they are two households")
    said.add_argument("--undo", action="store_true", help="take the decision about them back")
    command.add_argument("--drop", action="store_true", help="with --same: the second is counted no more")
    command.add_argument("--why", default="", metavar="TEXT")
    command.add_argument("--by", default="", metavar="NAME")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the suspected pairs, or decide about two households."""
    decides = args.same or args.different or args.undo
    if len(args.households) != (2 if decides else 0) or (args.drop and not args.same):
        raise RasoatError(
            "two_households",
            N_("A decision is about two households."),
            N_("Name both, and --same, --different or --undo; without any, the list is printed."),
        )
    return _decide(args) if decides else _list(args)


def _decide(args: argparse.Namespace) -> int:
    with open_for(args, write=True) as ws:
        one, other = (script.find(ws, household) for household in args.households)
        by = ws.as_person(args.by)
        if args.undo:
            duplicates.undecide(by, one, other)
            return 0
        duplicates.decide(by, one, other, Decision.SAME if args.same else Decision.DIFFERENT, args.why)
        if args.drop:
            duplicates.count_once(by, other, one)
    return 0


def _list(args: argparse.Namespace) -> int:
    with open_for(args) as ws:
        found = duplicates.pairs(ws)
    if args.json:
        json.dump([_plain(pair) for pair in found], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for pair in found:
        signs = ",".join(dict.fromkeys(twins.sign.name.lower() for twins in pair.twins))
        said = f"{pair.said.decision}: {pair.said.why}" if pair.said else "open"
        print(f"{pair.one.uid}\t{pair.one.title}\t{pair.other.uid}\t{pair.other.title}\t{signs}\t{said}")
    print(f"{sum(pair.said is None for pair in found)} pairs to decide", file=sys.stderr)
    return 0


def _plain(pair: Pair) -> dict[str, object]:
    said = pair.said
    return {
        "households": [
            {"uid": one.uid, "household": one.code, "head": one.head, "village": one.village}
            for one in (pair.one, pair.other)
        ],
        "persons": [{"members": [one.one, one.other], "sign": one.sign.name.lower()} for one in pair.twins],
        "decision": said.decision.value if said else None,
        "why": said.why if said else None,
        "by": said.who if said else None,
        "clash": (said.clash or None) if said else None,
    }
