"""rasoat clashes and settle: what two sides wrote differently, and the decision."""

import argparse
import json
import sys
from typing import Any

from desktop.actions.clashes import ClashView, Side, count, list_clashes
from desktop.actions.settle import settle
from desktop.cli.opening import add_workspace, open_for
from desktop.records.revision import to_json


def add_to(commands: Any) -> None:
    """Add both commands."""
    command = commands.add_parser("clashes", help="what two sides wrote differently")
    add_workspace(command)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)
    command = commands.add_parser("settle", help="decide one clash")
    add_workspace(command)
    command.add_argument("clash", metavar="CLASH", help="its id, as `clashes` prints it")
    choice = command.add_mutually_exclusive_group(required=True)
    choice.add_argument("--take", type=int, metavar="N", help="take this side")
    choice.add_argument("--value", metavar="V", help="write this value instead")
    command.add_argument(
        "--whole", action="store_true", help="with --take: this laptop's word in all clashes of the household"
    )
    command.add_argument("--why", required=True, metavar="TEXT")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run_settle)


def run(args: argparse.Namespace) -> int:
    """Print the open clashes; exit status 0 whether there are any or not."""
    with open_for(args) as ws:
        views = list_clashes(ws, "en")
    if args.json:
        json.dump([as_json(view) for view in views], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for view in views:
        whose = f"{view.title} ({view.household})" if view.household else view.title
        print(f"{view.clash.id} {whose}: {view.place}{' (changes the class)' if view.flips else ''}")
        for side in view.sides:
            effect = f" -> {side.class_code}, {_points(side)}" if side.class_code else ""
            mark = " (counted meanwhile)" if side.provisional else ""
            print(f"  {side.n}. {side.text} by {side.who}, {side.device}, {side.when}{effect}{mark}")
        if view.ancestor is not None:
            print(f"  before: {view.ancestor}")
    return 0


def run_settle(args: argparse.Namespace) -> int:
    """Write the decision."""
    with open_for(args, write=True) as ws:
        by = ws.as_person(args.by)
        done = settle(by, args.clash, take=args.take, text=args.value, why=args.why, whole=bool(args.whole))
        left = count(ws)
    print(f"{done} decided, {left} left")
    return 0


def as_json(view: ClashView) -> dict[str, object]:
    """One clash as `--json` prints it."""
    return {
        "id": view.clash.id,
        "kind": view.clash.kind,
        "household": view.household or view.clash.key,
        "path": view.clash.path,
        "values": [
            {
                "n": side.n,
                "value": _value(view, side.n),
                "who": side.who,
                "when": side.when,
                "device": side.device,
                "class": side.class_code or None,
                "b1": side.b1,
                "b2": side.b2,
            }
            for side in view.sides
        ],
        "provisional": view.clash.provisional + 1,
        "title": view.title,
        "place": view.place,
        "before": view.ancestor,
        "flips": view.flips,
    }


def _points(side: Side) -> str:
    return f"B2 {side.b2}" if side.b1 is None else f"B1 {side.b1}, B2 {side.b2}"


def _value(view: ClashView, n: int) -> object:
    """The value at the clash's path; null = cleared; a group of several paths as an object."""
    values = view.sides[n - 1].values
    if set(values) <= {view.clash.path}:
        return to_json(values[view.clash.path]) if values else None
    return {path: to_json(value) for path, value in values.items()}
