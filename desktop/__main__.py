"""`rasoat` and `python -m desktop`: the window, the demonstration in the window, or the command line."""

import sys
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path

BUNDLE = ".rasoat"


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the face that was asked for and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (len(words) == 1 and _is_for_the_window(words[0])):
        from desktop.ui import app

        return app.main(words)
    if words[0] == "demo":
        from desktop.ui.demo import run

        return run.main(words[1:])
    if words[0] == "self-test":
        from desktop.ui.selftest import run as self_test

        return self_test.main(words[1:])
    from desktop.cli import main as command_line

    return command_line.main(words)


def _is_for_the_window(word: str) -> bool:
    """The folder of a workspace, or a bundle that was double-clicked."""
    return Path(word).is_dir() or Path(word).suffix.lower() == BUNDLE


if __name__ == "__main__":
    freeze_support()  # a frozen program starts itself again for every worker
    sys.exit(main())
