"""Open a workspace that is there: the passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal

from desktop.errors import RasoatError
from desktop.i18n import _
from desktop.ui.start.sheet import Sheet
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import Field, line_edit


class Unlock(Sheet):
    """Asks for the passphrase, once more when it was wrong."""

    given = Signal(str)
    back_wanted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(folder.name, str(folder.parent), low=False)
        self.passphrase = line_edit(secret=True)
        self.open = button(_("Open"), self._give, "primary", "lock")
        self.back = button(_("Back"), self.back_wanted.emit)
        self.body.addWidget(
            Field(_("Passphrase"), self.passphrase, _("Capital letters, marks and spaces count."))
        )
        self.foot.addWidget(self.open)
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.passphrase.returnPressed.connect(self._give)
        self.setFocusProxy(self.passphrase)

    def show_refused(self, error: RasoatError) -> None:
        """It did not open: say why; what was typed is marked, ready to be typed over."""
        super().show_refused(error)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _give(self) -> None:
        if self.passphrase.text():
            self.show_error(None)
            self.given.emit(self.passphrase.text())
