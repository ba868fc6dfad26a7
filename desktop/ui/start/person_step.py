"""Who works here, and the passphrase that locks the workspace."""

from PySide6.QtWidgets import QCheckBox

from desktop.i18n import _
from desktop.ui.passphrase import NewPassphrase
from desktop.ui.start.step import Step
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label


class PersonStep(Step):
    """A name for the history of every answer, and a passphrase nobody else knows."""

    def __init__(self) -> None:
        super().__init__(
            _("Person"),
            _("Who works here?"),
            _("Your name stands beside every answer. The passphrase locks the file on this computer."),
        )
        self.full_name = line_edit()
        self.secret = NewPassphrase(_("Passphrase"))
        self.practice = QCheckBox(_("Practice data"))
        self.practice.setAccessibleName(self.practice.text())
        self.practice.setAccessibleDescription(_("Invented people; it opens without a passphrase."))
        self._name = Field(_("Full name"), self.full_name)
        about = label(_("Invented people; it opens without a passphrase."), "small", wrap=True)
        for part in (self._name, self.secret, self.practice, about):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.practice.toggled.connect(self._open_or_locked)
        self.full_name.returnPressed.connect(self._to_passphrase)
        self.secret.finished.connect(self._take)

    def begin(self) -> None:
        """The name first."""
        self.full_name.setFocus()

    def person(self) -> str:
        """The name, without spaces at its ends."""
        return self.full_name.text().strip()

    def passphrase(self) -> str | None:
        """What locks the workspace; None for practice data."""
        return None if self.practice.isChecked() else self.secret.text()

    def check(self) -> bool:
        """A name, and twice the same passphrase."""
        named = bool(self.person())
        self._name.set_problem("" if named else _("Write your name."))
        if not named:
            self._name.setFocus()
        return named and (self.practice.isChecked() or self.secret.check())

    def _open_or_locked(self, practice: bool) -> None:  # noqa: FBT001 - a Qt signal
        self.secret.setEnabled(not practice)
        self.secret.forget_problems()

    def _to_passphrase(self) -> None:
        (self.practice if self.practice.isChecked() else self.secret).setFocus()

    def _take(self) -> None:
        if self.check():
            self.finished.emit()
