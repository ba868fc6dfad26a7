"""The command line: reads arguments, calls one action, prints; exit 0 done, 1 odd data, 2 not done."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from desktop import __version__
from desktop.errors import RasoatError

MODULES = {  # module of this package -> the commands it adds
    "sample": ("sample",),
    "new": ("new",),
    "import_": ("import",),
    "round": ("round",),
    "enter": ("enter",),
    "outcome": ("outcome", "outcomes"),
    "life": ("split", "join", "move", "life"),
    "duplicates": ("duplicates",),
    "classify": ("classify",),
    "export": ("export",),
    "away": ("away", "problems"),
    "digest": ("digest",),
    "office": ("office",),
    "pack": ("pack",),
    "receive": ("receive",),
    "quarantine": ("quarantine",),
    "clashes": ("clashes", "settle"),
    "queries": ("queries", "query"),
    "assignments": ("villages", "deal", "receipts"),
    "bundles": ("bundles",),
    "audit": ("audit",),
    "history": ("history",),
    "withdraw": ("withdraw", "restore-bundle"),
    "bundle": ("bundle",),
    "report": ("report",),
    "named_list": ("list",),
    "signoff": ("signoff",),
    "calendar": ("calendar",),
    "purge": ("purge",),
    "paper": ("paper",),
    "edition": ("edition",),
    "backup": ("backup", "restore"),
}
COMMANDS = tuple(command for commands in MODULES.values() for command in commands)
FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    _speak_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        args = parser(words[0] if words else "").parse_args(words)
        return int(args.run(args))
    except RasoatError as error:
        print(f"rasoat: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        return FAILED
    except KeyboardInterrupt:
        print("rasoat: stopped; nothing half done stays behind.", file=sys.stderr)
        return FAILED


def parser(only: str = "") -> argparse.ArgumentParser:
    """The whole command line; with `only`, just that command's part when it exists (a faster start)."""
    top = argparse.ArgumentParser(
        prog="rasoat", description="The yearly review of poor households. Without a command: the window."
    )
    top.add_argument("--version", action="version", version=f"rasoat {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    names = [name for name, its_commands in MODULES.items() if only in its_commands]
    for name in names or MODULES:
        import_module(f"desktop.cli.{name}").add_to(commands)
    return top


def _speak_utf8() -> None:
    """A piped stdout on Windows is cp1252 otherwise, and dies on the first Vietnamese letter."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")
