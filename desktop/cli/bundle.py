"""rasoat bundle: look at a file that travels."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.actions import show
from desktop.cli.opening import passphrase


def add_to(commands: Any) -> None:
    """Add the command with its verbs."""
    command = commands.add_parser("bundle", help="look at a bundle without receiving it")
    verbs = command.add_subparsers(metavar="VERB", required=True)
    verify = verbs.add_parser("verify", help="is it whole, and who sent it? Needs no key")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify.set_defaults(run=run_verify)
    look = verbs.add_parser("show", help="what is in it, as JSON lines")
    look.add_argument("file", type=Path, metavar="FILE")
    look.add_argument("--key", required=True, type=Path, help="the office's daily.key or recovery.key")
    look.set_defaults(run=run_show)


def run_verify(args: argparse.Namespace) -> int:
    """Say for each file who sent it; the first bad one ends with exit status 2."""
    for file in args.files:
        found = show.verify(file)
        sender = found.certificate.name if found.certificate else "a computer without a certificate"
        print(f"{file}: whole; {found.id} from {sender} ({' '.join(found.fingerprint)})")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print the manifest line and every record line."""
    secret = passphrase() if show.needs_passphrase(args.key) else None
    for line in show.lines(args.file, args.key, secret):
        sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
    return 0
