"""Who works here, and the passphrase that locks the workspace."""

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox

from desktop.i18n import N_, _
from desktop.ui.start.step import Step
from desktop.ui.start.strength import SHORTEST, Strength, strength
from desktop.ui.widgets.fields import Field, line_edit

_WORDS: Mapping[Strength, str] = {
    Strength.NONE: N_("Four or five ordinary words are easy to keep in mind and hard to guess."),
    Strength.TOO_SHORT: N_("Too short."),
    Strength.WEAK: N_("Easy to guess: add a word or two."),
    Strength.FAIR: N_("Fair; one word more makes it good."),
    Strength.GOOD: N_("Good."),
}


class PersonStep(Step):
    """A name for the history of every answer, and a passphrase nobody else knows."""

    def __init__(self, name: str = "") -> None:
        super().__init__(
            _("Person"),
            _("Who works here?"),
            _("Your name stands beside every answer. The passphrase locks the file on this computer."),
        )
        self.full_name = line_edit(name)
        self.first, self.again = line_edit(secret=True), line_edit(secret=True)
        self.practice = QCheckBox(_("Practice data: invented people, no passphrase"))
        self._name = Field(_("Full name"), self.full_name)
        self._first = Field(_("Passphrase"), self.first, _(_WORDS[Strength.NONE]))
        self._again = Field(_("The same passphrase again"), self.again)
        for part in (self._name, self._first, self._again, self.practice):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.first.textEdited.connect(self._hint)
        self.practice.toggled.connect(self._open_or_locked)
        for line, then in ((self.full_name, self._to_passphrase), (self.first, self.again.setFocus)):
            line.returnPressed.connect(then)
        self.again.returnPressed.connect(self._take)

    def begin(self) -> None:
        """The name first."""
        self.full_name.setFocus()

    def person(self) -> str:
        """The name, without spaces at its ends."""
        return self.full_name.text().strip()

    def passphrase(self) -> str | None:
        """What locks the workspace; None for practice data."""
        return None if self.practice.isChecked() else self.first.text()

    def check(self) -> bool:
        """A name, and twice the same passphrase."""
        troubles = self._troubles()
        for field in (self._name, self._first, self._again):
            field.set_problem(troubles.get(field, ""))
        for field in troubles:
            field.setFocus()
            return False
        return True

    def _troubles(self) -> dict[Field, str]:
        found: dict[Field, str] = {}
        if not self.person():
            found[self._name] = _("Write your name.")
        if self.practice.isChecked():
            return found
        if strength(self.first.text()) <= Strength.TOO_SHORT:
            found[self._first] = _("At least {n} letters.").format(n=SHORTEST)
        elif self.first.text() != self.again.text():
            found[self._again] = _("The two are not the same.")
        return found

    def _hint(self) -> None:
        self._first.set_hint(_(_WORDS[strength(self.first.text())]))

    def _open_or_locked(self, practice: bool) -> None:  # noqa: FBT001 - a Qt signal
        for field in (self._first, self._again):
            field.setEnabled(not practice)
            field.set_problem("")

    def _to_passphrase(self) -> None:
        (self.practice if self.practice.isChecked() else self.first).setFocus()

    def _take(self) -> None:
        if self.check():
            self.finished.emit()
