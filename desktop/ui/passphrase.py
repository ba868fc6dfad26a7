"""A new passphrase, typed twice, with a hint how good it is."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import N_, _
from desktop.ui import theme
from desktop.ui.strength import SHORTEST, Strength, strength
from desktop.ui.widgets.fields import Field, line_edit

_WORDS: Mapping[Strength, str] = {
    Strength.NONE: N_("Four or five ordinary words are easy to keep in mind and hard to guess."),
    Strength.TOO_SHORT: N_("Too short."),
    Strength.WEAK: N_("Easy to guess: add a word or two."),
    Strength.FAIR: N_("Fair; one word more makes it good."),
    Strength.GOOD: N_("Good."),
}


class NewPassphrase(QWidget):
    """Two fields that must say the same."""

    finished = Signal()  # Return in the second

    def __init__(self, name: str) -> None:
        super().__init__()
        self.first, self.again = line_edit(secret=True), line_edit(secret=True)
        self._first = Field(name, self.first, _(_WORDS[Strength.NONE]))
        self._again = Field(_("The same passphrase again"), self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self._first)
        column.addWidget(self._again)
        self.setFocusProxy(self.first)
        self.first.textEdited.connect(self._hint)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.finished)

    def text(self) -> str:
        """What was typed."""
        return self.first.text()

    def lines(self) -> tuple[QLineEdit, QLineEdit]:
        """The two fields, in their order."""
        return self.first, self.again

    def check(self) -> bool:
        """Long enough, and twice the same; what is not is said, and gets the focus."""
        short, other = strength(self.text()) <= Strength.TOO_SHORT, self.text() != self.again.text()
        self._first.set_problem(_("At least {n} letters.").format(n=SHORTEST) if short else "")
        self._again.set_problem(_("The two are not the same.") if other and not short else "")
        if short or other:
            (self._first if short else self._again).setFocus()
        return not (short or other)

    def forget_problems(self) -> None:
        """It is not asked for any more."""
        self._first.set_problem("")
        self._again.set_problem("")

    def _hint(self) -> None:
        self._first.set_hint(_(_WORDS[strength(self.text())]))
