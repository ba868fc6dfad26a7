"""rasoat sample: invented practice households."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions.sample import Sample, sample
from desktop.cli.opening import progress

CLASSES = ("poor", "near_poor")  # those that can be asked for exactly


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("sample", help="invented households for practice, reproducible by seed")
    command.add_argument("--unit", required=True, help="code of the commune, district or province")
    command.add_argument("--units", default="2025", choices=("2020", "2025"), help="which list of units")
    command.add_argument("--households", required=True, type=int, metavar="N")
    command.add_argument("--seed", required=True, type=int, metavar="S")
    command.add_argument("--edition", required=True, help="the standard, such as vn-2022")
    command.add_argument("--date", default="", help="reference date, YYYY-MM-DD")
    for name in CLASSES:
        command.add_argument(f"--{name.replace('_', '-')}", type=int, metavar="N", help="exactly so many")
    command.add_argument("--out", required=True, type=Path, metavar="FILE.ndjson")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file and say how many."""
    exactly = {name: number for name in CLASSES if (number := getattr(args, name)) is not None}
    wanted = Sample(
        edition=args.edition,
        unit=args.unit,
        households=args.households,
        seed=args.seed,
        units=args.units,
        date=args.date,
        exactly=exactly,
    )
    sample(args.out, wanted, progress("making households"))
    print(f"{args.out}: {args.households} invented households", file=sys.stderr)
    return 0
