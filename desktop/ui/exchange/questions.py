"""Questions of the office: the list, and beside it the chosen one with its answer. Knows no action."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop.actions.queries import Question
from desktop.i18n import N_, _
from desktop.records.queries import Status
from desktop.ui import theme
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.tables import table_of
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.folding import Folding, two_columns
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.note import Note
from desktop.ui.widgets.nothing import Nothing
from desktop.ui.widgets.scroll import scrolled

QUESTION = 1
STATUS: Mapping[Status, str] = {
    Status.ASKED: N_("waits for an answer"),
    Status.ANSWERED: N_("answered"),
    Status.CLOSED: N_("done with"),
}


class QuestionsPanel(QWidget):
    """What is asked, and the answers: at the commune to be written, at the office to be read."""

    answer_wanted = Signal(str, str)  # id, words
    close_wanted = Signal(str, bool)  # id, closed
    place_wanted = Signal(object, str)  # FormKey, path
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()
        heads = [_("Household"), _("Question"), _("Where it stands")]
        self.model = CellsModel(heads, (), self)
        self.table = table_of(self.model, _("Questions for the commune"), QUESTION)
        self.table.setMinimumHeight(theme.px(theme.ROW) * 4)
        self.note = Note()
        self.one = QuestionCard()
        self.paper = button(_("Print the open questions…"), self.print_wanted.emit)
        hint = _("Where the office does not know which answer is right, it asks; you answer here.")
        self._nothing = Nothing("saved", _("Nobody asks anything"), hint)
        inside = self._laid_out()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(scrolled(inside))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.one.write.clicked.connect(self._answer)
        self.one.line.returnPressed.connect(self._answer)
        self.one.open.clicked.connect(self._open)
        self.one.close_it.clicked.connect(self._close)

    def show_questions(self, questions: Sequence[Question], *, can_close: bool) -> None:
        """Show these; the one that was chosen stays chosen."""
        chosen = self._chosen()
        kept = chosen.id if chosen else ""
        self._questions = tuple(questions)
        self.one.may_close = can_close
        self.model.show_rows([_cells(one) for one in questions])
        self.paper.setEnabled(any(one.status is Status.ASKED for one in questions))
        self._pages.setCurrentIndex(1 if questions else 0)
        if questions:
            row = next((n for n, one in enumerate(questions) if one.id == kept), 0)
            self.table.selectRow(row)
            self._choose()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self._questions else self._nothing

    def show_done(self, text: str) -> None:
        """What was written; the keyboard goes back to the list."""
        self.note.say(text)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> Question | None:
        row = self.table.currentIndex().row()
        return self._questions[row] if 0 <= row < len(self._questions) else None

    def _choose(self, _now: QModelIndex | None = None) -> None:
        if chosen := self._chosen():
            self.one.show_question(chosen)

    def _answer(self) -> None:
        chosen, words = self._chosen(), self.one.words()
        if chosen and words:
            self.answer_wanted.emit(chosen.id, words)

    def _open(self) -> None:
        if chosen := self._chosen():
            self.place_wanted.emit(chosen.form, chosen.path)

    def _close(self) -> None:
        if chosen := self._chosen():
            self.close_wanted.emit(chosen.id, chosen.status is not Status.CLOSED)

    def _laid_out(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (self.note, self.table):
            left.addWidget(part)
        left.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.one)
        right.addStretch()
        return two_columns(left, right)


class QuestionCard(Card):
    """One question whole: whose household, where on the form, who asks; and the answer."""

    def __init__(self) -> None:
        super().__init__(_("The question"))
        self.may_close = False
        self.body.setSpacing(theme.S)
        self._text, self._about = label("", "title", wrap=True), label("", "quiet", wrap=True)
        self.open = button(_("Open the form there"))
        self.line = line_edit(placeholder=_("Visited again on …, what was found"))
        self._answer = Field(_("The answer"), self.line)
        self.write = button(_("Write the answer"), None, "primary")
        self.close_it = button("")
        for part in (self._text, self._about):
            self.add(part)
        self.add(self.open, Qt.AlignmentFlag.AlignLeft)
        self.add(self._answer)
        buttons = Folding()
        buttons.row.setSpacing(theme.M)
        for one in (self.write, self.close_it):
            buttons.row.addWidget(one)
        buttons.row.addStretch()
        self.add(buttons)

    def show_question(self, question: Question) -> None:
        """This one; an answer that is there can be corrected."""
        self._text.setText(question.text)
        by = _("asked by {who}").format(who=question.asked_by) if question.asked_by else ""
        about = (question.household, question.village, question.place, by)
        self._about.setText(" · ".join(part for part in about if part))
        self.line.setText(question.answer)
        hint = _("Answered by {who}.").format(who=question.answered_by) if question.answered_by else ""
        self._answer.set_hint(hint)
        closed = question.status is Status.CLOSED
        self.close_it.setText(_("Ask again") if closed else _("Done with it"))
        self.close_it.setAccessibleName(self.close_it.text())
        self.close_it.setVisible(self.may_close)

    def words(self) -> str:
        """What was written; where nothing was, that is said and the field has the focus."""
        text = self.line.text().strip()
        if not text:
            self._answer.set_problem(_("Something is missing here."))
            self.line.setFocus()
        return text


def _cells(one: Question) -> list[Cell]:
    waits = one.status is Status.ASKED
    return [
        Cell(one.household, strong=waits),
        Cell(one.text),
        Cell(_(STATUS[one.status]), quiet=not waits),
    ]
