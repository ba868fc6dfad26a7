"""rasoat paper: slips, forms and lists as PDF, ready to be printed."""

import argparse
from pathlib import Path
from typing import Any

from desktop.actions import papers, papers_lists, papers_offer, script
from desktop.actions.context import Workspace
from desktop.actions.papers_asked import Asked
from desktop.cli.opening import add_workspace, open_for, progress
from desktop.i18n import LANGUAGES

OFFERED = (papers_offer.HOUSEHOLD, papers_offer.LIST)
HANDOVER = "handover"


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("paper", help="slips, prefilled forms and lists as PDF")
    add_workspace(command)
    choices = [one.id for one in papers_offer.offers("en", *OFFERED)] + [HANDOVER]
    command.add_argument("paper", metavar="ID", choices=choices, help=", ".join(choices))
    command.add_argument("--to", required=True, type=Path, metavar="FILE.pdf")
    whose = command.add_mutually_exclusive_group()
    whose.add_argument(
        "--household", action="append", default=[], metavar="H", help="uid or code; may be repeated"
    )
    whose.add_argument("--village", default="", metavar="V", help="the code of a village; left out: all")
    whose.add_argument(
        "--bundle", default="", metavar="B", help="of the minutes: the bundle, as `bundles` says"
    )
    command.add_argument(
        "--member", default="", metavar="M", help="of my-data: only this person, by row on the form or uid"
    )
    command.add_argument("--language", choices=LANGUAGES, default="vi")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write it, and say how many pages it has."""
    with open_for(args) as ws:
        asked = _asked(ws, args)
        made = papers.make_paper(ws, args.paper, asked, args.to, progress("printing"), language=args.language)
    print(f"{made.path}: {made.pages} pages")
    return 0


def _asked(ws: Workspace, args: argparse.Namespace) -> Asked:
    if args.paper == HANDOVER:
        return papers_lists.handover_of(ws, args.bundle)
    return Asked(tuple(script.find(ws, one) for one in args.household), args.village, args.member)
