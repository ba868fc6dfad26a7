"""How commands open a workspace: clock, ids, passphrase, progress on stderr."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from desktop.actions import people, workspace
from desktop.actions.context import Workspace
from desktop.actions.progress import Progress, no_progress
from desktop.errors import RasoatError

PASSPHRASE = "RASOAT_PASSPHRASE"  # noqa: S105 - the name of the variable, not a secret


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def new_uid() -> str:
    """128 random bits."""
    return uuid4().hex


def add_workspace(command: argparse.ArgumentParser) -> None:
    """The argument WS."""
    command.add_argument("workspace", metavar="WS", type=Path, help="the folder of the workspace")


def passphrase(*, twice: bool = False, variable: str = PASSPHRASE, ask: str = "Passphrase: ") -> str:
    """From the environment, or typed; never shown."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise RasoatError(
            "no_passphrase",
            "A passphrase is needed, and there is nobody to ask.",
            "Set it in the variable {name}.",
            name=variable,
        )
    typed = getpass.getpass(ask)
    if twice and getpass.getpass("Again: ") != typed:
        raise RasoatError("passphrases_differ", "The two passphrases differ.", "Type the same one twice.")
    return typed


@contextmanager
def open_for(args: argparse.Namespace, *, write: bool = False) -> Iterator[Workspace]:
    """The workspace of a command, closed at the end; reading commands may run beside the window."""
    folder: Path = args.workspace
    secret = passphrase() if people.needs_passphrase(folder) else None
    ws = workspace.open_workspace(
        folder, secret, clock=clock, new_uid=new_uid, read_only=not write, progress=progress("opening")
    )
    try:
        yield ws
    finally:
        if write:
            workspace.close(ws)
        else:
            ws.store.close()


def progress(what: str) -> Progress:
    """A line on stderr that counts up, only where somebody looks."""
    if not sys.stderr.isatty():
        return no_progress

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{what}: {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    return show
