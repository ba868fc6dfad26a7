"""rasoat audit: the log of what was done to whole bundles, and whether it is whole."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from desktop.actions.audit import Log, logs
from desktop.cli.opening import add_workspace, open_for

BROKEN = 1


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("audit", help="who received, withdrew, settled, exported what, and when")
    add_workspace(command)
    command.add_argument("--verify", action="store_true", help="only say whether each log is whole")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the logs; 1 where one is broken."""
    with open_for(args) as ws:
        found = logs(ws)
    if args.json:
        json.dump([_json(log, verify=args.verify) for log in found], sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for log in found:
            _say(log, verify=args.verify)
    return BROKEN if any(log.broken is not None for log in found) else 0


def _json(log: Log, *, verify: bool) -> dict[str, object]:
    entries = {} if verify else {"entries": [asdict(entry) for entry in log.entries]}
    return {"whose": log.whose, "count": len(log.entries), "broken": log.broken, **entries}


def _say(log: Log, *, verify: bool) -> None:
    whole = "whole" if log.broken is None else f"BROKEN at entry {log.broken}"
    print(f"{log.whose or 'this workspace'}: {len(log.entries)} entries, {whole}")
    for entry in () if verify else log.entries:
        counts = ", ".join(f"{name} {n}" for name, n in entry.counts.items() if n)
        print(f"  {entry.n} {entry.at} {entry.who}: {entry.what} {entry.about} {counts}".rstrip())
