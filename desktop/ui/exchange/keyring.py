"""The keys of the office: where they are, their passphrase, and the one button that uses them."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button


class Keyring(QWidget):
    """First the folder is chosen; then, where it is locked, the passphrase; then the button does its work."""

    keys_wanted = Signal()
    used = Signal(object, str)  # Path of the folder, passphrase; "" where the keys have none

    def __init__(self, choose: str, use: str, role: str = "primary") -> None:
        super().__init__()
        self._folder: Path | None = None
        self.choose = button(choose, self.keys_wanted.emit)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(_("Passphrase of the office's keys"))
        self.passphrase.setAccessibleName(_("Passphrase of the office's keys"))
        self.passphrase.returnPressed.connect(self._use)
        self.use = button(use, self._use, role)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.passphrase)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.forget()

    def forget(self) -> None:
        """No keys are chosen."""
        self._folder = None
        self.passphrase.clear()
        self.passphrase.hide()
        self.use.hide()

    def show_keys(self, folder: Path, *, locked: bool) -> None:
        """Where the keys are, and whether they want a passphrase."""
        self._folder = folder
        self.setToolTip(str(folder))
        self.passphrase.setVisible(locked)
        self.use.show()
        first = self.passphrase if locked else self.use
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self) -> None:
        if self._folder is not None:
            self.used.emit(self._folder, self.passphrase.text())
