"""A work done again and again, to be killed: python -m tests.faults.lives WORK, driven line by line.

Each line on standard input is the folder of one life: a process of its own, forked from this one that has
everything loaded. It writes `born`, what it acknowledges, and `end`.
"""

import json
import os
import sys
from pathlib import Path
from random import Random

from desktop.actions import editions, units
from tests.faults.flights import ALL
from tests.worlds import EDITION


def say(*words: object) -> None:
    """One line to the one who kills; a line this short is written whole or not at all."""
    os.write(1, (json.dumps(words) + "\n").encode())


def main() -> None:
    """Live once for every line."""
    editions.load_edition(EDITION)
    units.load("2025")
    work = ALL[sys.argv[1]]
    for line in sys.stdin:
        folder = Path(line.strip())
        pid = os.fork()
        if not pid:
            say("born", os.getpid())
            work.do(folder, Random(0), lambda text: say("said", text))  # noqa: S311 - it is not used
            os._exit(0)
        os.waitpid(pid, 0)
        say("end")


if __name__ == "__main__":
    main()
