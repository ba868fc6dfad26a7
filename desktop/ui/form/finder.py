"""Ctrl+F on the form: to a question by its number or its words, with or without diacritics."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.editions.model import Question, Scope
from desktop.i18n import _
from desktop.records.model import member_path, split_path
from desktop.ui import theme
from desktop.ui.form.route import new_path
from desktop.ui.form.shown import Board
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.editors.listed import ListEditor
from desktop.ui.widgets.labels import label, set_role


class FinderBar(QFrame):
    """Away until somebody looks for a question; Return goes to it, a whole number at once, Esc goes back."""

    found = Signal(str)  # path
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.line = ListEditor((), hint=_("Number or words"))
        self.line.describe(_("Find a question"))
        self._words = label("", "quiet", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        row.addWidget(label(_("Find a question"), "strong"))
        row.addWidget(self.line, 1)
        row.addWidget(self._words, 1)
        self.line.committed.connect(self._go)
        self.hide()

    def ask(self, board: Board, at: str) -> None:
        """Offer the questions that are asked here; `at` says whose, where members are asked."""
        self._say("quiet", _("Ctrl+F once more looks for a household."))
        self.line.set_choices(questions(board, at))
        self.line.set_value("")
        self.show()
        self.line.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, path: str) -> None:
        if any(choice.code == path for choice in self.line.choices):
            self.line.set_value("")
            self.hide()
            self.found.emit(path)
        elif self.isVisible():
            self._say("problem", _("No question here is called “{text}”.").format(text=path))

    def _say(self, role: str, text: str) -> None:
        set_role(self._words, role)
        self._words.setText(text)


def questions(board: Board, at: str) -> tuple[Choice, ...]:
    """The questions that are asked, by number and words; a member's of the person at `at` or the first."""
    found = ((question, _path(board, question, at)) for question in board.edition.questions.values())
    return tuple(
        Choice(path, question.label[board.language], question.number) for question, path in found if path
    )


def _path(board: Board, question: Question, at: str) -> str:
    """Where it is asked; "" where it is not."""
    entered = board.entered
    if question.scope is Scope.HOUSEHOLD:
        return "" if question.id in entered.skipped else question.id
    here = split_path(at)[0]
    people = sorted(entered.form.members, key=lambda member: member.uid != here)
    paths = [member_path(member.uid, question.id) for member in people]
    if question.id == board.edition.roles.member_name:
        paths.append(new_path(board.edition))
    return next((path for path in paths if path not in entered.skipped), "")
