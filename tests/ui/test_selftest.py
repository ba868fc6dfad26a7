"""The program that checks itself: everything passes in a checkout, and what is broken is named."""

import subprocess
import sys
from pathlib import Path

from desktop.actions import workspace
from desktop.ui.selftest.run import Line, check
from desktop.ui.selftest.start import USABLE
from desktop.ui.selftest.steps import STEPS, Trial
from tests.worlds import make


def test_a_sound_program_passes_every_step(tmp_path: Path) -> None:
    """Also killed half-way through entry: the command starts itself, kills that, and opens the file again."""
    command = [sys.executable, "-P", "-m", "desktop", "self-test"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False)
    lines = done.stdout.splitlines()
    assert [line.split()[:2] for line in lines[1:-1]] == [[name, "passed"] for name in STEPS]
    assert lines[-1] == f"all {len(STEPS)} passed"
    assert done.returncode == 0


def test_it_says_when_the_window_is_usable(tmp_path: Path) -> None:
    workspace.close(make(tmp_path / "ws"))
    command = [sys.executable, "-P", "-m", "desktop", "self-test", "--start", str(tmp_path / "ws")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False)
    assert (done.stdout, done.returncode) == (f"{USABLE}\n", 0)


def test_where_nothing_can_be_written_every_step_says_so(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_bytes(b"")
    said: list[Line] = []
    lines = check(Trial(no_folder), said.append)
    assert list(lines) == said
    assert not any(line.passed for line in lines)
    assert all(line.seen for line in lines)
