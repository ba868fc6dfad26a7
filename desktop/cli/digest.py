"""rasoat digest: one hash of the merged state."""

import argparse
from typing import Any

from desktop.actions.digest import digest
from desktop.cli.opening import add_workspace, open_for


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("digest", help="one hash of the merged state: equal states, equal hashes")
    add_workspace(command)
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the hash."""
    with open_for(args) as ws:
        print(digest(ws))
    return 0
