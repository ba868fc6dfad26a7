"""rasoat queries and query: what the office asks the commune, and the answers."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.actions import queries, script
from desktop.cli.opening import add_workspace, open_for


def add_to(commands: Any) -> None:
    """Add both commands."""
    command = commands.add_parser("queries", help="what the office asks the commune, and the answers")
    add_workspace(command)
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--paper", type=Path, metavar="FILE.pdf", help="those without an answer, to be written on"
    )
    command.set_defaults(run=run_list)
    command = commands.add_parser("query", help="ask the commune, answer, or close a question")
    add_workspace(command)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--clash", metavar="CLASH", help="ask which side of this clash is right")
    what.add_argument("--household", metavar="H", help="ask about a household: uid or code")
    what.add_argument("--answer", metavar="QUERY", help="answer this question")
    what.add_argument("--close", metavar="QUERY", help="this question is done with")
    what.add_argument("--reopen", metavar="QUERY")
    command.add_argument("--path", default="", help="with --household: the place on the form")
    command.add_argument("--text", default="", help="the words of the question or of the answer")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run)


def run_list(args: argparse.Namespace) -> int:
    """Print them, open ones first; or write the paper."""
    with open_for(args) as ws:
        if args.paper:
            made = queries.print_list(ws, args.paper)
            print(f"{made.path}: {made.pages} pages")
            return 0
        found = queries.listed(ws, "en")
    if args.json:
        json.dump([asdict(one) for one in found], sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for one in found:
        print(f"{one.id} {one.status}: {one.household}: {one.text} ({one.asked_by})")
        if one.answer:
            print(f"  {one.answer} ({one.answered_by})")
    return 0


def run(args: argparse.Namespace) -> int:
    """Ask, answer, close or open again; prints the id of the question."""
    with open_for(args, write=True) as opened:
        ws = opened.as_person(args.by)
        if args.clash:
            print(queries.ask_about_clash(ws, args.clash, args.text))
        elif args.household:
            print(queries.ask(ws, script.find(ws, args.household), args.text, args.path))
        elif args.answer:
            queries.answer(ws, args.answer, args.text)
            print(args.answer)
        else:
            queries.close(ws, args.close or args.reopen, closed=bool(args.close))
            print(args.close or args.reopen)
    return 0
