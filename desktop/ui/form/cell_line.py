"""The line under the grid: which question the cursor is at, whose, and what may be typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.editions.model import Kind, Question
from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.form.guidance import offered
from desktop.ui.widgets.labels import label, set_role


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

    def show_cell(self, question: Question, name: str, problem: str, last: str = "") -> None:
        """The whole question, and what the last round said; below it the problem, else what may be typed."""
        set_role(self._question, "strong")
        whole = f"{question.number}  {question.label[self._language]}"
        self._question.setText("  ·  ".join(part for part in (whole, name, last) if part))
        set_role(self._offered, "problem" if problem else "quiet")
        self._offered.setText(problem or self._typed(question))

    def _typed(self, question: Question) -> str:
        if question.help.get(self._language):
            return question.help[self._language]
        if question.kind is Kind.DATE:
            return _("Eight digits are enough: 05092001 is 05/09/2001.")
        return offered(question, self._language)
