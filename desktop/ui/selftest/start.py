"""`rasoat self-test --start WS`: when can a person work? tests/bench/bench_start.py asks."""

from pathlib import Path

from PySide6.QtCore import QEventLoop

from desktop.settings import Settings
from desktop.ui import app
from desktop.ui.preferences import Preferences

USABLE = "usable"


def until_usable(folder: Path) -> None:
    """Open the window on a practice workspace as the program does, say when it is painted, and close it."""
    made = app.build_application()
    program = app.Program(Preferences(Settings()), app.surroundings(), made)
    program.start(folder)
    while program.window is None:
        made.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    made.processEvents()
    print(USABLE, flush=True)
    program.window.close()
