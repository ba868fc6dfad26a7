"""The settings of this user while the program runs: kept on disk when they change, and said aloud."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.settings import Settings

Keep = Callable[[Settings], None]


def _keep_nowhere(settings: Settings) -> None:
    """For a window without a user: tests and demonstrations."""


class Preferences(QObject):
    """The one place where settings change."""

    changed = Signal(object, object)  # Settings before, Settings now

    def __init__(self, settings: Settings, keep: Keep = _keep_nowhere, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now, self._keep = settings, keep

    def change(self, settings: Settings) -> None:
        """Take these over, keep them, and say so."""
        before, self.now = self.now, settings
        if before != settings:
            self._keep(settings)
            self.changed.emit(before, settings)
