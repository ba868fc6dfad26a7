"""What happened to the household, asked in place: a number chooses, Return goes on, Esc does nothing."""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop.actions import units
from desktop.i18n import _
from desktop.records.model import Member
from desktop.ui import theme
from desktop.ui.form.life_acts import ACTS, Kind, Step, number_of, possible
from desktop.ui.form.shown import Board
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice, by_code
from desktop.ui.widgets.editors.listed import ListEditor
from desktop.ui.widgets.labels import label


class LifeBar(QFrame):
    """What happened, then step by step what that asks for; nothing is written before the last answer."""

    decided = Signal(str, object)  # one of ACTS, and what it asked for
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._board: Board | None = None
        self._act, self._said = "", dict[str, str]()
        self._step: Step | None = None
        self._asked = label("", "strong", wrap=True)
        self.acts, self.people, self.person = ChipsEditor(()), ChipsEditor((), many=True), ChipsEditor(())
        self.line, self.commune = QLineEdit(), ListEditor(())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        column.setSpacing(theme.S)
        for part in (self._asked, *self._parts()):
            column.addWidget(part)
        self._connect()
        self.hide()

    def ask(self, board: Board) -> None:
        """What happened to this household?"""
        self._board, self._act, self._step, self._said = board, "", None, {}
        offered = (Choice(act, _(ACTS[act].says), number_of(act)) for act in possible(board))
        self.acts.set_choices(tuple(offered))
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

    def _connect(self) -> None:
        self.acts.committed.connect(self._choose)
        self.people.committed.connect(self.people.set_value)
        self.people.moved.connect(lambda _step: self._give(self.people.text()))
        self.person.committed.connect(self._give_person)
        self.line.returnPressed.connect(lambda: self._give(self.line.text().strip()))
        self.commune.committed.connect(self.commune.set_value)
        self.commune.moved.connect(lambda _step: self._give_commune())

    def _parts(self) -> tuple[QWidget, ...]:
        return self.acts, self.people, self.person, self.line, self.commune

    def _choose(self, act: str) -> None:
        if by_code(self.acts.choices, act):
            self._act = act
            self._next()

    def _give_person(self, uid: str) -> None:
        if by_code(self.person.choices, uid):
            self._give(uid)

    def _give_commune(self) -> None:
        """One of the list, or none at all: text that names no commune stays to be corrected."""
        code = self.commune.text()
        if not code or by_code(self.commune.choices, code):
            self._give(code)

    def _give(self, answer: str) -> None:
        if self._step and (answer or self._step.kind is Kind.COMMUNE):
            self._said[self._step.name] = answer
            self._next()

    def _next(self) -> None:
        """The next thing to ask, or all of it is said."""
        board, said = self._board, self._said
        if board is None:
            return
        left = (one for one in ACTS[self._act].steps if one.name not in said and one.when(board, said))
        self._step = next(left, None)
        if self._step is None:
            self.hide()
            self.decided.emit(self._act, dict(said))
        else:
            self._show(_(self._step.says), self._part(board, self._step))

    def _part(self, board: Board, step: Step) -> QWidget:
        form = board.entered.form
        if step.kind is Kind.LINE:
            self.line.clear()
            return self.line
        if step.kind is Kind.COMMUNE:
            self.commune.set_choices(_communes())
            self.commune.set_value("")
            return self.commune
        gone = step.kind is Kind.LEAVER
        offered = [one for one in form.everyone if one.is_removed is gone]
        part = self.people if step.kind is Kind.PEOPLE else self.person
        part.set_choices(_people(board, (one for one in offered if step.among(one.uid, self._said))))
        return part

    def _show(self, words: str, part: QWidget) -> None:
        self._asked.setText(words)
        for one in self._parts():
            one.setVisible(one is part)
        for chips in (self.acts, self.people, self.person):
            chips.set_value("")
        if isinstance(part, (ChipsEditor, ListEditor)):
            part.describe(words)
        part.setAccessibleName(words)
        self.show()
        part.setFocus(Qt.FocusReason.OtherFocusReason)


@cache
def _communes() -> tuple[Choice, ...]:
    """Every commune of the country as it is now, with its province."""
    tree = units.load(units.LISTS[-1])
    provinces = tree.children()
    return tuple(
        Choice(one.code, f"{one.full_name}, {province.full_name}", one.code)
        for province in provinces
        for one in tree.communes(province.code)
    )


def _people(board: Board, members: Iterable[Member]) -> tuple[Choice, ...]:
    """Members by their names; the numbers are those of the rows on the form."""
    name = board.edition.roles.member_name
    return tuple(Choice(one.uid, str(one.answers.get(name, "—")), str(n)) for n, one in enumerate(members, 1))
