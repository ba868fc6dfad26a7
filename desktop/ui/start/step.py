"""One step of the assistant: a question or two, and what is still wrong with the answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme


class Step(QWidget):
    """Subclasses lay out their fields; the assistant only uses what is here."""

    finished = Signal()  # Return in the last field: on to the next step

    def __init__(self, name: str, title: str, about: str) -> None:
        super().__init__()
        self.name, self.title, self.about = name, title, about
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.S)

    def begin(self) -> None:
        """It is being shown: put the focus where typing starts."""

    def check(self) -> bool:
        """Are the answers good? What is not is said under its field, and gets the focus."""
        return True
