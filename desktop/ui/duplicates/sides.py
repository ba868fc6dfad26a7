"""Two households side by side, question by question; where they differ comes first, bold and with a mark."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.actions.duplicates import Line, Pair
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.numbers import NumbersButton

LABEL, ONE, OTHER = range(3)
DIFFERS = "≠ "


class Sides(QWidget):
    """A table to read; the two heads open their forms."""

    opened = Signal(str)  # form key
    numbers_seen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pair: Pair | None = None
        self._lines: Sequence[Line] = ()
        self.numbers = NumbersButton()
        self.numbers.hide()
        self.numbers.seen.connect(self.numbers_seen)
        self.numbers.asked.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.S, 0)
        self._grid = QGridLayout()
        column.addWidget(self.numbers, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._grid.setHorizontalSpacing(theme.L)
        self._grid.setVerticalSpacing(theme.S)
        for place, share in ((LABEL, 2), (ONE, 3), (OTHER, 3)):
            self._grid.setColumnStretch(place, share)

    def show_pair(self, pair: Pair, lines: Sequence[Line]) -> None:
        """Heads that open, then every line; those that differ before the others."""
        self._pair, self._lines = pair, lines
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes back asks for the numbers again."""
        super().hideEvent(event)
        if self.numbers.shut():
            self._draw()

    def _draw(self) -> None:
        pair = self._pair
        if pair is None:
            return
        empty(self._grid)
        self._draw_heads(pair)
        thing = f"{pair.one.key} {pair.other.key}"
        shown = self.numbers.look(thing, sum(line.numbers for line in self._lines))
        for row, line in enumerate(sorted(self._lines, key=lambda one: not one.differs), start=2):
            role = "strong" if line.differs else ""
            mark = DIFFERS if line.differs else ""
            self._grid.addWidget(self._words(line.label, "quiet"), row, LABEL)
            for column, text in zip(
                (ONE, OTHER), (line.one, line.other) if shown else line.masked, strict=True
            ):
                self._grid.addWidget(self._words(f"{mark}{text}", role), row, column)

    def _draw_heads(self, pair: Pair) -> None:
        for column, home in ((ONE, pair.one), (OTHER, pair.other)):
            self._grid.addWidget(self._words(home.title, "heading"), 0, column)
            opens = button(_("Open"), partial(self.opened.emit, home.key), "link")
            opens.setAccessibleName(_("Open {title}").format(title=home.title))
            self._grid.addWidget(opens, 1, column, Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _words(text: str, role: str) -> QWidget:
        made = label(text, role, wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return made
