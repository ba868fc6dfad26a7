"""ID numbers and phones are masked on screens that only compare; this button shows them until one leaves."""

from PySide6.QtCore import Signal

from desktop.i18n import _
from desktop.ui.widgets.buttons import Button


class NumbersButton(Button):
    """Stands there while something is masked. Whoever listens to `seen` writes the log."""

    asked = Signal()  # show what is on the screen again, with its numbers
    seen = Signal(int)  # numbers of one thing; each thing counts once until the screen is left

    def __init__(self) -> None:
        super().__init__(_("Show ID numbers and phones"))
        logged = _("The log will say that you looked at them.")
        self.setToolTip(logged)
        self.setAccessibleName(f"{self.text()}. {logged}")
        self._is_open = False
        self._counted: set[str] = set()
        self.clicked.connect(self._open)

    def look(self, thing: str, numbers: int) -> bool:
        """May the numbers of a thing be seen? The first look at each is said."""
        self.setVisible(bool(numbers) and not self._is_open)
        if self._is_open and numbers and thing not in self._counted:
            self._counted.add(thing)
            self.seen.emit(numbers)
        return self._is_open

    def shut(self) -> bool:
        """The screen is left: mask again. Says whether anything was open."""
        was, self._is_open = self._is_open, False
        self._counted.clear()
        return was

    def _open(self) -> None:
        self._is_open = True
        self.asked.emit()
