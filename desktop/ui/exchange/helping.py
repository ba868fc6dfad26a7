"""Somebody forgot a passphrase: the office compares six words and answers the request. Knows no action."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.exchange.keyring import Keyring
from desktop.ui.exchange.pieces import Fingerprint
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.labels import label


class HelpCard(Card):
    """First the request, then the comparison, then the keys: only what is next is shown."""

    request_wanted = Signal()
    answer_wanted = Signal(object, object, str)  # Path of the request, Path of the keys, passphrase

    def __init__(self) -> None:
        super().__init__(_("Somebody forgot a passphrase"))
        self.body.setSpacing(theme.S)
        self._file: Path | None = None
        self.choose = button(_("Choose their request file…"), self.request_wanted.emit)
        self._who = label("", "strong", wrap=True)
        self.words = Fingerprint("title", 3)
        self.keyring = Keyring(_("The words agree: choose the office's keys…"), _("Write the answer…"))
        self.keyring.used.connect(self._answer)
        self._part = QWidget()
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        compare = label(_("Let the person read the six words out. Go on only when all six agree."), wrap=True)
        for part in (self._who, self.words, compare, self.keyring):
            column.addWidget(part)
        self.add(self.choose, Qt.AlignmentFlag.AlignLeft)
        self.add(self._part)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody asks."""
        self._file = None
        self.keyring.forget()
        self._part.hide()

    def show_request(self, file: Path, who: str, words: tuple[str, ...]) -> None:
        """Who asks."""
        self._file = file
        self._who.setText(who)
        self.words.show_words(words)
        self.keyring.forget()
        self._part.show()
        self.keyring.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, keys: object, passphrase: str) -> None:
        if self._file is not None:
            self.answer_wanted.emit(self._file, keys, passphrase)
