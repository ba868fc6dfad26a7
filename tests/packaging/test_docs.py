"""The pages for people say what is true: files they name exist, commands they show are understood."""

import re
import shlex
from pathlib import Path

import dev
import pytest

from desktop.cli.main import parser

ROOT = Path(__file__).parent.parent.parent
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md")
PLACES = ("desktop/", "resources/", "tests/", "packaging/", "i18n/")
NAMED = re.compile(r"`([^`\s]+)`|\]\(([^)#:\s]+)\)")
COMMAND = re.compile(r"^rasoat ([^<>#\n]+)", re.MULTILINE)
DEV = re.compile(r"packaging[/\\]dev\.py ([a-z-]+)")
PARTS = ("**We choose**", "**Because**", "**Instead of**", "change our mind")
LONGEST = 15


def text_of(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_exists(page: str) -> None:
    named = {a or b for a, b in NAMED.findall(text_of(page))}
    paths = {one for one in named if one.startswith(PLACES) and not re.search(r"[<*]", one)}
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_set_up_exists(page: str) -> None:
    assert set(DEV.findall(text_of(page))) <= set(dev.COMMANDS)


@pytest.mark.parametrize("command", COMMAND.findall(text_of("README.md")))
def test_the_commands_of_the_first_page_are_understood(command: str) -> None:
    words = shlex.split(command)
    assert callable(parser(words[0]).parse_args(words).run)


def test_the_first_page_begins_in_vietnamese_and_has_both_systems() -> None:
    page = text_of("README.md")
    assert page.index("hộ nghèo") < page.index("poverty review")
    for command in ("demo", "run"):
        assert f"python3 packaging/dev.py {command}\n" in page
        assert f"py packaging\\dev.py {command}\n" in page


def test_every_decision_says_what_why_instead_of_what_and_until_when() -> None:
    decisions = text_of("DECISIONS.md").split("\n## ")[1:]
    for decision in decisions:
        assert all(part in decision for part in PARTS), decision
        assert len(decision.strip().splitlines()) <= LONGEST, decision
    numbers = [int(decision.partition(".")[0]) for decision in decisions]
    assert numbers == list(range(len(numbers), 0, -1))


@pytest.mark.parametrize("page", [*PAGES, "packaging/dev.py", "packaging/machine.py", ".ci/run"])
def test_no_page_names_a_package_index_or_a_folder_of_one_machine(page: str) -> None:
    assert not re.search(r"index-url|find-links|pypi\.org|/root/|/home/|/tmp/", text_of(page))
