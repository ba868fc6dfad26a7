"""The second person who agrees to a great loss: a name and a passphrase of their own. Knows no action."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.actions.caution import Second
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.folding import Folding


class SecondPerson(Folding):
    """Two fields side by side; in a practice workspace the name is enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = Field(_("The second person who agrees"), line_edit())
        self.passphrase = Field(_("Passphrase of this person"), line_edit(secret=True))
        self.row.setSpacing(theme.L)
        for one in (self.name, self.passphrase):
            self.row.addWidget(one, 1)
        self.row.addStretch(1)

    def begin(self, *, people: Sequence[str], practice: bool) -> None:
        """Empty again; `people`: the others who can open this workspace."""
        self.name.line().clear()
        self.passphrase.line().clear()
        self.passphrase.setVisible(not practice)
        self.name.set_hint(_("For example: {people}.").format(people=", ".join(people)) if people else "")

    def agreed(self) -> Second | None:
        """Who agreed; nobody while the name is missing, and then that is said."""
        person = self.name.line().text().strip()
        self.name.set_problem("" if person else _("Something is missing here."))
        if not person:
            self.name.setFocus()
            return None
        return Second(person, self.passphrase.line().text())
