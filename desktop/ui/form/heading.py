"""The heading of a block of the form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.editions.model import Block
from desktop.i18n import ngettext
from desktop.ui import theme
from desktop.ui.form.field import GUTTER
from desktop.ui.widgets.labels import label


class Heading(QWidget):
    """The number and title of a block, with a word on what is wrong in it."""

    def __init__(self, block: Block, language: str, *buttons: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.XS)
        row.setSpacing(0)
        self._dot = label("", "problem")
        number = label(block.number, "heading")
        number.setMinimumWidth(theme.px(GUTTER))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setContentsMargins(0, 0, theme.px(6), 0)
        row.addWidget(number)
        row.addWidget(label(block.title[language], "heading"))
        row.addSpacing(theme.M)
        row.addWidget(self._dot)
        row.addStretch(1)
        for made in buttons:
            row.addWidget(made)

    def show_problems(self, number: int) -> None:
        """A dot and how many."""
        words = ngettext("{n} problem", "{n} problems", number).format(n=number)
        self._dot.setText(f"● {words}" if number else "")
