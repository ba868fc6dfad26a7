"""Two households side by side, question by question; where they differ comes first, bold and with a mark."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.actions.duplicates import Line, Pair
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty

LABEL, ONE, OTHER = range(3)
DIFFERS = "≠ "


class Sides(QWidget):
    """A table to read; the two heads open their forms."""

    opened = Signal(str)  # form key

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.S, 0)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        column.addStretch(1)
        self._grid.setHorizontalSpacing(theme.L)
        self._grid.setVerticalSpacing(theme.S)
        for place, share in ((LABEL, 2), (ONE, 3), (OTHER, 3)):
            self._grid.setColumnStretch(place, share)

    def show_pair(self, pair: Pair, lines: Sequence[Line]) -> None:
        """Heads that open, then every line; those that differ before the others."""
        empty(self._grid)
        for column, home in ((ONE, pair.one), (OTHER, pair.other)):
            self._grid.addWidget(self._words(home.title, "heading"), 0, column)
            opens = button(_("Open"), partial(self.opened.emit, home.key), "link")
            opens.setAccessibleName(_("Open {title}").format(title=home.title))
            self._grid.addWidget(opens, 1, column, Qt.AlignmentFlag.AlignLeft)
        for row, line in enumerate(sorted(lines, key=lambda one: not one.differs), start=2):
            self._grid.addWidget(self._words(line.label, "quiet"), row, LABEL)
            role = "strong" if line.differs else ""
            mark = DIFFERS if line.differs else ""
            self._grid.addWidget(self._words(f"{mark}{line.one}", role), row, ONE)
            self._grid.addWidget(self._words(f"{mark}{line.other}", role), row, OTHER)

    @staticmethod
    def _words(text: str, role: str) -> QWidget:
        made = label(text, role, wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return made
