"""The result beside the sheet; where it is narrow as a strip at the foot, and on demand over the sheet."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.editions.rules import Edition
from desktop.ui import theme
from desktop.ui.form.result import ResultPanel
from desktop.ui.form.shown import Board
from desktop.ui.form.strip import ResultStrip

BESIDE = 1100  # a window narrower than this, at text size 100 %, has the result at its foot


class Beside:
    """Decides which of the two is in sight, and shows the board only there."""

    def __init__(self, view: QWidget, edition: Edition) -> None:
        self._view = view
        self._board: Board | None = None
        self.panel, self.strip = ResultPanel(edition), ResultStrip(edition)
        self._row: QHBoxLayout | None = None
        self._is_folded = False

    def stand_in(self, row: QHBoxLayout) -> None:
        """The panel stands at the end of this row."""
        self._row = row
        row.addWidget(self.panel)
        self.strip.hide()

    def show_board(self, board: Board) -> None:
        """Show what follows from a form, where it is in sight."""
        self._board = board
        if not self.panel.isHidden():
            self.panel.show_board(board)
        if self._is_folded:
            self.strip.show_board(board)

    def fit(self) -> None:
        """The window has another size: the panel beside the sheet, or the strip."""
        folded = self._view.window().width() < theme.px(BESIDE)
        if folded == self._is_folded:
            self._place()
            return
        self._is_folded = folded
        self.panel.setVisible(not folded)
        self.strip.setVisible(folded)
        if self._row is not None:
            if folded:
                self._row.removeWidget(self.panel)
            else:
                self._row.addWidget(self.panel)
        if self._board:
            self.show_board(self._board)

    def open(self) -> None:
        """Ask why: where there is no room beside the sheet, the panel opens over it."""
        if self._is_folded:
            self.panel.show()
            self._place()
            self.panel.raise_()
            if self._board:
                self.panel.show_board(self._board)
        self.panel.start()

    def is_over(self) -> bool:
        """Does the panel lie over the sheet?"""
        return self._is_folded and not self.panel.isHidden()

    def close(self) -> None:
        """Fold away what was opened over the sheet."""
        if self._is_folded:
            self.panel.hide()

    def _place(self) -> None:
        if self.is_over():
            wide = min(self.panel.width(), self._view.width())
            self.panel.setGeometry(self._view.width() - wide, 0, wide, self._view.height())
