"""Killed at any moment while it receives or packs: all or nothing, and the next time it works (proof B3).

The control keeps a bundle in two transactions; a harness that does not see it torn sees nothing.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from tests.faults.flights import ALL, IN_TWO, WS
from tests.faults.judging import TORN, Known, digest_of, judge

ROOT = Path(__file__).parents[2]
KILLED = ("receive", "pack")
KILLS = 25  # of each: 50 in every run
SHARES, KILLS_OF_A_SHARE = range(10), 250  # before a release: 5,000
CONTROL = 40


@dataclass(slots=True)
class Life:
    """One life of a work: how long it took, and what it acknowledged before it ended."""

    seconds: float = 0.0
    said: tuple[str, ...] = ()


class Lives:
    """The process that lives many of them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def live(self, folder: Path, upto: float | None = None) -> Life:
        """Do the work in `folder`; killed after `upto` seconds where that is given."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        _, pid = json.loads(self._process.stdout.readline())
        begun, said = perf_counter(), []
        if upto is not None:
            strike(pid, upto)
        for line in self._process.stdout:
            word, *text = json.loads(line)
            if word == "end":
                break
            said += text
        return Life(perf_counter() - begun, tuple(said))


def strike(pid: int, seconds: float) -> None:
    """Not to wait for anything, but to kill at any moment; a life that is over by then was lucky."""
    with suppress(ProcessLookupError):
        life = os.pidfd_open(pid)
        select.select([], [], [], seconds)
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(life, signal.SIGKILL)
        os.close(life)


@contextmanager
def lives(work: str) -> Iterator[Lives]:
    """Somebody who does a work again and again."""
    command = [sys.executable, "-m", "tests.faults.lives", work]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Lives(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0


def kill(work: str, kills: int, place: Path, seed: str = "") -> tuple[Counter[str], set[int]]:
    """Kill so many lives; counts what was wrong, and says how much had been acknowledged by then."""
    ready, whole, left = place / "root" / "ready", place / "whole", place / "left"
    ready.mkdir(parents=True)
    ALL[work].prepare(ready)
    wrong: Counter[str] = Counter()
    told: set[int] = set()
    chance = Random(f"{work} {seed}")  # noqa: S311 - chance, no secret
    with lives(work) as doer:
        shutil.copytree(ready, whole)
        undisturbed = doer.live(whole)
        facts = Known(digest_of(ready / WS), digest_of(whole / WS), undisturbed.said)
        for _ in range(kills):
            shutil.copytree(ready, left)
            life = doer.live(left, chance.uniform(0, undisturbed.seconds))
            told.add(len(life.said))
            wrong[judge("receive" if work == IN_TWO else work, left, life.said, facts)] += 1
            if work != IN_TWO:
                assert len(doer.live(left).said) == len(undisturbed.said)
                assert digest_of(left / WS) == facts.after
            shutil.rmtree(left)
    del wrong[""]
    return wrong, told


@pytest.mark.slow
@pytest.mark.parametrize("work", KILLED)
def test_all_or_nothing(work: str, tmp_path: Path) -> None:
    wrong, told = kill(work, KILLS, tmp_path)
    assert wrong == {}
    assert 0 in told


@pytest.mark.slow
def test_a_program_that_keeps_a_bundle_in_two_parts_is_caught(tmp_path: Path) -> None:
    wrong, _ = kill(IN_TWO, CONTROL, tmp_path)
    assert wrong[TORN] > 0


@pytest.mark.release
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("work", KILLED)
def test_all_or_nothing_in_5000_kills(work: str, share: int, tmp_path: Path) -> None:
    assert kill(work, KILLS_OF_A_SHARE, tmp_path, seed=f"share {share}")[0] == {}
