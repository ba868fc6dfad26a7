"""From the start to a window one can work in: this checkout, and the frozen program if it is built.

The same workspace, medians of five, in turns; the frozen program may take three times as long.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop.actions import workspace
from desktop.ui.selftest.start import USABLE
from tests.worlds import make

ROOT = Path(__file__).parents[2]
TIMES = 5


def seconds(command: list[str], folder: Path) -> float:
    """One start, until the program says that its window is painted."""
    begun = time.monotonic()
    with subprocess.Popen(
        [*command, "self-test", "--start", str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        taken = time.monotonic() - begun
    assert (said.strip(), process.returncode) == (USABLE, 0)
    return taken


def main() -> None:
    """Measure and say."""
    suffix = "-cli.exe" if sys.platform == "win32" else ""
    frozen = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "rasoat" / f"rasoat{suffix}"
    programs = {"checkout": [sys.executable, "-P", "-m", "desktop"]}
    if frozen.is_file():
        programs["frozen"] = [str(frozen)]
    with tempfile.TemporaryDirectory(prefix="rasoat-") as place:
        folder = Path(place, "ws")
        workspace.close(make(folder))
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _time in range(TIMES):
            for name, command in programs.items():
                taken[name].append(seconds(command, folder))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        print(f"{name:<9} {median:.2f} s to a usable window")
    if "frozen" in medians:
        print(f"frozen / checkout: {medians['frozen'] / medians['checkout']:.2f} (at most 3)")


if __name__ == "__main__":
    main()
