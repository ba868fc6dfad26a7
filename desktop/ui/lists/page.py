"""The screen of the commune's own lists, opened from the households and the overview."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.lists.controller import ListsController
from desktop.ui.lists.view import ListsView
from desktop.ui.session import Session


class ListsPage(QWidget):
    """The view and its controller."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.view = ListsView()
        self._controller = ListsController(session, self.view)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # no stop of its own for Tab
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def open(self, thing: object) -> None:
        """Look at a file; None leaves the screen as it was."""
        if isinstance(thing, Path):
            self._controller.look_at(thing)

    def refresh(self) -> None:
        """Nothing here grows old: a list is read when it is chosen."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first thing to do takes the keys."""
        super().focusInEvent(event)
        self.view.first().setFocus(Qt.FocusReason.OtherFocusReason)
