"""rasoat calendar: the days of the round, what is late in which village, and why."""

import argparse
import json
from datetime import date
from typing import Any

from desktop.actions import calendar, holidays
from desktop.actions.calendar import Due
from desktop.actions.days import read_day
from desktop.actions.next_steps import ERRORS, NOTHING, UNFINISHED, UNSIGNED, Step, steps
from desktop.cli.opening import add_workspace, open_for

WORDS = {
    UNFINISHED: "{n} households with open questions",
    ERRORS: "{n} households with errors",
    NOTHING: "no household is entered",
    UNSIGNED: "the tables are not signed",
}


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("calendar", help="the days of the round, and what is late where")
    add_workspace(command)
    command.add_argument("--on", default="", metavar="DAY", help="as of this day; left out, today")
    command.add_argument("--posted", default="", metavar="DAY", help="when terms end that begin on this day")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the days, then what still holds them up, late ones first; exit status 0 in any case."""
    with open_for(args) as ws:
        today = read_day(args.on) if args.on else ws.clock().astimezone().date()
        days, found = calendar.dates(ws.round, today), steps(ws, today)
    terms = calendar.terms(read_day(args.posted)) if args.posted else ()
    unknown = _unknown(read_day(args.posted)) if args.posted else []
    if args.json:
        print(json.dumps(_plain(days, found, terms, unknown), ensure_ascii=False, indent=1))
        return 0
    for due in days:
        print(f"{due.day}  {due.label['en']}  ({due.source.text})")
    for one in found:
        print(f"{'LATE' if one.late else 'next'}  {one.due.day}  {one.name}: {_why(one)}")
    for due in terms:
        print(f"{due.day}  {due.label['en']}")
    for label in unknown:
        print(f"not counted, since its days are not known: {label}")
    return 0


def _unknown(begun: date) -> list[str]:
    return [f"{label['en']} {begun.year}" for label in holidays.of_year(begun.year).unknown]


def _why(one: Step) -> str:
    return "; ".join(WORDS[name].format(n=n) for name, n in one.why.items())


def _plain(
    days: tuple[Due, ...], found: tuple[Step, ...], terms: tuple[Due, ...], unknown: list[str]
) -> dict[str, object]:
    return {
        "days": [_day(due) for due in days],
        "steps": [
            {"id": one.due.id, "day": one.due.day.isoformat(), "late": one.late, "place": one.place}
            | {"name": one.name, "why": dict(one.why)}
            for one in found
        ],
        "terms": [_day(due) for due in terms],
        "unknown_days_off": unknown,
    }


def _day(due: Due) -> dict[str, object]:
    return {"id": due.id, "day": due.day.isoformat(), "days": due.days, "source": due.source.text}
