"""A line over the sheet: what still stands as in the last round, or that the round is closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.i18n import _, ngettext
from desktop.ui import theme
from desktop.ui.form.shown import Board
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label


class RoundBar(QFrame):
    """Quiet, and gone when there is nothing to say."""

    block_wanted = Signal()
    whole_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._words = label("", wrap=True)
        self.block = button(_("This block is right (F8)"), self.block_wanted.emit, "link")
        self.whole = button(_("All of it is right (Ctrl+F8)"), self.whole_wanted.emit, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.XS, theme.L, theme.XS)
        row.setSpacing(theme.M)
        row.addWidget(self._words, 1)
        row.addWidget(self.block)
        row.addWidget(self.whole)
        self.hide()

    def show_board(self, board: Board, closed: str) -> None:
        """How many answers nobody confirmed; or, when the round is `closed`, on which day."""
        count = len(board.entered.to_confirm)
        for made in (self.block, self.whole):
            made.setVisible(bool(count) and not closed)
        if closed:
            self._words.setText(
                _("This round was closed on {day}: its forms can be read, not changed.").format(day=closed)
            )
        else:
            said = ngettext(
                "{n} answer stands as in the last round. Return confirms one.",
                "{n} answers stand as in the last round. Return confirms one.",
                count,
            )
            self._words.setText(said.format(n=count))
        self.setVisible(bool(count) or bool(closed))

    def words(self) -> str:
        """What it says; "" when it is away."""
        return "" if self.isHidden() else self._words.text()
