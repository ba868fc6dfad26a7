"""rasoat withdraw and restore-bundle: take out what came in, and bring it back."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop.actions import targets, withdraw
from desktop.actions.context import Workspace
from desktop.actions.targets import Day, Target
from desktop.actions.withdraw import Effect
from desktop.cli.opening import add_workspace, open_for, progress

MOST = 20  # lines of one kind, where people read


def add_to(commands: Any) -> None:
    """Add both commands."""
    command = commands.add_parser("withdraw", help="take a bundle, a laptop's work or decisions out again")
    add_workspace(command)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("bundle", nargs="?", metavar="BUNDLE", help="its id, as `bundles` prints it")
    what.add_argument("--laptop", metavar="WORDS|KEY", help="its six words, its key or its count")
    what.add_argument("--decisions-of", metavar="NAME", help="what this person decided")
    command.add_argument(
        "--from", dest="first", type=int, metavar="N", help="the laptop's counter; without: list them by day"
    )
    _add_more(command)
    command.set_defaults(run=run)
    command = commands.add_parser("restore-bundle", help="bring back what was taken out")
    add_workspace(command)
    command.add_argument("bundle", metavar="BUNDLE", help="its id, or the name that `withdraw` printed")
    _add_more(command)
    command.set_defaults(run=run_restore)


def _add_more(command: argparse.ArgumentParser) -> None:
    command.add_argument("--why", default="", metavar="TEXT", help="the reason; owed unless it is a dry run")
    command.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    command.add_argument("--by", default="", metavar="NAME")
    command.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Take it out, or show what that would do."""
    with open_for(args, write=True) as opened:
        ws = opened.as_person(args.by)
        if args.laptop and args.first is None:
            return _say_days(targets.days(ws, targets.find_laptop(ws, args.laptop).epoch), args)
        target = _target(ws, args)
        show = progress("taking out")
        if args.dry_run:
            effect = withdraw.plan(ws, target, show, language="en")
        else:
            effect = withdraw.withdraw(ws, target, args.why, show, language="en").effect
    return _say(effect, args)


def run_restore(args: argparse.Namespace) -> int:
    """Bring it back, or show what that would do."""
    with open_for(args, write=True) as opened:
        ws, show = opened.as_person(args.by), progress("bringing back")
        if args.dry_run:
            effect = withdraw.plan_restore(ws, args.bundle, show, language="en")
        else:
            effect = withdraw.restore(ws, args.bundle, args.why, show, language="en").effect
    return _say(effect, args)


def _target(ws: Workspace, args: argparse.Namespace) -> Target:
    if args.laptop:
        return targets.laptop(ws, args.laptop, args.first)
    if args.decisions_of:
        return targets.decisions(ws, args.decisions_of)
    return targets.bundle(ws, args.bundle)


def _say_days(days: tuple[Day, ...], args: argparse.Namespace) -> int:
    if args.json:
        return _print([asdict(day) for day in days])
    for day in days:
        print(f"{day.day or 'no clock'}: {day.first} to {day.last}, {day.revisions} revisions")
    print("Say where to begin with --from N.", file=sys.stderr)
    return 0


def as_json(effect: Effect) -> dict[str, object]:
    """What `--json` prints."""
    return asdict(effect)


def _print(thing: object) -> int:
    json.dump(thing, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _say(effect: Effect, args: argparse.Namespace) -> int:
    if args.json:
        return _print({"dry_run": args.dry_run, **as_json(effect)})
    verb = "out" if effect.out else "back"
    print(
        f"{effect.about}: {effect.revisions} revisions {verb}, {effect.households} households and "
        f"{effect.others} other records touched, {len(effect.later)} later revisions built on them, "
        f"{effect.clashes:+} clashes"
    )
    for one in effect.moved[:MOST]:
        print(f"  {one.title} ({one.key}): {one.before or 'not counted'} -> {one.after or 'not counted'}")
    for change in effect.figures[:MOST]:
        before, after = ("" if one is None else one for one in (change.before, change.after))
        print(f"  {change.table} ({change.column_key}) {change.unit_name}: {before} -> {after}")
    if not effect.goes_up:
        print("The office above does not take this over: it enrolled this computer without the role office.")
    return 0
