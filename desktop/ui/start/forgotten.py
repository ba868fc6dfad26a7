"""Who forgot the passphrase asks the office by file, and opens the workspace with its answer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.passphrase import NewPassphrase
from desktop.ui.start.sheet import Sheet
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit
from desktop.ui.widgets.labels import label


class Forgotten(Sheet):
    """Two steps: the request with the new passphrase; later, with the same passphrase, the answer."""

    ask_wanted = Signal(str, str)  # person, new passphrase
    answer_wanted = Signal(str)  # the new passphrase
    back_wanted = Signal()

    def __init__(self, folder: Path, people: Sequence[str], offices: Sequence[str], *, asked: bool) -> None:
        super().__init__(_("A forgotten passphrase"), _about(offices), low=False)
        self.person = combo([(name, name) for name in people])
        self.secret = NewPassphrase(_("New passphrase"))
        self.ask = button(_("Write the request file…"), self._ask, "" if asked else "primary")
        self.words = label("", "title", wrap=True)
        self._told = label("", wrap=True)
        self.again = line_edit(secret=True)
        self._again = Field(_("The new passphrase once more"), self.again)
        self.take = button(_("Take in the office's answer…"), self._take, "primary" if asked else "")
        self.back = button(_("Back"), self.back_wanted.emit)
        self._first, self._second = QWidget(), QWidget()
        self._lay_out_steps(can=bool(offices))
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.setAccessibleDescription(folder.name)
        self.setFocusProxy(self.again if asked else self.person if offices else self.back)

    def show_asked(self, words: Sequence[str], file: Path) -> None:
        """The request is written: what to do with it, and the six words to read out."""
        self.words.setText(" ".join(words))
        told = _("Take the file {file} to the office and read them these six words. Then bring the answer.")
        self._told.setText(told.format(file=file.name))
        self._first.hide()
        for part in (self.words, self._told):
            part.show()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        self.again.setText(self.secret.text())

    def _ask(self) -> None:
        if self.secret.check():
            self.show_error(None)
            self.ask_wanted.emit(chosen(self.person), self.secret.text())

    def _take(self) -> None:
        text = self.again.text()
        self._again.set_problem("" if text else _("Something is missing here."))
        if not text:
            self._again.setFocus()
            return
        self.show_error(None)
        self.answer_wanted.emit(text)

    def _lay_out_steps(self, *, can: bool) -> None:
        who = Field(_("Who forgot the passphrase?"), self.person)
        for step, parts in (
            (self._first, (label(_("1. Ask the office"), "heading"), who, self.secret, self.ask)),
            (self._second, (label(_("2. With its answer"), "heading"), self._again, self.take)),
        ):
            column = QVBoxLayout(step)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.S)
            for part in parts:
                flush = part in (self.ask, self.take)
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if flush else Qt.AlignmentFlag(0))
        for place in (self._first, self.words, self._told, self._second):
            self.body.addWidget(place)
        for step in (self._first, self._second):
            step.setVisible(can)
        self.words.hide()
        self._told.hide()


def _about(offices: Sequence[str]) -> str:
    if offices:
        text = _("{office} can open this workspace for you. Nothing in it is lost.")
        return text.format(office=", ".join(offices))
    return _(
        "This workspace was never enrolled with an office, so nobody can open it without a passphrase. "
        "Ask the others who work here."
    )
