"""Who may open the workspace: the list, one person more, another passphrase for oneself."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.passphrase import NewPassphrase
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.row_button import RowButton


class PeopleCard(Card):
    """Shows names and asks for passphrases; it keeps none."""

    add_wanted = Signal(str, str)  # name, passphrase
    change_wanted = Signal(str, str)  # the passphrase now, the new one

    def __init__(self) -> None:
        super().__init__(_("People"))
        self._about = label("", "quiet", wrap=True)
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        self.done = label("", "good", wrap=True)
        self.done.hide()
        self.add_button = button(_("Add a person"), self._ask_person, "", "add")
        self.change_button = button(_("Change my passphrase"), self._ask_passphrase, "", "lock")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.M)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.change_button)
        buttons.addStretch(1)
        self.sheet: PersonSheet | None = None
        self._place = QVBoxLayout()
        self.add(self._about)
        self.body.addLayout(self._names)
        self.add(self.done)
        self.body.addSpacing(theme.S)
        self.add_layout(buttons)
        self.body.addLayout(self._place)

    def show_people(self, names: Sequence[str], me: str, *, practice: bool) -> None:
        """Everybody who can open it; in practice data there is no passphrase to change."""
        self._about.setText(
            _("Practice data: it opens without a passphrase.")
            if practice
            else _("Each person opens the workspace with a passphrase of their own.")
        )
        empty(self._names)
        for name in names:
            aside = _("you") if name == me else ""
            self._names.addWidget(RowButton(name, "", sign="person", aside=aside))
        self.change_button.setVisible(not practice)

    def show_done(self, text: str) -> None:
        """It worked: say so, and put the questions away."""
        self._close()
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def _ask_person(self) -> None:
        self._open(PersonSheet(Field(_("Full name"), line_edit())), self.add_wanted)

    def _ask_passphrase(self) -> None:
        self._open(PersonSheet(Field(_("Passphrase now"), line_edit(secret=True))), self.change_wanted)

    def _open(self, sheet: "PersonSheet", then: SignalInstance) -> None:
        self.show_done("")
        self.sheet = sheet
        sheet.given.connect(then)
        sheet.left.connect(self._close)
        self._place.addWidget(sheet)
        sheet.show()
        sheet.stand_after(self.change_button)
        sheet.setFocus()

    def _close(self) -> None:
        if self.sheet is not None:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet = None
        empty(self._place)


class PersonSheet(QWidget):
    """One line of text and a new passphrase twice."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, first: Field) -> None:
        super().__init__()
        self.first, self.passphrase = first, NewPassphrase(_("New passphrase"))
        self.keep = button(_("Keep"), self._give, "primary")
        self.leave = button(_("Leave it"), self.left.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        for part in (self.keep, self.leave):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.M, theme.S, 0)
        column.setSpacing(theme.S)
        column.addWidget(first)
        column.addWidget(self.passphrase)
        column.addLayout(row)
        self.setFocusProxy(first)
        self.passphrase.finished.connect(self._give)
        first.line().returnPressed.connect(self.passphrase.setFocus)

    def stand_after(self, before: QWidget) -> None:
        """Tab comes here from `before`."""
        chain = (before, self.first.editor, *self.passphrase.lines(), self.keep, self.leave)
        for one, next_one in pairwise(chain):
            QWidget.setTabOrder(one, next_one)

    def _give(self) -> None:
        text = self.first.line().text()
        self.first.set_problem("" if text.strip() else _("Something is missing here."))
        if not text.strip():
            self.first.setFocus()
        elif self.passphrase.check():
            self.given.emit(text, self.passphrase.text())
