"""The block of the members: the grid, the line that explains the cell under the cursor, coming and going."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.editions.model import Block, Kind, Question
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.form.cell_line import CellLine
from desktop.ui.form.cells import MemberModel
from desktop.ui.form.choosing import choices_of
from desktop.ui.form.heading import Heading
from desktop.ui.form.leaving import Going, Gone
from desktop.ui.form.route import NEW
from desktop.ui.form.shown import Board
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.editors.contract import Editor
from desktop.ui.widgets.editors.registry import IN_GRID
from desktop.ui.widgets.grid import Grid

_WIDTHS = {Kind.NAME: 176, Kind.DATE: 112, Kind.YEAR: 78, Kind.ID_NUMBER: 128, Kind.YES_NO: 86}
USUAL, NARROWEST, WIDEST, LETTER = 110, 92, 156, 8


class MembersBlock(QWidget):
    """Shows the members it is told; says what was given, and who shall come or go."""

    answered = Signal(str, str)  # path, text
    moved = Signal(str, int)  # path, step
    removed = Signal(str, str)  # uid, reason
    restored = Signal(str)  # uid
    added = Signal()
    pasted = Signal(str, str)  # path of the first cell, several cells as text
    shifted = Signal(str, int)  # uid, rows down

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
        self.grid.moved.connect(lambda row, column, step: self.moved.emit(self._path(row, column), step))
        self.grid.pasted.connect(
            lambda row, column, text: self.pasted.emit(self.model.path(row, column), text)
        )
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

    def ask_shift(self, step: int) -> None:
        """The person under the cursor goes up or down by one row."""
        row = self.grid.currentIndex().row()
        if self.grid.editor() and row >= 0 and self.model.uid(row) != NEW:
            self.shifted.emit(self.model.uid(row), step)

    def leave(self) -> None:
        """The keyer went elsewhere: what is typed is given."""
        if self.grid.editor():
            self.grid.close_editor()
            self._explained.show_nothing()

    def _path(self, row: int, column: int) -> str:
        return self.model.path(row, column)

    def _new_editor(self, column: int, parent: QWidget) -> Editor:
        question = self.model.questions[column]
        return IN_GRID[question.kind](choices_of(question, self._language), parent)

    def _say_given(self, row: int, column: int, text: str) -> None:
        self.answered.emit(self._path(row, column), text)

    def _explain(self, row: int, column: int) -> None:
        if 0 <= row < self.model.rowCount() and column >= 0:
            self._explained.show_cell(
                self.model.questions[column],
                self.model.member_name(row) if self.model.uid(row) != NEW else "",
                self.model.problem(row, column),
                self.model.last_words(row, column),
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


def _width(question: Question, language: str) -> int:
    """Room for the words of the options, within reason."""
    if question.kind is not Kind.CODE:
        return _WIDTHS.get(question.kind, USUAL)
    longest = max(len(option.label[language]) for option in question.options)
    return max(NARROWEST, min(WIDEST, 44 + LETTER * longest))
