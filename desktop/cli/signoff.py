"""rasoat signoff: freeze the tables of the round; show and export what was signed."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from desktop.actions import signoff
from desktop.actions.context import Workspace
from desktop.actions.signoff import State
from desktop.cli.opening import add_workspace, open_for, progress
from desktop.store.signed import Kept

ODD = 1  # the data have problems
SEE = {  # how to see what is still open
    "clashes": "rasoat clashes WS",
    "unknown_class": "rasoat problems WS",
    "errors": "rasoat problems WS",
    "illustrative": "rasoat edition card-import WS FILE.xlsx",
    "other_clashes": "rasoat clashes WS",
}


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "signoff",
        help="freeze the tables of the round, or show what was signed",
        description="Freeze the tables of the open round with a hash and with what they rest on. Nothing is "
        "signed while something is open: what, and how to see it, goes to stderr, and the exit status is 1.",
    )
    add_workspace(command)
    command.add_argument("--by", default="", metavar="NAME", help="who signs; else who opened the workspace")
    command.add_argument("--show", action="store_true", help="what was signed, and what is different since")
    command.add_argument("--version", type=int, metavar="N", help="with --to: left out, the newest")
    command.add_argument("--to", type=Path, metavar="FILE.json", help="what was signed, with its tables")
    command.add_argument("--json", action="store_true", help="with --show")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sign, show or export."""
    reading = args.show or args.to is not None
    with open_for(args, write=not reading) as opened:
        ws = opened.as_person(args.by)
        if args.to is not None:
            kept = signoff.write(ws, args.to, args.version)
            print(f"{args.to}: version {kept.version}, {kept.hash}")
            return 0
        found = signoff.state(ws, progress("counting tables"))
        if args.show:
            return _show(ws, found, as_json=args.json)
        return _say_open(found) if found.open else _sign(ws)


def _sign(ws: Workspace) -> int:
    kept = signoff.sign(ws, progress("counting tables"))
    print(f"signed: {ws.round.key}, version {kept.version}, {kept.hash}")
    return 0


def _say_open(found: State) -> int:
    print("The tables cannot be signed yet.", file=sys.stderr)
    for name, text in zip(found.open, signoff.sentences(found.open, "en"), strict=True):
        print(f"{text}: {SEE[name]}", file=sys.stderr)
    return ODD


def _show(ws: Workspace, found: State, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(_plain(ws, found), ensure_ascii=False, indent=1))
        return 0
    for kept in found.versions:
        head = json.loads(kept.body)
        print(f"version {kept.version}  {head['at']}  {head['who']}  {kept.hash}")
    if not found.versions:
        print(f"{ws.round.key}: provisional, not signed")
    for table, corrections in found.corrections.items():
        for one in corrections:
            line = f" {one.line}" if one.line else ""
            print(f"{table} {one.name}{line} column {one.column}: {_said(one.before)} -> {_said(one.after)}")
    for text in signoff.sentences(found.open, "en"):
        print(text)
    return 0


def _plain(ws: Workspace, found: State) -> dict[str, object]:
    return {
        "round": ws.round.key,
        "open": dict(found.open),
        "said": dict(found.said),
        "versions": [_version(kept) for kept in found.versions],
        "corrections": [
            {
                "table": table,
                "unit": one.unit,
                "line": one.line,
                "column": one.column,
                "before": one.before,
                "after": one.after,
            }
            for table, corrections in found.corrections.items()
            for one in corrections
        ],
    }


def _version(kept: Kept) -> dict[str, object]:
    return {"hash": kept.hash, **json.loads(kept.body)}


def _said(figure: int | str | None) -> str:
    return "nothing" if figure is None else str(figure)
