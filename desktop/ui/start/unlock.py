"""Open a workspace that is there, or one that was locked meanwhile: the passphrase."""

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
    forgotten = Signal()

    def __init__(self, folder: Path, *, away: str = "") -> None:
        """`away`: who worked here when it was locked; "" where it is not open yet."""
        locked = _("Locked while {person} was away. Nothing is lost.").format(person=away)
        super().__init__(folder.name, locked if away else str(folder.parent), low=False)
        self.passphrase = line_edit(secret=True)
        self.open = button(_("Open"), self._give, "primary", "lock")
        self.back = button(_("Back"), self.back_wanted.emit)
        self.body.addWidget(
            Field(_("Passphrase"), self.passphrase, _("Capital letters, marks and spaces count."))
        )
        self.forgot = button(_("Forgot the passphrase?"), self.forgotten.emit, "link")
        self.foot.addWidget(self.open)
        for part in (self.back, self.forgot):
            self.foot.addWidget(part)
            part.setVisible(not away)
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
