"""rasoat office: the receiving office's keys, and the enrolment of laptops."""

import argparse
from pathlib import Path
from typing import Any

from desktop.actions import office
from desktop.cli.opening import add_workspace, clock, open_for, passphrase


def add_to(commands: Any) -> None:
    """Add the command with its verbs."""
    command = commands.add_parser("office", help="keys of a receiving office, enrolment of laptops")
    verbs = command.add_subparsers(metavar="VERB", required=True)
    _add_new(verbs)
    _add_request(verbs)
    _add_enrol(verbs)
    accept = verbs.add_parser("accept", help="take the certificate in: this laptop may now pack")
    add_workspace(accept)
    accept.add_argument("certificate", type=Path, metavar="CERT")
    accept.set_defaults(run=run_accept)


def _add_new(verbs: Any) -> None:
    new = verbs.add_parser("new", help="make the keys of an office")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--name", default="", help="what the office is called")
    new.add_argument("--no-passphrase", action="store_true", help="practice only")
    new.set_defaults(run=run_new)


def _add_request(verbs: Any) -> None:
    request = verbs.add_parser("request", help="a laptop asks to be enrolled")
    add_workspace(request)
    request.add_argument("--to", required=True, type=Path, metavar="FILE")
    request.set_defaults(run=run_request)


def _add_enrol(verbs: Any) -> None:
    enrol = verbs.add_parser("enrol", help="vouch for a laptop; needs the offline root key")
    enrol.add_argument("folder", type=Path, metavar="DIR")
    enrol.add_argument("request", type=Path, metavar="FILE")
    enrol.add_argument("--communes", default="", help="codes with commas; without: those it asked for")
    enrol.add_argument("--roles", nargs="+", default=[], help="commune, office")
    enrol.add_argument("--until", default="", help="last day, YYYY-MM-DD")
    enrol.add_argument("--to", required=True, type=Path, metavar="CERT")
    enrol.set_defaults(run=run_enrol)


def run_new(args: argparse.Namespace) -> int:
    """Make the office and say what to do with its folder."""
    secret = None if args.no_passphrase else passphrase(twice=True)
    made = office.new_office(args.folder, args.name, secret)
    print(f"{made.name}: hand out {args.folder / 'office.pub'}, keep daily.key")
    print(f"move {args.folder / 'offline'} to a safe place: whoever has it can enrol laptops and read all")
    return 0


def run_request(args: argparse.Namespace) -> int:
    """Write the request and print the words to read over the phone."""
    with open_for(args, write=True) as ws:
        made = office.request(ws, args.to)
    print(" ".join(made.fingerprint))
    return 0


def run_enrol(args: argparse.Namespace) -> int:
    """Write the certificate and print the words to compare first."""
    secret = passphrase() if office.needs_passphrase(args.folder) else None
    made = office.enrol(
        args.folder,
        secret,
        args.request,
        communes=_listed([args.communes]),
        roles=_listed(args.roles),
        until=args.until,
        issued=clock().date().isoformat(),
        to=args.to,
    )
    print(f"{' '.join(office.fingerprint(made))}: {made.name}, communes {', '.join(made.communes)}")
    return 0


def run_accept(args: argparse.Namespace) -> int:
    """Take it in and say for whom this laptop packs now."""
    with open_for(args, write=True) as ws:
        found = office.accept(ws, args.certificate)
    print(f"{found.office.name}: communes {', '.join(found.communes)}")
    return 0


def _listed(texts: list[str]) -> tuple[str, ...]:
    return tuple(part for text in texts for part in text.replace(",", " ").split())
