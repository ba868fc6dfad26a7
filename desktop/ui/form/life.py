"""What happened to the household, asked in place: a number chooses, Return writes it, Esc does nothing."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from desktop.actions import life, script
from desktop.actions.context import Workspace
from desktop.actions.join import join
from desktop.actions.life import Happened
from desktop.actions.move import move_in, move_out, move_within
from desktop.actions.split import split
from desktop.i18n import _
from desktop.records.model import FormKey
from desktop.ui import theme
from desktop.ui.form.shown import Board
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.labels import label

SPLIT, JOIN = "split", "join"  # those that ask something more
Act = Callable[[Workspace, FormKey, str], Happened]
ACTS: Mapping[str, Act] = {
    SPLIT: lambda ws, key, uids: split(ws, key, uids.split(",")),
    JOIN: lambda ws, key, code: join(ws, key, script.find(ws, code)),
    "within": lambda ws, key, _detail: move_within(ws, key, {}),
    "out": lambda ws, key, _detail: move_out(ws, key),
    "in": lambda ws, key, _detail: move_in(ws, key),
    "died_out": lambda ws, key, _detail: life.die_out(ws, key),
    "back": lambda ws, key, _detail: life.take_last_back(ws, key),
}


class LifeBar(QFrame):
    """Two steps at most: what happened, then who left, or which household came."""

    decided = Signal(str, str)  # one of ACTS, and what it asked for
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._board: Board | None = None
        self._asked = label("", "strong", wrap=True)
        self.acts, self.people = ChipsEditor(_acts()), ChipsEditor((), many=True)
        self.code = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        column.setSpacing(theme.S)
        for part in (self._asked, self.acts, self.people, self.code):
            column.addWidget(part)
        self.acts.committed.connect(self._choose)
        self.people.committed.connect(self.people.set_value)
        self.people.moved.connect(self._give_people)
        self.code.returnPressed.connect(self._give_code)
        self.hide()

    def ask(self, board: Board) -> None:
        """What happened to this household?"""
        self._board = board
        self._show(_("What happened to this household? Choose a number, or Esc to leave it."), self.acts)

    def asked(self) -> str:
        """What it asks; "" while it is away."""
        return "" if self.isHidden() else self._asked.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc changes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, act: str) -> None:
        if act == SPLIT and self._board:
            self.people.set_choices(_people(self._board))
            self._show(_("Who leaves? Choose their numbers, then Return."), self.people)
        elif act == JOIN:
            self.code.clear()
            self._show(_("Which household joins this one? Type its code, then Return."), self.code)
        else:
            self._decide(act, "")

    def _show(self, words: str, part: "ChipsEditor | QLineEdit") -> None:
        self._asked.setText(words)
        for one in (self.acts, self.people, self.code):
            one.setVisible(one is part)
        for chips in (self.acts, self.people):
            chips.set_value("")
        part.setAccessibleName(words)
        self.show()
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_people(self) -> None:
        if self.people.text():
            self._decide(SPLIT, self.people.text())

    def _give_code(self) -> None:
        if self.code.text().strip():
            self._decide(JOIN, self.code.text().strip())

    def _decide(self, act: str, detail: str) -> None:
        self.hide()
        self.decided.emit(act, detail)


def _acts() -> tuple[Choice, ...]:
    said = (
        _("Some members leave to a household of their own"),
        _("Another household joins it"),
        _("It moved within the commune"),
        _("It moved away"),
        _("It moved in from elsewhere"),
        _("Nobody is left"),
        _("Take the last of these back"),
    )
    return tuple(Choice(act, words, str(n)) for n, (act, words) in enumerate(zip(ACTS, said, strict=True), 1))


def _people(board: Board) -> tuple[Choice, ...]:
    name = board.edition.roles.member_name
    members = board.entered.form.members
    return tuple(Choice(one.uid, str(one.answers.get(name, "—")), str(n)) for n, one in enumerate(members, 1))
