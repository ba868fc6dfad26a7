"""`rasoat self-test`: runs the steps one after the other and says in a table what passed."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__
from desktop.ui import app
from desktop.ui.selftest import steps
from desktop.ui.selftest.start import until_usable
from desktop.ui.selftest.steps import STEPS, Trial

SOME_FAILED = 1
WIDTH = 12  # of the names of the steps


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    name: str
    passed: bool
    seconds: float
    seen: str

    def text(self) -> str:
        """As it is printed."""
        return (
            f"{self.name:<{WIDTH}} {'passed' if self.passed else 'FAILED'} {self.seconds:6.1f} s  {self.seen}"
        )


def main(words: Sequence[str]) -> int:
    """Check the program end to end in a temporary folder; exit status 0 when everything passed, else 1."""
    parser = argparse.ArgumentParser(prog="rasoat self-test", description="Checks the installed program.")
    parser.add_argument("--enter", type=Path, metavar="WS", help=argparse.SUPPRESS)
    parser.add_argument("--start", type=Path, metavar="WS", help=argparse.SUPPRESS)
    args = parser.parse_args(list(words))
    if args.enter is not None:
        steps.enter_until_killed(args.enter)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if args.start is not None:
        until_usable(args.start)
        return 0
    app.build_application()
    print(f"rasoat {__version__}, Python {sys.version.split()[0]}, {sys.platform}", flush=True)
    with tempfile.TemporaryDirectory(prefix="rasoat-", ignore_cleanup_errors=True) as folder:
        lines = check(Trial(Path(folder)), lambda line: print(line.text(), flush=True))
    failed = sum(not line.passed for line in lines)
    print(f"{failed} of {len(lines)} FAILED" if failed else f"all {len(lines)} passed", flush=True)
    return SOME_FAILED if failed else 0


def check(trial: Trial, say: Callable[[Line], None]) -> tuple[Line, ...]:
    """Run every step, also behind one that failed, so that the table is whole."""
    lines = []
    for name, step in STEPS.items():
        begun = time.monotonic()
        try:
            with nothing_hidden():
                passed, seen = True, step(trial)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is what this is for
            passed, seen = False, f"{type(error).__name__}: {error}"
        lines.append(Line(name, passed, time.monotonic() - begun, seen))
        say(lines[-1])
    return tuple(lines)


@contextmanager
def nothing_hidden() -> Iterator[None]:
    """Raise at the end what went wrong where Qt called us: there an exception is printed and passed over."""
    found: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: found.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if found:
        raise found[0]
