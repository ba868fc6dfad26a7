"""rasoat paper: slips, forms and lists as PDF, ready to be printed."""

import argparse
from pathlib import Path
from typing import Any

from desktop.actions import papers, script
from desktop.actions.papers_asked import Asked
from desktop.cli.opening import add_workspace, open_for, progress
from desktop.i18n import LANGUAGES


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("paper", help="slips, prefilled forms and lists as PDF")
    add_workspace(command)
    choices = [one for one in papers.MAKERS if one not in papers.TOLD]
    command.add_argument("paper", metavar="ID", choices=choices, help=", ".join(choices))
    command.add_argument("--to", required=True, type=Path, metavar="FILE.pdf")
    whose = command.add_mutually_exclusive_group()
    whose.add_argument(
        "--household", action="append", default=[], metavar="H", help="uid or code; may be repeated"
    )
    whose.add_argument("--village", default="", metavar="V", help="the code of a village; left out: all")
    command.add_argument("--language", choices=LANGUAGES, default="vi")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write it, and say how many pages it has."""
    with open_for(args) as ws:
        keys = tuple(script.find(ws, one) for one in args.household)
        asked = Asked(keys, args.village)
        made = papers.make_paper(ws, args.paper, asked, args.to, progress("printing"), language=args.language)
    print(f"{made.path}: {made.pages} pages")
    return 0
