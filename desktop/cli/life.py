"""rasoat split, join, move, life: what happens to households between two reviews."""

import argparse
import json
from typing import Any

from desktop.actions import life, movement, script
from desktop.actions.join import join
from desktop.actions.life import Happened
from desktop.actions.move import move_in, move_out, move_within
from desktop.actions.split import split
from desktop.cli.opening import add_workspace, open_for
from desktop.records.lineage import Event
from desktop.records.model import household_uid


def add_to(commands: Any) -> None:
    """Add the commands."""
    command = _add(commands, "split", "some members leave to a household of their own", run_split)
    command.add_argument("--members", required=True, metavar="UID,UID…", help="who leaves; uids stay theirs")
    command.add_argument("--head", default="", metavar="UID", help="the head of the new household")
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
    command.add_argument("--json", action="store_true")


def run_split(args: argparse.Namespace) -> int:
    """Print the uid of the new household."""
    with open_for(args, write=True) as ws:
        key = script.find(ws, args.household)
        done = split(ws.as_person(args.by), key, args.members.split(","), args.head)
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
    """List the events, one a line; or take one back."""
    with open_for(args, write=bool(args.undo or args.died_out)) as ws:
        key = script.find(ws, args.household)
        if args.undo:
            return _say(life.take_back(ws.as_person(args.by), key, args.undo))
        if args.died_out:
            return _say(life.die_out(ws.as_person(args.by), key))
        events = life.events(ws, key)
    if args.json:
        print(json.dumps([_plain(event) for event in events], ensure_ascii=False, indent=2))
        return 0
    for event in events:
        print("\t".join((event.id, movement.life().event[event.what]["en"], " ".join(event.others))))
    return 0


def _say(done: Happened) -> int:
    print(household_uid(done.keys[0]))
    return 0


def _plain(event: Event) -> dict[str, object]:
    return {
        "event": event.id,
        "what": event.what.value,
        "households": list(event.others),
        "members": list(event.members),
        "unit": event.place or None,
    }


def _add(commands: Any, name: str, told: str, run: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=told)
    add_workspace(command)
    command.add_argument("household", metavar="HOUSEHOLD", help="uid, or household code")
    command.add_argument("--by", default="", metavar="NAME")
    command.set_defaults(run=run)
    return command
