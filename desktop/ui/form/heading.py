"""The heading of a block of the form."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.editions.model import Block
from desktop.i18n import ngettext
from desktop.ui import theme
from desktop.ui.widgets.labels import label


class Heading(QWidget):
    """The number and title of a block, with a word on what is wrong in it."""

    def __init__(self, block: Block, language: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, 0, 0, theme.XS)
        row.setSpacing(theme.S)
        self._dot = label("", "problem")
        row.addWidget(label(block.number, "heading"))
        row.addWidget(label(block.title[language], "heading"))
        row.addStretch(1)
        row.addWidget(self._dot)

    def show_problems(self, number: int) -> None:
        """A dot and how many."""
        words = ngettext("{n} problem", "{n} problems", number).format(n=number)
        self._dot.setText(f"● {words}" if number else "")
