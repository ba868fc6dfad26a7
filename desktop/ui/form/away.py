"""One answer away, live: looked for when the keyer pauses, so that typing never waits for it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions import away
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.records.away import Finder
from desktop.ui.form.links import Links
from desktop.ui.form.shown import Board

PAUSE, MOST_LINKS = 120, 6  # ms


class AwayLinks(QWidget):
    """The smallest changes that would put this household into another class; each jumps to its answer."""

    jumped = Signal(str)  # path

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self._finder = Finder(edition)
        self._board: Board | None = None
        self.one = Links(_("One answer away"), MOST_LINKS)
        self.two = Links(_("Two answers away"), MOST_LINKS)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for links in (self.one, self.two):
            links.jumped.connect(self.jumped)
            column.addWidget(links)

    def show_board(self, board: Board) -> None:
        """Look again after a moment; until then what was found before stays in sight."""
        self._board = board
        self._pause.start()

    def _look(self) -> None:
        """Find them, and show the first."""
        if self._board is None:
            return
        entered, language = self._board.entered, self._board.language
        found = self._finder.flips(entered.sheet, entered.result)
        links = [
            (
                flip.changes[0].path,
                away.sentence(entered.sheet.edition, entered.form, flip, language),
                "accent",
            )
            for flip in found[:MOST_LINKS]
        ]
        is_one = bool(found) and len(found[0].changes) == 1
        self.one.show_links(links if is_one else [], len(found))
        self.two.show_links([] if is_one else links, len(found))
