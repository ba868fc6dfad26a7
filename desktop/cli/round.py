"""rasoat round: the rounds of a workspace; a new one that goes on from the last; close, open again."""

import argparse
import json
from typing import Any

from desktop.actions import round as rounds
from desktop.actions.close_round import close_round, reopen_round
from desktop.actions.look_back import set_look_back
from desktop.actions.new_round import NewRound, new_round
from desktop.cli.opening import add_workspace, open_for, progress
from desktop.records.rounds import KINDS, PERIODIC


def add_to(commands: Any) -> None:
    """Add the command and what it can do."""
    command = commands.add_parser("round", help="the rounds of a workspace: list, new, use, close, reopen")
    does = command.add_subparsers(metavar="WHAT", required=True)
    listed = _add(does, "list", "which rounds there are", show)
    listed.add_argument("--json", action="store_true")
    new = _add(does, "new", "carry the households of a round into a new one", begin)
    new.add_argument("--from", dest="before", required=True, metavar="ROUND", help="the round to go on from")
    new.add_argument("--year", required=True, type=int)
    new.add_argument("--date", required=True, help="reference date, YYYY-MM-DD")
    new.add_argument("--kind", default=PERIODIC, choices=KINDS)
    new.add_argument("--edition", default="", help="the standard; without it, that of the last round")
    new.add_argument("--unit", default="", help="where the unit was divided: which of the new ones this is")
    new.add_argument("--json", action="store_true")
    use = _add(does, "use", "work in another round from now on", change)
    use.add_argument("round", metavar="ROUND")
    back = _add(does, "look-back", "how far back “fell back into poverty” looks", look_back)
    back.add_argument("--years", required=True, type=int, help="0: every earlier round that is known")
    for name, what in (("close", close), ("reopen", reopen)):
        one = _add(does, name, f"{name} the round that is worked in", what)
        one.add_argument("--why", required=True, metavar="TEXT")


def show(args: argparse.Namespace) -> int:
    """One round a line: the one that is worked in has a star."""
    with open_for(args) as ws:
        rows = rounds.listed(ws)
    if args.json:
        print(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        closed = f"closed {row.round.closed}: {row.round.why}" if row.round.closed else "open"
        parts = ("*" if row.is_open else " ", row.round.key, row.round.date, f"{row.households:,}", closed)
        print("\t".join(parts))
    return 0


def begin(args: argparse.Namespace) -> int:
    """Make it, carry the households, and say how many."""
    wanted = NewRound(args.before, args.year, args.date, args.kind, args.edition, args.unit)
    with open_for(args, write=True) as ws:
        done = new_round(ws, wanted, progress=progress("carrying the households"))
    if args.json:
        counts = {name: getattr(done, name) for name in ("households", "known", "left", "to_place")}
        print(json.dumps({"round": done.round.key, **counts}))
        return 0
    print(f"{done.round.key}: {done.households:,} households carried, each answer to be confirmed")
    for number, words in (
        (done.known, "were in the round already"),
        (done.left, "were not carried: deleted, or nobody was left in them"),
        (done.to_place, "have to be placed: their commune was divided, or lies elsewhere now"),
    ):
        if number:
            print(f"{number:,} {words}")
    return 0


def change(args: argparse.Namespace) -> int:
    """Work in another round."""
    with open_for(args, write=True) as ws:
        rounds.switch(ws, args.round)
        print(f"{ws.round.key}: {ws.home.full_name}, {ws.round.date}")
    return 0


def look_back(args: argparse.Namespace) -> int:
    """Set how many years back a household that is poor again counts as fallen back."""
    with open_for(args, write=True) as ws:
        the_round = set_look_back(ws, args.years)
        print(f"{the_round.key}: looks back {the_round.look_back or 'to every round'}")
    return 0


def close(args: argparse.Namespace) -> int:
    """No form of the round is changed any more."""
    with open_for(args, write=True) as ws:
        closed = close_round(ws, args.why)
        print(f"{closed.key}: closed {closed.closed}")
    return 0


def reopen(args: argparse.Namespace) -> int:
    """Its forms may be changed again."""
    with open_for(args, write=True) as ws:
        print(f"{reopen_round(ws, args.why).key}: open")
    return 0


def _add(does: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = does.add_parser(name, help=told)
    add_workspace(command)
    command.set_defaults(run=run)
    return command


def _plain(row: rounds.RoundRow) -> dict[str, object]:
    one = row.round
    return {
        "round": one.key,
        "edition": one.edition,
        "year": one.year,
        "date": one.date,
        "kind": one.kind,
        "from": one.before or None,
        "closed": one.closed or None,
        "why": one.why or None,
        "households": row.households,
        "open": row.is_open,
    }
