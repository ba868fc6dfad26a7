"""Killed while it packs: the file is the old one or the new one, whole, and the next packing works."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from desktop.bundle import opening
from tests.bundle.makers import short_lines

KILLS = 20
ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from itertools import count
from pathlib import Path
from tests.bundle.makers import make_cast, pack, some_lines

folder = Path(sys.argv[1])
cast = make_cast(folder / sys.argv[2])
print("ready", flush=True)
for number in count():
    pack(cast, folder / "a.rasoat", some_lines(600), progress=lambda *_: print("line", flush=True))
    print("packed", flush=True)
"""


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path) -> None:
    random = Random("kill")  # noqa: S311 - the same moments in every run
    packed = 0
    for number in range(KILLS):
        packed += kill_after(tmp_path, f"office{number}", random.randrange(1, 12))
        if packed:
            assert opening.verify(tmp_path / "a.rasoat").header.plain > sum(map(len, short_lines(600)))
        assert {file.name for file in tmp_path.glob("a.*")} <= {"a.rasoat", "a.rasoat.part"}
    assert packed > KILLS


def kill_after(folder: Path, name: str, told: int) -> int:
    """Kill the child once it has told so much; returns how often it said "packed"."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), name], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        said = [child.stdout.readline().strip() for _ in range(told)]
        child.kill()
    return said.count("packed")
