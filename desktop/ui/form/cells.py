"""The members of a household as a Qt model: one row a person, one column a question, no truth of its own."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.editions.model import Kind, Question, Scope
from desktop.editions.rules import Edition
from desktop.i18n import _
from desktop.records.model import member_path, split_path
from desktop.ui.form.choosing import choices_of
from desktop.ui.form.route import NEW, is_new
from desktop.ui.form.shown import Board, Shown
from desktop.ui.widgets.editors.choices import Choice, by_code
from desktop.ui.widgets.editors.contract import State
from desktop.ui.widgets.grid_paint import CELL, Cell

Index = QModelIndex | QPersistentModelIndex
_FIGURES = (Kind.INTEGER, Kind.MONEY, Kind.MEASURE)
_ROOT = QModelIndex()


class MemberModel(QAbstractTableModel):
    """Shows the board it was given; the last row invites to add a person."""

    def __init__(self, edition: Edition, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.questions: tuple[Question, ...] = edition.asked(Scope.MEMBER)
        self._name = edition.roles.member_name
        self._language = language
        self._choices = {question.id: choices_of(question, language) for question in self.questions}
        self._board: Board | None = None
        self._wanted = frozenset[str]()
        self._uids: list[str] = [NEW]
        self._signs: Mapping[str, object] = {}  # what each row looked like, to draw only what changed

    def show_board(self, board: Board) -> None:
        """Show another state of the form: rows come and go one by one, cells are drawn anew."""
        uids = [member.uid for member in board.entered.form.members] + [NEW]
        self._wanted = frozenset(board.entered.unanswered)
        place = _one_more(self._uids, uids)
        gone = _one_more(uids, self._uids)
        if place is not None:
            self.beginInsertRows(_ROOT, place, place)
            self._board, self._uids = board, uids
            self.endInsertRows()
        elif gone is not None:
            self.beginRemoveRows(_ROOT, gone, gone)
            self._board, self._uids = board, uids
            self.endRemoveRows()
        elif uids != self._uids:
            self.beginResetModel()
            self._board, self._uids = board, uids
            self.endResetModel()
        self._board = board
        for row in self._changed(board):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.questions) - 1))

    def _changed(self, board: Board) -> list[int]:
        """The rows that show something else than before."""
        wrong: dict[str | None, list[object]] = {}
        for path in (*board.typed, *(problem.path for problem in board.entered.problems)):
            wrong.setdefault(split_path(path)[0], []).append((path, board.sentence(path)))
        people = {person.member.uid: person for person in board.entered.sheet.people}
        carried: dict[str | None, list[str]] = {}
        for path in sorted(board.entered.carried):
            carried.setdefault(split_path(path)[0], []).append(path)
        signs = {
            uid: (people.get(uid), wrong.get(uid), carried.get(uid), board.typed if uid == NEW else None)
            for uid in self._uids
        }
        before, self._signs = self._signs, signs
        return [row for row, uid in enumerate(self._uids) if uid not in before or before[uid] != signs[uid]]

    def path(self, row: int, column: int) -> str:
        """Where the answer of a cell is kept."""
        return member_path(self._uids[row], self.questions[column].id)

    def place(self, path: str) -> tuple[int, int] | None:
        """The row and column of a path."""
        found = ((row, column) for row in range(len(self._uids)) for column in range(len(self.questions)))
        return next((at for at in found if self.path(*at) == path), None)

    def uid(self, row: int) -> str:
        """Whose row it is; the empty row has NEW."""
        return self._uids[row]

    def member_name(self, row: int) -> str:
        """The name in a row, or the number of the row."""
        path = member_path(self._uids[row], self._name)
        name = self._board.entered.form.answer(path) if self._board else None
        return name if isinstance(name, str) else _("person {n}").format(n=row + 1)

    def problem(self, row: int, column: int) -> str:
        """What is wrong in a cell."""
        return self._cell(row, column).problem

    def last_words(self, row: int, column: int) -> str:
        """What the cell held in the last round, when it was something else."""
        path = self.path(row, column)
        return self._board.last_words(path) if self._board and not is_new(path) else ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The members, and the empty row."""
        return 0 if parent.isValid() else len(self._uids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The questions."""
        return 0 if parent.isValid() else len(self.questions)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What is not asked takes no cursor; of the empty row only the name does."""
        if not index.isValid() or not self._is_asked(index):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The `Cell` itself, its words, and what a screen reader says of it."""
        if not index.isValid():
            return None
        cell = self._cell(index.row(), index.column())
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words or cell.reason
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{cell.name}: {cell.words or cell.reason} {cell.description}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.problem or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The question of a column with its number, the place of a row."""
        if orientation == Qt.Orientation.Vertical:
            number = str(section + 1) if section < len(self._uids) - 1 else "+"
            return number if role == Qt.ItemDataRole.DisplayRole else None
        question = self.questions[section]
        words = question.label[self._language]
        if role == CELL:
            return question.number
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def _is_asked(self, index: Index) -> bool:
        path = self.path(index.row(), index.column())
        if is_new(path):
            return self.questions[index.column()].id == self._name
        return self._board is None or path not in self._board.entered.skipped

    def _cell(self, row: int, column: int) -> Cell:
        question, path = self.questions[column], self.path(row, column)
        if self._board is None or (is_new(path) and path not in self._board.typed):
            invites = question.id == self._name
            words = _("Add a person") if invites else ""
            return Cell("", words, name=_("New person"), is_invitation=True)
        shown = self._board.shown(path)
        choice = by_code(self._choices[question.id], shown.text)
        return Cell(
            text=shown.text,
            words=self._words(question, shown, choice),
            number=choice.number if choice else "",
            reason=shown.reason,
            state=shown.state,
            problem=shown.problem,
            wanted=path in self._wanted and shown.state is State.NOT_REACHED,
            right=question.kind in _FIGURES,
            name=f"{question.label[self._language]}, {self.member_name(row)}",
            description=shown.description,
        )

    def _words(self, question: Question, shown: Shown, choice: Choice | None) -> str:
        if choice:
            return choice.label
        if question.kind is Kind.CODES:
            found = [by_code(self._choices[question.id], code) for code in shown.text.split(",")]
            return " ".join(one.number for one in found if one)
        return shown.text


def _one_more(before: list[str], after: list[str]) -> int | None:
    """The place of the one row that `after` has more than `before`."""
    if len(after) != len(before) + 1:
        return None
    place = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return place if before[:place] + before[place:] == after[:place] + after[place + 1 :] else None
