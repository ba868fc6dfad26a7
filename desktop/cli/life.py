"""rasoat split, join, move, life: what happens to households between two reviews."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from desktop.actions import history, life, script
from desktop.actions.birth import birth
from desktop.actions.come_back import household_back, member_back
from desktop.actions.context import Workspace
from desktop.actions.death import death
from desktop.actions.history import Told
from desktop.actions.join import join
from desktop.actions.life import Happened
from desktop.actions.move import move_in, move_out, move_within
from desktop.actions.split import split
from desktop.cli.opening import add_workspace, open_for
from desktop.records.model import FormKey, household_uid


def add_to(commands: Any) -> None:
    """Add the commands."""
    command = _add(commands, "split", "some members leave to a household of their own", run_split)
    command.add_argument("--members", required=True, metavar="UID,UID…", help="who leaves; uids stay theirs")
    command.add_argument("--head", default="", metavar="UID", help="the head of the new household")
    command.add_argument("--stays", default="", metavar="UID", help="the head of those who stay")
    command = _add(commands, "join", "two households become one", run_join)
    command.add_argument("other", metavar="OTHER", help="the household that is no more afterwards")
    command = _add(commands, "move", "a household moves within the commune, away, or in", run_move)
    command.add_argument("answers", nargs="*", metavar="path=value", help="where it lives now")
    way = command.add_mutually_exclusive_group()
    way.add_argument("--out", action="store_true", help="it left the commune: it is counted no more")
    way.add_argument("--in", dest="into", action="store_true", help="it came from another commune")
    command.add_argument("--unit", default="", metavar="CODE", help="the other commune, where it is known")
    command = _add(commands, "life", "what happened to a household; take an event back", run_life)
    does = command.add_mutually_exclusive_group()
    does.add_argument("--undo", default="", metavar="EVENT", help="write back what was before an event")
    does.add_argument("--died-out", action="store_true", help="nobody of the household is left")
    does.add_argument("--born", default="", metavar="NAME", help="a child was born; --on says when")
    does.add_argument(
        "--died", default="", metavar="UID", help="a member died; --head says who is the head now"
    )
    does.add_argument("--returned", default="", metavar="UID", help="a member who had left is back")
    does.add_argument("--back", action="store_true", help="the household, which was counted no more, is back")
    command.add_argument("--on", default="", metavar="DAY", help="day, month, year: 05092026")
    command.add_argument("--head", default="", metavar="UID", help="the head of those who are left")
    command.add_argument("--json", action="store_true")


def run_split(args: argparse.Namespace) -> int:
    """Print the uid of the new household."""
    with open_for(args, write=True) as ws:
        key = script.find(ws, args.household)
        done = split(ws.as_person(args.by), key, args.members.split(","), args.head, args.stays)
        print(household_uid(done.keys[1]))
    return 0


def run_join(args: argparse.Namespace) -> int:
    """Print the uid of the household that goes on."""
    with open_for(args, write=True) as ws:
        key, other = script.find(ws, args.household), script.find(ws, args.other)
        return _say(join(ws.as_person(args.by), key, other))


def run_move(args: argparse.Namespace) -> int:
    """Move it, and print its uid."""
    with open_for(args, write=True) as ws:
        key, by = script.find(ws, args.household), ws.as_person(args.by)
        if args.out:
            return _say(move_out(by, key, args.unit))
        if args.into:
            return _say(move_in(by, key, args.unit))
        return _say(move_within(by, key, script.answers_of(ws, args.answers)))


def run_life(args: argparse.Namespace) -> int:
    """List the events, one a line; or write one down; or take one back."""
    does = next((name for name in ACTS if getattr(args, name)), "")
    with open_for(args, write=bool(does)) as ws:
        key = script.find(ws, args.household)
        if does:
            return _say(ACTS[does](ws.as_person(args.by), key, args))
        events = history.history(ws, key, "en")
        moved = history.move_of(ws, key, "en")
    if args.json:
        print(json.dumps([_plain(one) for one in events], ensure_ascii=False, indent=2))
        return 0
    for one in events:
        print("\t".join((one.event.id, one.day, one.says, " ".join(one.event.others))))
    if moved:
        print(f"since the last round: {moved}", file=sys.stderr)
    return 0


Act = Callable[[Workspace, FormKey, argparse.Namespace], Happened]
ACTS: Mapping[str, Act] = {
    "undo": lambda ws, key, args: life.take_back(ws, key, args.undo),
    "died_out": lambda ws, key, _args: life.die_out(ws, key),
    "born": lambda ws, key, args: birth(ws, key, args.born, args.on),
    "died": lambda ws, key, args: death(ws, key, args.died, args.head),
    "returned": lambda ws, key, args: member_back(ws, key, args.returned),
    "back": lambda ws, key, _args: household_back(ws, key),
}


def _say(done: Happened) -> int:
    print(household_uid(done.keys[0]))
    return 0


def _plain(one: Told) -> dict[str, object]:
    return {
        "event": one.event.id,
        "what": one.event.what.value,
        "households": list(one.event.others),
        "members": list(one.event.members),
        "unit": one.event.place or None,
        "day": one.day or None,
        "who": one.who or None,
        "round": one.round,
        "says": one.says,
    }


def _add(commands: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=told)
    add_workspace(command)
    command.add_argument("household", metavar="HOUSEHOLD", help="uid, or household code")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run)
    return command
