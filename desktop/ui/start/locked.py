"""The window while it is locked: whoever worked here types the passphrase and goes on where it was left."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.ui.start.panel import Panel
from desktop.ui.start.unlock import Unlock


class LockedWindow(QMainWindow):
    """Ends with `opened`, or, closed without the passphrase, with `left`."""

    opened = Signal()
    left = Signal()

    def __init__(self, language: str, folder: Path, person: str, is_right: Callable[[str], bool]) -> None:
        super().__init__()
        self.setWindowTitle(f"{folder.name} – Rà soát")
        self._is_right, self._is_open = is_right, False
        self.page = Unlock(folder, away=person)
        self.page.given.connect(self._try)
        panel = Panel(language)
        panel.fix_language()
        ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(panel)
        row.addWidget(self.page, 1)
        self.setCentralWidget(ground)
        self.page.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it closes the workspace behind it."""
        super().closeEvent(event)
        if not self._is_open:
            self.left.emit()

    def _try(self, passphrase: str) -> None:
        if self._is_right(passphrase):
            self._is_open = True
            self.opened.emit()
            return
        self.page.show_refused(
            RasoatError(
                "wrong_passphrase",
                N_("The passphrase does not open this workspace."),
                N_("Look whether CAPS LOCK or the Vietnamese keyboard is on, and type it again."),
            )
        )
