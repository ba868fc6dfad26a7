"""`rasoat edition list`, `show` and `check`."""

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from desktop.actions.editions import load_edition
from desktop.editions.load import OWN, SHARED
from tests.worlds import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped edition as a form author copies it: its own files only."""
    with as_file(files("resources") / "editions" / "vn-2022") as shipped:
        shutil.copytree(shipped, tmp_path / "mine")
    return tmp_path / "mine"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_list_names_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("edition", "list") == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["vn-2022", "version 1"] in [line[:2] for line in lines]


def test_show_names_every_question_and_its_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """What `rasoat enter` takes: each line is a question, and `--json` says the same."""
    assert run("edition", "show", "vn-2022") == 0
    ids = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert run("edition", "show", "vn-2022", "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    asked = load_edition("vn-2022").questions
    assert ids == [one["id"] for one in told] == list(asked)
    assert [list(one["options"]) for one in told] == [[o.code for o in q.options] for q in asked.values()]


def test_a_sound_edition_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("edition", "check", folder) == 0
    assert capsys.readouterr().out == "vn-2022, version 1: nothing wrong.\n"


def test_a_broken_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "questions.toml", 'block = "living"', 'block = "house"')
    assert run("edition", "check", folder) == 1
    said = capsys.readouterr().out
    assert said.startswith(
        "questions.toml, question floor_area_m2, block: found “house”; accepted is one of "
    )
    assert said.count("\n") == 1


def test_every_fault_of_its_rules_is_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "rules.toml", "water_source == 'other'", "water_source == 'river'")
    change(folder / "rules.toml", "!internet_used", "!phone_used")
    change(folder / "edition.toml", "version = 1", "version = 2")
    assert run("edition", "check", folder) == 1
    assert {line.partition(":")[0] for line in capsys.readouterr().out.splitlines()} == {
        "rules.toml, deprivation water, when",
        "rules.toml, deprivation internet, when",
    }


def test_a_file_that_is_missing_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "checks.toml").unlink()
    assert run("edition", "check", folder) == 1
    assert capsys.readouterr().out.startswith("checks.toml: found no such file; accepted is the files ")


def test_an_own_vocabulary_stands_before_the_shared_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_file(files("resources") / "editions" / SHARED[0]) as shared:
        shutil.copy(shared, folder)
    change(folder / SHARED[0], 'id = "latrine"', 'id = "privy"')
    assert run("edition", "check", folder) == 1
    assert "question latrine, id" in capsys.readouterr().out


def test_a_folder_of_something_else_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (tmp_path, tmp_path / "nowhere", Path(__file__)):
        assert run("edition", "check", place) == 2
        said = capsys.readouterr()
        assert said.err.startswith("rasoat: There is no edition in ")
        assert all(name in said.err for name in OWN)
        assert said.out == ""
