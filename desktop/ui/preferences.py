"""The settings of this user while the program runs: kept on disk when they change, and said aloud."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.settings import Settings

Keep = Callable[[Settings], None]


def keep_nowhere(settings: Settings) -> None:
    """For a window without a user: demonstrations, and workspaces opened by a script."""


class Preferences(QObject):
    """The one place where settings change."""

    changed = Signal(object, object)  # Settings before, Settings now

    def __init__(self, settings: Settings, keep: Keep = keep_nowhere, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now, self._keep = settings, keep

    def change(self, settings: Settings) -> None:
        """Take these over, keep them, and say so."""
        before, self.now = self.now, settings
        if before != settings:
            self._keep(settings)
            self.changed.emit(before, settings)

    def choose_language(self, language: str) -> None:
        """Another language for everything on the screen."""
        self.change(replace(self.now, language=language))
