"""Who may open the workspace: the list, one person more, another passphrase for oneself."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.settings import LOCK_AFTER
from desktop.ui import theme
from desktop.ui.passphrase import NewPassphrase
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, chosen, combo, line_edit
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.layouts import empty
from desktop.ui.widgets.row_button import RowButton

MINUTES = (5, 10, 15, 30, 60, 0)  # 0 = never


class PeopleCard(Card):
    """Shows names and asks for passphrases; it keeps none."""

    add_wanted = Signal(str, str)  # name, passphrase
    change_wanted = Signal(str, str)  # the passphrase now, the new one
    remove_wanted = Signal(str)  # name
    lock_after_wanted = Signal(int)  # minutes; 0 = never
    lock_wanted = Signal()

    def __init__(self, lock_minutes: int = LOCK_AFTER) -> None:
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
        near = min(MINUTES, key=lambda minutes: abs(minutes - lock_minutes))
        after = [(str(n), _("{n} minutes").format(n=n) if n else _("never")) for n in MINUTES]
        self.lock_after = combo(after, str(near))
        self.lock_after.currentIndexChanged.connect(self._say_minutes)
        self.lock_button = button(_("Lock now"), self.lock_wanted.emit, "", "lock")
        self._lock = QWidget()
        self.sheet: PersonSheet | None = None
        self.removal: Removal | None = None
        self._place = QVBoxLayout()
        self.add(self._about)
        self.body.addLayout(self._names)
        self.add(self.done)
        self.body.addSpacing(theme.S)
        self.add_layout(buttons)
        self.body.addLayout(self._place)
        self._lay_out_lock()

    def show_people(self, names: Sequence[str], me: str, *, practice: bool) -> None:
        """Everybody who can open it; in practice data there is no passphrase to change."""
        self._about.setText(
            _("Practice data: it opens without a passphrase.")
            if practice
            else _("Each person opens the workspace with a passphrase of their own.")
        )
        empty(self._names)
        for name in names:
            aside = _("you") if name == me else _("take away…")
            then = None if name == me else partial(self._ask_to_remove, name)
            line = RowButton(name, "", then, sign="person", aside=aside)
            self._names.addWidget(line)
            QWidget.setTabOrder(self.add_button.previousInFocusChain() or self.add_button, line)
        self.change_button.setVisible(not practice)
        self._lock.setVisible(not practice)

    def show_done(self, text: str) -> None:
        """It worked: say so, and put the questions away."""
        self._close()
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def _ask_person(self) -> None:
        self._open(PersonSheet(Field(_("Full name"), line_edit())), self.add_wanted)

    def _ask_passphrase(self) -> None:
        self._open(PersonSheet(Field(_("Passphrase now"), line_edit(secret=True))), self.change_wanted)

    def _ask_to_remove(self, name: str) -> None:
        self.show_done("")
        self.removal = Removal(name)
        self.removal.agreed.connect(partial(self.remove_wanted.emit, name))
        self.removal.left.connect(self._close)
        self._place.addWidget(self.removal)
        self.removal.show()
        self.removal.setFocus()

    def _say_minutes(self) -> None:
        self.lock_after_wanted.emit(int(chosen(self.lock_after)))

    def _lay_out_lock(self) -> None:
        row = QHBoxLayout(self._lock)
        row.setContentsMargins(0, theme.S, 0, 0)
        row.setSpacing(theme.M)
        row.addWidget(Field(_("Lock when nobody works for"), self.lock_after), 1)
        row.addWidget(self.lock_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.add(self._lock)

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
        if self.sheet is not None or self.removal is not None:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet = self.removal = None
        empty(self._place)


class Removal(QWidget):
    """Takes a person's passphrase away; says first what that cannot undo."""

    agreed = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        text = _(
            "{person} will not open this workspace any more. Backups and copies made before still open with "
            "the old passphrase: keep them where {person} does not get at them. What {person} entered stays."
        )
        self.agree = button(_("Take the passphrase away"), self.agreed.emit, "danger")
        self.leave = button(_("Leave it"), self.left.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        for part in (self.agree, self.leave):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.M, theme.S, 0)
        column.setSpacing(theme.S)
        column.addWidget(label(text.format(person=name), wrap=True))
        column.addLayout(row)
        self.setFocusProxy(self.leave)


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
