"""Small pieces of the exchange: a numbered step, and the six words of a computer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty


class Step(QWidget):
    """One numbered step: what to do, and perhaps the buttons that do it."""

    def __init__(self, n: int, text: str, *buttons: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        mark = label(str(n), "heading")
        mark.setFixedWidth(theme.px(20))
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(label(text, wrap=True))
        for button in buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


class Fingerprint(QWidget):
    """Six words, large, in the order in which they are read over the phone."""

    def __init__(self, role: str = "display", a_line: int = 2) -> None:
        super().__init__()
        self._role, self._a_line = role, a_line
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.L)
        self._grid.setVerticalSpacing(theme.XS)
        self._labels: list[QLabel] = []

    def show_words(self, words: Sequence[str]) -> None:
        """Show these words."""
        empty(self._grid)
        self._labels = []
        self.setAccessibleName(_("Six words: {words}").format(words=" ".join(words)))
        for place, word in enumerate(words):
            row, column = divmod(place, self._a_line)
            shown = label(word, self._role)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._labels.append(shown)
            self._grid.addWidget(label(f"{place + 1}", "quiet"), row, 2 * column)
            self._grid.addWidget(shown, row, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def words(self) -> tuple[str, ...]:
        """The words that are shown."""
        return tuple(shown.text() for shown in self._labels)
