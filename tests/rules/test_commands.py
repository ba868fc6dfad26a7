"""The command line is what its pages say: every command is on the first page, and its help can be shown."""

import argparse
import re
from collections.abc import Iterator

import pytest

from desktop.cli.main import COMMANDS, MODULES, parser
from tests.rules.sources import ROOT, modules


def parsers(
    top: argparse.ArgumentParser, words: tuple[str, ...] = ()
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command and sub-command with its own parser."""
    yield " ".join(words), top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                yield from parsers(one, (*words, name))


EVERY = dict(parsers(parser()))


def test_every_module_of_the_command_line_is_a_command() -> None:
    named = {name.rpartition("/")[2].removesuffix(".py") for name, _ in modules("desktop/cli")}
    assert named - {"__init__", "main", "opening", "card"} == set(MODULES)
    assert {name for name in EVERY if name and " " not in name} == set(COMMANDS)


def test_every_command_is_in_the_help_and_on_a_page() -> None:
    text = EVERY[""].format_help()
    pages = "".join((ROOT / page).read_text("utf-8") for page in ("README.md", "CONTRIBUTING.md"))
    for name in COMMANDS:
        command = name.rstrip("_")
        assert re.search(rf"^\s+{command}\s+\S", text, re.MULTILINE), command
        assert re.search(rf"\brasoat {command}\b|^    {command}\b|`{command}`", text + pages, re.MULTILINE), (
            command
        )


@pytest.mark.parametrize("command", EVERY)
def test_every_command_has_a_help(command: str) -> None:
    help_ = EVERY[command].format_help()
    assert help_.startswith(f"usage: rasoat {command}".rstrip())


@pytest.mark.parametrize("command", [name for name in EVERY if name])
def test_every_last_command_runs_something(command: str) -> None:
    one = EVERY[command]
    has_verbs = any(isinstance(action, argparse._SubParsersAction) for action in one._actions)
    assert has_verbs or callable(one.get_default("run"))
