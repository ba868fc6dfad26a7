"""rasoat edition card-template and card-import: a score card as a workbook, out and in."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions.cards import CardImport, import_cards, place, said, template
from desktop.cli.opening import add_workspace, open_for

ODD = 1


def add_to(verbs: Any) -> None:
    """Add both verbs."""
    out = verbs.add_parser("card-template", help="write a score card's workbook, to fill in")
    out.add_argument("edition", metavar="E", help="the standard, such as vn-2022")
    out.add_argument("file", metavar="FILE.xlsx", type=Path)
    out.add_argument("--illustrative", action="store_true", help="the invented card, for training")
    out.set_defaults(run=run_template)
    taken = verbs.add_parser("card-import", help="check a filled score card and take it in")
    add_workspace(taken)
    taken.add_argument("file", metavar="FILE.xlsx", type=Path)
    taken.add_argument("--dry-run", action="store_true", help="check only, write nothing")
    taken.add_argument("--sound", action="store_true", help="take the sound sheets in, leave the others")
    taken.set_defaults(run=run_import)


def run_template(args: argparse.Namespace) -> int:
    """Write the workbook."""
    template(args.edition, args.file, illustrative=args.illustrative)
    print(args.file)
    return 0


def run_import(args: argparse.Namespace) -> int:
    """One line a card; what is wrong on stderr, and 1 where anything was."""
    with open_for(args, write=True) as ws:
        done = import_cards(ws, args.file, dry_run=args.dry_run, sound_only=args.sound)
    for fault in done.faults:
        print(f"{args.file.name}, {place(fault)}: {said(fault)}.", file=sys.stderr)
    for card in done.cards:
        what = f"{card.items} items, {card.options} options, sha256 {card.hash[:12]}"
        print(f"{card.key}\t{_became(args, done, new=card.new)}\t{what}")
    return ODD if done.faults else 0


def _became(args: argparse.Namespace, done: CardImport, *, new: bool) -> str:
    if args.dry_run:
        return "would be new" if new else "is here already"
    if done.faults and not args.sound:
        return "sound, not taken in"
    return "taken in" if new else "was here already"
