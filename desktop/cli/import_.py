"""rasoat import: households, a commune's own list, or residents per unit, from a file."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions.context import Workspace
from desktop.actions.import_ import Imported, import_households
from desktop.actions.import_targets import import_targets
from desktop.actions.import_totals import import_totals
from desktop.actions.lists import sentences
from desktop.actions.lists.look import look
from desktop.actions.lists.plan import Plan
from desktop.actions.lists.take_in import preview, read_mapping, take_in
from desktop.cli.opening import add_workspace, open_for, progress
from desktop.records.lists.mapping import to_toml

ODD = 1
MOST = 40  # troubles that are printed one by one
LINES = frozenset({".ndjson", ".jsonl", ".json"})


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("import", help="take households in; the same file again adds none")
    add_workspace(command)
    command.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls, .csv or .ndjson")
    command.add_argument("--map", type=Path, metavar="FILE", help="how a list is read (TOML)")
    command.add_argument("--totals", action="store_true", help="resident households and persons per unit")
    command.add_argument("--targets", action="store_true", help="what units are to reach: a column each")
    command.add_argument(
        "--dry-run", action="store_true", help="check only, write nothing; prints how a list is read"
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import, and name every row that was left out; 1 where there was one."""
    if args.totals or args.targets or args.file.suffix.lower() in LINES:
        return _lines(args)
    mapping = read_mapping(args.map) if args.map else None
    with open_for(args, write=True) as ws:
        seen = look(ws, args.file, mapping)
        if args.dry_run:
            plan = preview(ws, seen, progress("reading"))
            new = plan.new
        else:
            done = take_in(ws, seen, progress("importing"))
            plan, new = done.plan, done.new
        if args.json:
            json.dump(_thing(ws, plan, new), sys.stdout, ensure_ascii=False)
            print()
        else:
            _say_plan(ws, args, plan, new)
    return ODD if plan.troubles else 0


def _lines(args: argparse.Namespace) -> int:
    with open_for(args, write=True) as ws:
        act = import_totals if args.totals else import_targets if args.targets else import_households
        done = act(ws, args.file, dry_run=args.dry_run, progress=progress("importing"))
    if args.json:
        json.dump(asdict(done), sys.stdout, ensure_ascii=False)
        print()
    else:
        _say(args, done)
    return ODD if done.faults else 0


def _say(args: argparse.Namespace, done: Imported) -> None:
    for fault in done.faults:
        print(f"{args.file}, line {fault.line}: left out: {fault.why}", file=sys.stderr)
    what = "units" if args.totals or args.targets else "households"
    would = "would be" if args.dry_run else "are"
    print(f"{done.households} {what} read, {done.new} {would} new")


def _say_plan(ws: Workspace, args: argparse.Namespace, plan: Plan, new: int) -> None:
    """The mapping, where nothing is written yet, and the figures on stdout; what is odd on stderr."""
    if args.dry_run:
        print(to_toml(plan.look.mapping))
    for one in plan.left_out:
        title = f" “{one.column.title}”" if one.column.title else ""
        print(f"column {one.column.letter}{title}: {sentences.left_out(one)}", file=sys.stderr)
    if plan.skipped:
        print(f"rows that are no data: {sentences.skipped(plan)}", file=sys.stderr)
    for remark in sentences.remarks(plan):
        print(remark, file=sys.stderr)
    for trouble in plan.troubles[:MOST]:
        said = sentences.trouble(ws.edition, trouble, "en")
        print(f"{args.file}, {sentences.where(plan, trouble)}: {said}", file=sys.stderr)
    if len(plan.troubles) > MOST:
        print(f"{len(plan.troubles) - MOST} more cells or rows are odd; --json names all", file=sys.stderr)
    would = "would be" if args.dry_run else "are"
    print(f"{len(plan.households)} households, {plan.persons} persons read, {new} households {would} new")


def _thing(ws: Workspace, plan: Plan, new: int) -> dict[str, object]:
    """The plan as other programs read it."""
    return {
        "households": len(plan.households),
        "persons": plan.persons,
        "new": new,
        "villages": [str(one.body["name"]) for one in plan.villages],
        "other_mapping": plan.other_mapping,
        "mapping": to_toml(plan.look.mapping),
        "troubles": [
            {**asdict(one), "said": sentences.trouble(ws.edition, one, "en")} for one in plan.troubles
        ],
        "skipped": [asdict(one) for one in plan.skipped],
        "left_out": [
            {"column": one.column.letter, "title": one.column.title, "why": one.why} for one in plan.left_out
        ],
        "sheets": list(plan.look.mapping.sheets),
        "other_sheets": list(plan.look.others),
        "hidden_sheets": list(plan.look.book.hidden),
    }
