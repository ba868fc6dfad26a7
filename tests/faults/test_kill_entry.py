"""Killed at random moments of entry: the file is sound and no acknowledged answer is lost (proof D1).

A killed process loses what it had not handed to the system; a power cut loses more, and is proof D2.
The control acknowledges before it keeps: a harness that cannot see that loss sees none.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop.actions import records, workspace
from desktop.actions.workspace import NewWorkspace
from desktop.records.model import FormKey
from desktop.store import database, drafts, keys
from tests.faults.journal import Toll, compare, plain_body

CHILD = Path(__file__).with_name("entering.py")
HONEST, EARLY = "honest", "early"
KILLS, KILLS_OF_THE_CONTROL = 200, 10
WORKSPACES_BEFORE_A_RELEASE = 100  # of 200 kills each: 20,000
MOST_ANSWERS = 15  # that one life acknowledges before its end is near
LATEST = 0.004  # seconds that it still lives then; an answer takes about one millisecond
OPENING = 0.05  # seconds in which a life that acknowledges nothing dies


@dataclass(slots=True)
class Keyer:
    """The process that lives many lives in one workspace."""

    process: "subprocess.Popen[bytes]"
    waiting: bytes = b""

    def live(self, random: Random, mode: str, toll: Toll) -> set[str]:
        """One life, killed at a moment of chance; returns the forms it acknowledged something in."""
        assert self.process.stdin
        self.process.stdin.write(f"{random.getrandbits(64)} {mode}\n".encode())
        self.process.stdin.flush()
        wanted, kept, pid, opened, touched = random.randint(0, MOST_ANSWERS), 0, 0, False, set[str]()
        for said, *more in self._lines():
            if said == "end":
                break
            if said == "born":
                pid = more[0]
            elif said == "open":
                opened = True
            else:
                kept += 1
                touched.add(more[0])
                toll.told[more[0]] += [(path, value) for path, value in more[1]]
            if pid and kept >= wanted:
                kill_soon(pid, random.uniform(0, LATEST if wanted else OPENING))
                wanted = sys.maxsize
        toll.answers += kept
        toll.while_opening += not opened
        return touched

    def _lines(self) -> Iterator[list[Any]]:
        assert self.process.stdout
        while True:
            while b"\n" not in self.waiting:
                chunk = os.read(self.process.stdout.fileno(), 1 << 16)
                assert chunk, "the child is gone"
                self.waiting += chunk
            line, self.waiting = self.waiting.split(b"\n", 1)
            yield json.loads(line)


def kill_soon(pid: int, seconds: float) -> None:
    """Not to wait for anything, but to strike at any moment of an answer."""
    select.select([], [], [], seconds)
    os.kill(pid, signal.SIGKILL)


@contextmanager
def keyer(folder: Path) -> Iterator[Keyer]:
    """A keyer at the workspace `folder`."""
    command = [sys.executable, str(CHILD), str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        yield Keyer(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0


def many_lives(folder: Path, kills: int, mode: str, seed: int = 1) -> Toll:
    """Kill again and again in one growing workspace, and look after each kill."""
    make(folder / "ws")
    toll, random = Toll(), Random(seed)  # noqa: S311 - chance, no secret
    with keyer(folder / "ws") as process:
        for _ in range(kills):
            touched = process.live(random, mode, toll)
            look(folder, toll, touched)
    return toll


def make(folder: Path) -> None:
    """A practice workspace of one commune."""
    new = NewWorkspace("vn-2022", 2026, "2026-10-01", "01906", person="Lan")
    uids = iter(f"{n:032x}" for n in range(100))
    workspace.close(
        workspace.create(folder, new, clock=lambda: datetime.now(UTC), new_uid=lambda: next(uids))
    )


def look(folder: Path, toll: Toll, touched: set[str]) -> None:
    """Open a copy (it is looked through, being unclean): the next life finds the file as the kill left it."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "ws", copy, ignore=shutil.ignore_patterns("*-shm"))
    checked: list[int] = []
    store = database.open_store(
        copy,
        keys.open_slot(copy, None)[0],
        now=datetime.now(UTC),
        progress=lambda done, _: checked.append(done),
    )
    assert checked[-1] == 1, "quick_check did not run"
    drafted = drafts.open_keys(store)
    toll.in_a_draft += bool(drafted)
    for key in sorted(touched.union(drafted)):
        compare(store, FormKey(key), toll)
    store.close()


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost(tmp_path: Path) -> None:
    toll = many_lives(tmp_path, KILLS, HONEST)
    assert toll.lost == []
    assert toll.answers > KILLS
    assert toll.in_a_draft > KILLS // 4, "it must also die in the middle of a household"
    assert toll.while_opening > 0, "it must also die while it opens"


@pytest.mark.slow
def test_everything_is_there_when_the_workspace_is_opened_again(tmp_path: Path) -> None:
    toll = many_lives(tmp_path, 5, HONEST, seed=2)
    ws = workspace.open_workspace(
        tmp_path / "ws", None, clock=lambda: datetime.now(UTC), new_uid=lambda: "0" * 32
    )
    assert drafts.open_keys(ws.store) == []
    for key, told in toll.told.items():
        body = plain_body(records.current(ws, FormKey(key)).body)
        assert body == {path: value for path, value in dict(told).items() if value is not None}
    workspace.close(ws)


@pytest.mark.slow
def test_a_program_that_acknowledges_too_early_is_caught(tmp_path: Path) -> None:
    """A busy machine may be lucky once, not ten times over."""
    tries = (tmp_path / str(seed) for seed in range(10))
    assert any(many_lives(one, KILLS_OF_THE_CONTROL, EARLY, seed=seed).lost for seed, one in enumerate(tries))


@pytest.mark.release
@pytest.mark.parametrize("seed", range(WORKSPACES_BEFORE_A_RELEASE))
def test_no_acknowledged_answer_is_lost_in_20000_kills(tmp_path: Path, seed: int) -> None:
    assert many_lives(tmp_path, KILLS, HONEST, seed=1_000 + seed).lost == []
