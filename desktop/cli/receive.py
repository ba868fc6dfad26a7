"""rasoat receive: take bundles in, or show what they would do."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions import quarantine, receive, renewal
from desktop.actions.caution import Second, needs_second
from desktop.actions.context import Workspace
from desktop.actions.figures import Change
from desktop.actions.receive import FilePlan, Plan
from desktop.cli.opening import add_workspace, open_for, passphrase, progress
from desktop.errors import RasoatError

REFUSED = 1
SECOND = "RASOAT_SECOND_PASSPHRASE"
CAUTIONS = {
    "gap": "{who}: {n} numbers are missing; here are {detail}",
    "fork": "{who}: was copied or restored; number {n} was written twice, both are kept",
    "ahead": "{who}: the bundle says it was written on {detail}; look at the clocks of both computers",
    "log_broken": "{who}: the log of bundles does not continue at entry {n}: restored, or changed",
    "many_deleted": "{n} of {detail} households would be deleted: a second person must agree (--second NAME)",
}


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("receive", help="take bundles in")
    add_workspace(command)
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
    command.add_argument("--json", action="store_true")
    command.add_argument("--second", default="", metavar="NAME", help="a second person who agrees")
    command.add_argument(
        "--recovery-key",
        type=Path,
        metavar="FILE",
        help="the office's recovery key, for bundles packed for a daily key that is lost",
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Receive, and say for every file what became of it; 1 where a file was refused."""
    with open_for(args, write=True) as opened:
        ws = _with_key(opened, args.recovery_key)
        if args.dry_run:
            plan = receive.plan(ws, args.files, progress("reading"), language="en")
        else:
            plan = _receive(ws, args)
            _quarantine(ws, plan)
    return say(plan, as_json=args.json, dry_run=args.dry_run)


def _receive(ws: Workspace, args: argparse.Namespace) -> Plan:
    second = None
    if args.second:
        word = None if ws.practice else passphrase(variable=SECOND, ask=f"Passphrase of {args.second}: ")
        second = Second(args.second, word)
    show = progress("receiving")
    return receive.receive(ws, args.files, show, language="en", second=second).plan


def say(plan: Plan, *, as_json: bool, dry_run: bool) -> int:
    """Print what became of every file; returns the exit status."""
    if as_json:
        json.dump(to_json(plan, dry_run=dry_run), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _say(plan)
    return REFUSED if any(not file.accepted for file in plan.files) else 0


def _quarantine(ws: Workspace, plan: Plan) -> None:
    quarantine.tidy(ws, plan.files)
    try:
        kept = quarantine.keep(ws, plan.files)
    except RasoatError as full:  # what was received stays received
        print(f"rasoat: {full}", file=sys.stderr)
        return
    if kept:
        print(f"kept in quarantine: {kept}; see: rasoat quarantine {ws.folder}", file=sys.stderr)


def _with_key(ws: Workspace, key: Path | None) -> Workspace:
    """The workspace for this one command, with a key that it does not keep."""
    if key is None:
        return ws
    return renewal.with_key(ws, key, passphrase() if renewal.is_locked(key) else None)


def to_json(plan: Plan, *, dry_run: bool) -> dict[str, object]:
    """What `--json` prints."""
    return {
        "dry_run": dry_run,
        "files": [_file(file) for file in plan.files],
        "counts": asdict(plan.counts),
        "clashes": [asdict(clash) for clash in plan.clashes],
        "findings": [
            {"code": found.code.value, "places": [list(place) for place in found.places]}
            for found in plan.findings
        ],
        "figures": [asdict(change) for change in plan.figures],
        "cautions": [asdict(caution) for caution in plan.cautions],
        "second_officer": needs_second(plan.cautions),
    }


def _file(file: FilePlan) -> dict[str, object]:
    made: dict[str, object] = {
        "file": str(file.path),
        "status": "accepted" if file.accepted else "refused",
    }
    if file.error is not None:
        made |= {"reason": str(file.error), "code": file.error.code}
        return made
    return {
        **made,
        "bundle": file.bundle_id,
        "sender": file.sender,
        "fingerprint": " ".join(file.fingerprint),
        "made": file.when,
        "already": file.already,
        **asdict(file.counts),
    }


def _say(plan: Plan) -> None:
    for file in plan.files:
        if file.error is not None:
            print(f"{file.path}: refused: {file.error}")
            continue
        counts = file.counts
        print(
            f"{file.path}: accepted from {file.sender}: {counts.new} new, {counts.known} known, "
            f"{counts.merged} merged, {counts.clashing} clashing" + _left_out(file)
        )
    for caution in plan.cautions:
        print("  ! " + CAUTIONS[caution.code].format(**asdict(caution)))
    _say_figures(plan.figures)


def _left_out(file: FilePlan) -> str:
    counts = file.counts
    parts = [" (received before)"] if file.already else []
    if counts.unfit:
        parts.append(f"; {counts.unfit} lines left out that do not fit the edition")
    if counts.not_theirs:
        parts.append(f"; {counts.not_theirs} records left out that only an office may write")
    return "".join(parts)


def _say_figures(figures: Sequence[Change]) -> None:
    """The first table in full; of the others how much changes there, which `--json` lists."""
    first = figures[0].table if figures else ""
    for change in figures:
        if change.table == first:
            before = "" if change.before is None else change.before
            after = "" if change.after is None else change.after
            print(f"  {change.table} ({change.column_key}) {change.unit_name}: {before} -> {after}")
    others = Counter(change.table for change in figures if change.table != first)
    if others:
        listed = ", ".join(f"{table} {count}" for table, count in others.items())
        print(f"  more figures change (--json lists them): {listed}")
