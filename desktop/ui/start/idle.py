"""Notices that nobody has touched the window for a while; the clock is handed in, so no test waits."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

BEAT = 10_000  # milliseconds between two looks
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Says `due` when the last touch is long ago. It watches what reaches the window from outside only."""

    due = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._last, self._after = clock, clock(), timedelta(0)
        self._window: QWindow | None = None
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self.look)

    def watch(self, window: QWindow | None, minutes: int) -> None:
        """Begin with this window; 0 minutes, or no window: never."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window, self._after = window, timedelta(minutes=minutes)
        self.touch()
        if window is None or not minutes:
            self._beat.stop()
            return
        window.installEventFilter(self)
        self._beat.start()

    def touch(self) -> None:
        """Somebody is here."""
        self._last = self._clock()

    def look(self) -> None:
        """Is it long ago? A clock that was put back counts as long ago too."""
        if self._after and abs(self._clock() - self._last) >= self._after:
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of what a person does, and pass everything on."""
        if event.type() in TOUCHES:
            self.touch()
        return False
