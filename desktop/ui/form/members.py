"""The block of the members: the grid, the line that explains the cell under the cursor, coming and going."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.actions import words
from desktop.editions.model import Block, Kind, Question
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.records.model import REMOVED
from desktop.ui import theme
from desktop.ui.form.cells import MemberModel
from desktop.ui.form.choosing import choices_of
from desktop.ui.form.heading import Heading
from desktop.ui.form.route import NEW
from desktop.ui.form.shown import Board
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.editors.contract import Editor
from desktop.ui.widgets.editors.registry import IN_GRID
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.labels import label, set_role

_WIDTHS = {Kind.NAME: 176, Kind.DATE: 112, Kind.YEAR: 78, Kind.ID_NUMBER: 128, Kind.YES_NO: 86}
USUAL, NARROWEST, WIDEST, LETTER = 110, 92, 156, 8
HARD = "\u00a0"  # a space where no line breaks


class MembersBlock(QWidget):
    """Shows the members it is told; says what was given, and who shall come or go."""

    answered = Signal(str, str)  # path, text
    moved = Signal(str, int)  # path, step
    removed = Signal(str, str)  # uid, reason
    restored = Signal(str)  # uid
    added = Signal()

    def __init__(self, block: Block, edition: Edition, language: str) -> None:
        super().__init__()
        self._language = language
        self.model = MemberModel(edition, language, self)
        self.grid = Grid(self._new_editor)
        self.grid.setModel(self.model)
        self.grid.set_widths([_width(question, language) for question in self.model.questions])
        self.grid.setAccessibleName(block.title[language])
        self._heading = Heading(
            block,
            language,
            button(_("Add a person (Ctrl+M)"), self.added.emit, "link"),
            button(_("Take this person out (Ctrl+Delete)"), self.ask_removal, "link"),
        )
        self._explained = CellLine(language)
        self.going = Going(language)
        self._gone = Gone(edition, language)
        self._lay_out()
        self.grid.given.connect(self._say_given)
        self.grid.moved.connect(lambda row, column, step: self.moved.emit(self.model.path(row, column), step))
        self.grid.entered.connect(self._explain)
        self.going.decided.connect(self._decide)
        self._gone.restored.connect(self.restored)

    def show_board(self, board: Board) -> None:
        """Show the members of a form."""
        self.model.show_board(board)
        people = board.entered.form.members
        paths = {
            path
            for path in board.problem_paths()
            if any(path.startswith(f"members/{m.uid}/") for m in people)
        }
        self._heading.show_problems(len(paths))
        self._gone.show_board(board)
        if self.grid.editor():
            index = self.grid.currentIndex()
            self._explain(index.row(), index.column())

    def go(self, path: str) -> bool:
        """Put the cursor on the cell of a path, if there is one."""
        at = self.model.place(path)
        if at:
            self.grid.go(*at)
        return at is not None

    def current_path(self) -> str:
        """The cell that is open; "" while the keyer is elsewhere."""
        index = self.grid.currentIndex()
        return self.model.path(index.row(), index.column()) if self.grid.editor() and index.isValid() else ""

    def ask_removal(self) -> None:
        """Ask, in place, why the person under the cursor leaves."""
        row = self.grid.currentIndex().row()
        if self.grid.editor() and row >= 0 and self.model.uid(row) != NEW:
            self.going.ask(self.model.uid(row), self.model.member_name(row))
            self._explained.hide()

    def leave(self) -> None:
        """The keyer went elsewhere: what is typed is given."""
        if self.grid.editor():
            self.grid.close_editor()
            self._explained.show_nothing()

    def _new_editor(self, column: int, parent: QWidget) -> Editor:
        question = self.model.questions[column]
        return IN_GRID[question.kind](choices_of(question, self._language), parent)

    def _say_given(self, row: int, column: int, text: str) -> None:
        self.answered.emit(self.model.path(row, column), text)

    def _explain(self, row: int, column: int) -> None:
        if 0 <= row < self.model.rowCount() and column >= 0:
            self._explained.show_cell(
                self.model.questions[column],
                self.model.member_name(row) if self.model.uid(row) != NEW else "",
                self.model.problem(row, column),
            )

    def _decide(self, uid: str, reason: str) -> None:
        self._explained.show()
        if reason:
            self.removed.emit(uid, reason)
        index = self.grid.currentIndex()
        self.grid.go(max(0, index.row()), max(0, index.column()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        for part in (self._heading, self.grid, self._explained, self.going, self._gone):
            column.addWidget(part)


class CellLine(QWidget):
    """Which question the cursor is at, whose, and what may be typed: readable where the column is narrow."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._question, self._offered = label("", "strong"), label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S, theme.XS, theme.S, 0)
        column.setSpacing(0)
        column.addWidget(self._question)
        column.addWidget(self._offered)
        self._offered.setMinimumHeight(2 * self._offered.fontMetrics().lineSpacing())
        self._offered.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No cell is open: how to begin."""
        set_role(self._question, "quiet")
        self._question.setText(
            _("Type a name in the last row to add a person; arrows walk from cell to cell.")
        )
        self._offered.setText("")

    def show_cell(self, question: Question, name: str, problem: str) -> None:
        """The whole question; below it the problem, else what may be typed."""
        set_role(self._question, "strong")
        whole = f"{question.number}  {question.label[self._language]}"
        self._question.setText(f"{whole}  ·  {name}" if name else whole)
        set_role(self._offered, "problem" if problem else "quiet")
        self._offered.setText(problem or self._typed(question))

    def _typed(self, question: Question) -> str:
        if question.help.get(self._language):
            return question.help[self._language]
        if question.kind is Kind.DATE:
            return _("Eight digits are enough: 05092001 is 05/09/2001.")
        choices = choices_of(question, self._language)
        few = choices if len(choices) <= theme.L else ()
        offered = "   ".join(f"{choice.number} {choice.label}".replace(" ", HARD) for choice in few)
        return offered or (_("Type the number, or the first letters.") if choices else "")


class Going(QFrame):
    """Asks in place why a person leaves; a number answers, Esc leaves everything as it is."""

    decided = Signal(str, str)  # uid, reason; "" = stays

    def __init__(self, language: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._uid = ""
        self._asked = label("", "strong", wrap=True)
        reasons = enumerate(words.REMOVAL_WORDS.items(), start=1)
        choices = [Choice(code, said[language].capitalize(), str(n)) for n, (code, said) in reasons]
        self._reasons = ChipsEditor(choices)
        self._reasons.committed.connect(self._close)
        row = QVBoxLayout(self)
        row.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        row.addWidget(self._asked)
        row.addWidget(self._reasons)
        self.hide()

    def ask(self, uid: str, name: str) -> None:
        """Why does this person leave?"""
        self._uid = uid
        words_asked = _("Why is {name} no longer in the household? Choose a number, or Esc to leave it.")
        self._asked.setText(words_asked.format(name=name))
        self._reasons.set_value("")
        self._reasons.describe(self._asked.text())
        self.show()
        self._reasons.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc changes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._close("")
        else:
            super().keyPressEvent(event)

    def _close(self, reason: str) -> None:
        self.hide()
        self.decided.emit(self._uid, reason)


class Gone(QWidget):
    """Those who left, each with the reason, and the way back."""

    restored = Signal(str)  # uid

    def __init__(self, edition: Edition, language: str) -> None:
        super().__init__()
        self._name, self._language = edition.roles.member_name, language
        self._shown: list[tuple[str, str]] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.S, 0, 0, 0)
        self._rows.setSpacing(0)
        self.hide()

    def show_board(self, board: Board) -> None:
        """One quiet line each."""
        gone = [member for member in board.entered.form.everyone if member.is_removed]
        shown = [(m.uid, self._sentence(m.answers.get(self._name), m.answers[REMOVED])) for m in gone]
        if shown == self._shown:
            return
        self._shown = shown
        while self._rows.count():
            self._rows.takeAt(0).widget().deleteLater()
        for uid, sentence in shown:
            self._rows.addWidget(self._row(uid, sentence))
        self.setVisible(bool(shown))

    def _sentence(self, name: object, reason: object) -> str:
        why = words.REMOVAL_WORDS.get(str(reason), {}).get(self._language, str(reason))
        return _("{name} is no longer counted: {why}").format(name=name or "—", why=why)

    def _row(self, uid: str, sentence: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(sentence, "quiet"))
        row.addWidget(button(_("Take back in"), lambda: self.restored.emit(uid), "link"))
        row.addStretch(1)
        return made


def _width(question: Question, language: str) -> int:
    """Room for the words of the options, within reason."""
    if question.kind is not Kind.CODE:
        return _WIDTHS.get(question.kind, USUAL)
    longest = max(len(option.label[language]) for option in question.options)
    return max(NARROWEST, min(WIDEST, 44 + LETTER * longest))
