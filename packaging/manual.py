"""The manual page rasoat(1), written from the command line itself so that the two cannot disagree.

Run by the build in an environment that has the program: python packaging/manual.py DAY > rasoat.1
"""

from __future__ import annotations

import argparse
import sys
from typing import Iterator  # noqa: UP035 - as packaging/dev.py

from desktop import __version__
from desktop.cli import main as command_line

OF_THE_WINDOW = (  # commands that the command line does not know: they need the window
    ("rasoat demo DIR", "Show the main job on invented households; files and pictures into DIR."),
    (
        "rasoat self-test",
        "Check the installed program from end to end, off screen; say what passed.",
    ),
)
INTRODUCTION = """\
.SH DESCRIPTION
Without a command the window opens; the folder of a workspace may follow. With a bundle (*.rasoat), the window
shows what receiving it would do. Results go to standard output, progress and messages to standard error.
.SH COMMANDS
"""
END = """\
.SH EXIT STATUS
0 done; 1 the data has problems; 2 it could not be done: one sentence why, one what to do.
.SH ENVIRONMENT
.TP
.B RASOAT_PASSPHRASE
The passphrase of the workspace, instead of being asked for it.
"""


def page(day: str) -> str:
    """The page as troff."""
    head = (
        f'.TH RASOAT 1 "{day}" "Rà soát {__version__}" "User commands"\n.SH NAME\n'
        "rasoat \\- the yearly review of poor households, without internet\n.SH SYNOPSIS\n"
        ".B rasoat\n.RI [ COMMAND ]\n.RI [ arguments ]\n"
    )
    parts = [
        head,
        INTRODUCTION,
        *(_entry(usage, text) for usage, text in (*commands(command_line.parser()), *OF_THE_WINDOW)),
        END,
    ]
    return "".join(parts)


def commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Usage and help of every command, those of commands with parts one by one."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            continue
        said = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
        for name, one in action.choices.items():
            parts = list(commands(one))
            yield from parts or [(_usage(one), one.description or said.get(name, ""))]


def _usage(parser: argparse.ArgumentParser) -> str:
    return " ".join(parser.format_usage().removeprefix("usage: ").split())


def _entry(usage: str, text: str) -> str:
    return f".TP\n.B {_plain(usage)}\n{_plain(' '.join(text.split()))}\n"


def _plain(text: str) -> str:
    """Troff reads a backslash, a hyphen and a dot at the start in its own way."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(sys.argv[1]))
