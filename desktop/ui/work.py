"""One slow action beside the window: its thread, its progress, its end."""

import time
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QThread, Signal

from desktop.actions.progress import Progress
from desktop.errors import Cancelled, RasoatError

Job = Callable[[Progress], object]
Done = Callable[[Any], object]
Failed = Callable[[RasoatError], object]
PAINTS_APART = 0.04  # seconds between two signals of progress


class Work(QThread):
    """One slow action beside the window. It can be stopped whenever it says progress."""

    progressed = Signal(int, int)  # done, total; total 0 = not known

    def __init__(self, title: str, run: Job, *, writes: bool) -> None:
        super().__init__()
        self.title, self.writes = title, writes
        self.value: object = None
        self.error: BaseException | None = None
        self.then: Done | None = None
        self.otherwise: Failed | None = None
        self._run, self._stop, self._said = run, Event(), 0.0

    @property
    def cancelled(self) -> bool:
        """Was it stopped by the user, with nothing kept?"""
        return isinstance(self.error, Cancelled)

    def cancel(self) -> None:
        """Stop at the next word of progress."""
        self._stop.set()

    def run(self) -> None:
        """The other thread: anything that goes wrong is carried back, nothing is shown here."""
        try:
            self.value = self._run(self._progress)
        except BaseException as error:  # noqa: BLE001 - raised again where a window can show it
            self.error = error

    def _progress(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._said > PAINTS_APART:
            self._said = now
            self.progressed.emit(done, total)
