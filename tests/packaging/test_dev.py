"""`dev.py`: what it understands, what it refuses, and that tests never touch this person's own files."""

import subprocess
import sys
from pathlib import Path

import dev
import machine
import pytest
from dev import Asked
from machine import Refused

SCRIPT = Path(dev.__file__)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *words]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (["demo"], Asked("demo", [])),
        (["test", "-k", "fold", "-q"], Asked("test", ["-k", "fold", "-q"])),
        (["run", "edition", "list"], Asked("run", ["edition", "list"])),
        (["release-check"], Asked("release-check", [])),
    ],
)
def test_the_first_word_is_the_command_the_rest_is_passed_on(typed: list[str], understood: Asked) -> None:
    assert dev.read(typed) == understood


@pytest.mark.parametrize("typed", [[], ["dmeo"], ["--help"]])
def test_anything_else_shows_the_commands(typed: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        dev.read(typed)
    assert all(f"    {name} " in str(refused.value) for name in dev.COMMANDS)


def test_every_command_says_in_one_line_what_it_does() -> None:
    assert all((command.__doc__ or "").count("\n") == 0 for command in dev.COMMANDS.values())


def test_an_unknown_command_ends_with_2_and_no_traceback() -> None:
    done = run("dmeo")
    assert done.returncode == 2
    assert "There is no command “dmeo”." in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_is_refused_with_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "LEAST", (9, 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dev.main(["check"]) == 2
    assert "This needs Python 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ([], ["-n", "auto", "-m", "not release"]),
        (["tests/records"], ["-n", "auto", "-m", "not release", "tests/records"]),
        (["-n0", "-m", "gui"], ["-n0", "-m", "gui"]),
        (["-n", "2"], ["-m", "not release", "-n", "2"]),
    ],
)
def test_all_cores_and_no_long_proofs_unless_the_tester_says(typed: list[str], given: list[str]) -> None:
    assert dev.pytest_words(typed) == given


def test_the_demonstration_overwrites_nothing(tmp_path: Path) -> None:
    assert dev.demo_words([], tmp_path) == [str(tmp_path / "demo")]
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo-2").mkdir()
    assert dev.demo_words(["--language", "en"], tmp_path) == [str(tmp_path / "demo-3"), "--language", "en"]
    assert dev.demo_words(["elsewhere"], tmp_path) == ["elsewhere"]


def test_tests_see_no_screen_and_nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somebody/s")
    env = dev.test_environment(tmp_path)
    assert "DISPLAY" not in env
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert all(Path(env[name]).is_relative_to(tmp_path) for name in (*dev.XDG, *dev.APPDATA))
    assert Path(env["XDG_RUNTIME_DIR"]).is_dir()


def test_the_same_units_and_other_units(tmp_path: Path) -> None:
    made, kept = tmp_path / "made", tmp_path / "kept"
    for folder, text in ((made, "a"), (kept, "b")):
        folder.mkdir()
        (folder / "same.csv").write_text("x", "utf-8")
        (folder / "other.csv").write_text(text, "utf-8")
    (kept / "only.csv").write_text("x", "utf-8")
    assert dev._different(made, kept) == ["only.csv", "other.csv"]


def test_the_check_of_a_clean_checkout_is_this_command() -> None:
    script = (machine.ROOT / ".ci" / "run").read_text("utf-8")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith('exec "$python" packaging/dev.py test "$@"')
