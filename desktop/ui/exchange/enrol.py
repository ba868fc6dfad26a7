"""Enrol a laptop: its request file, its six words, the keys of the office. Knows no action."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.actions.laptops import Laptop
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange.pieces import Fingerprint
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label


class EnrolCard(Card):
    """First the request, then the comparison, then the keys: only what is next is shown."""

    request_wanted = Signal()
    keys_wanted = Signal()
    enrol_wanted = Signal(str)  # the passphrase of the office's keys; "" where they have none

    def __init__(self) -> None:
        super().__init__(_("Enrol a laptop"))
        self.body.setSpacing(theme.S)
        self.choose = button(_("Choose its request file…"), self.request_wanted.emit)
        self.words = Fingerprint("title", 3)
        self._name = label("", "strong", wrap=True)
        self._communes = label("", "quiet", wrap=True)
        self._compare = label(
            _("Ask for the six words of that laptop. Go on only when all six agree."), wrap=True
        )
        self.keys = button(_("The words agree: choose the office's keys…"), self.keys_wanted.emit)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(_("Passphrase of the office's keys"))
        self.passphrase.setAccessibleName(_("Passphrase of the office's keys"))
        self.passphrase.returnPressed.connect(self._enrol)
        self.write = button(_("Write its certificate…"), self._enrol, "primary")
        self._laptop_part, self._keys_part = QWidget(), QWidget()
        self._lay_out()
        self.show_laptop(None)

    def show_laptop(self, laptop: Laptop | None) -> None:
        """Who asks to be enrolled; nobody yet."""
        self._laptop_part.setVisible(laptop is not None)
        self._keys_part.hide()
        self.passphrase.clear()
        if laptop is None:
            return
        self._name.setText(laptop.name)
        self._communes.setText(_("Writes for: {communes}").format(communes=", ".join(laptop.communes)))
        self.words.show_words(laptop.fingerprint)
        self.keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_keys(self, folder: Path, *, locked: bool) -> None:
        """Where the keys of the office are, and whether they want a passphrase."""
        self._keys_part.setToolTip(str(folder))
        self._keys_part.show()
        self.passphrase.setVisible(locked)
        first = self.passphrase if locked else self.write
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enrol(self) -> None:
        self.enrol_wanted.emit(self.passphrase.text())

    def _lay_out(self) -> None:
        who, keys = QVBoxLayout(self._laptop_part), QVBoxLayout(self._keys_part)
        for column, parts in (
            (who, (self._name, self._communes, self.words, self._compare, self.keys)),
            (keys, (self.passphrase, self.write)),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.S)
            for part in parts:
                column.addWidget(part)
        self.add(self.choose, Qt.AlignmentFlag.AlignLeft)
        self.add(self._laptop_part)
        self.add(self._keys_part)
