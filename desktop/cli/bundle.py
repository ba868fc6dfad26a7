"""rasoat bundle: look at a file that travels, cut it for the mail, join it again, repair it."""

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from desktop.actions import mend, show
from desktop.bundle.opening import Verified
from desktop.cli.opening import passphrase, progress

UNITS = {"": 1, "B": 1, "KB": 1_000, "MB": 1_000_000}
_SIZE = re.compile(r"(\d{1,9}) ?([a-zA-Z]{0,2})")


def add_to(commands: Any) -> None:
    """Add the command with its verbs."""
    command = commands.add_parser(
        "bundle", help="look at a bundle without receiving it; cut, join, repair it"
    )
    verbs = command.add_subparsers(metavar="VERB", required=True)
    verify = verbs.add_parser("verify", help="is it whole, and who sent it? Needs no key")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify.set_defaults(run=run_verify)
    look = verbs.add_parser("show", help="what is in it, as JSON lines")
    look.add_argument("file", type=Path, metavar="FILE")
    look.add_argument("--key", required=True, type=Path, help="the office's daily.key or recovery.key")
    look.set_defaults(run=run_show)
    _add_mending(verbs)


def _add_mending(verbs: Any) -> None:
    split = verbs.add_parser("split", help="cut it into pieces that mail lets through")
    split.add_argument("file", type=Path, metavar="FILE")
    split.add_argument("--size", required=True, type=size, help="of a piece at most, for instance 7MB")
    split.add_argument(
        "--to", type=Path, metavar="DIR", help="where the pieces go; beside the file otherwise"
    )
    split.set_defaults(run=run_split)
    join = verbs.add_parser("join", help="put the pieces together again, in any order")
    join.add_argument("files", nargs="+", type=Path, metavar="PIECE")
    join.add_argument("--to", required=True, type=Path, metavar="FILE")
    join.set_defaults(run=run_join)
    repair = verbs.add_parser("repair", help="repair a damaged one that was packed with --parity")
    repair.add_argument("file", type=Path, metavar="FILE")
    repair.add_argument("--to", required=True, type=Path, metavar="FILE")
    repair.set_defaults(run=run_repair)


def size(text: str) -> int:
    """`10MB`, `500 kB`, `20000` in bytes; a MB has a million, as in the limits of mail."""
    found = _SIZE.fullmatch(text)
    if not found or found[2].upper() not in UNITS:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write it as 10MB or 500kB")
    return int(found[1]) * UNITS[found[2].upper()]


def run_verify(args: argparse.Namespace) -> int:
    """Say for each file who sent it; the first bad one ends with exit status 2."""
    for file in args.files:
        print(f"{file}: whole; {_who(show.verify(file))}")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print the manifest line and every record line."""
    secret = passphrase() if show.needs_passphrase(args.key) else None
    for line in show.lines(args.file, args.key, secret):
        sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
    return 0


def run_split(args: argparse.Namespace) -> int:
    """Cut, and print the name of every piece."""
    for piece in mend.split(args.file, args.size, args.to, progress("splitting")):
        print(piece)
    return 0


def run_join(args: argparse.Namespace) -> int:
    """Join, and say what came out."""
    made = mend.join(args.files, args.to, progress("joining"))
    print(f"{args.to}: whole again from {made.pieces} pieces, {made.size:,} bytes; {_who(made.verified)}")
    return 0


def run_repair(args: argparse.Namespace) -> int:
    """Repair, and say what had to be repaired."""
    made = mend.repair(args.file, args.to, progress("repairing"))
    for begin, end in made.spans:
        print(f"{args.file}: bytes {begin:,} to {end:,} were damaged")
    share = made.damaged / made.size
    what = f"repaired {made.damaged:,} bytes ({share:.1%})" if made.spans else "nothing was damaged"
    print(f"{args.to}: {what}; whole; {_who(made.verified)}")
    return 0


def _who(found: Verified) -> str:
    sender = found.certificate.name if found.certificate else "a computer without a certificate"
    return f"{found.id} from {sender} ({' '.join(found.fingerprint)})"
