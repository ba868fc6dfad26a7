"""The result in one line at the foot, where there is no room for the panel beside the sheet."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.editions.rules import Edition
from desktop.i18n import ngettext
from desktop.records.scale import income_scale
from desktop.ui import theme
from desktop.ui.form import findings
from desktop.ui.form.deprivations import deprivation_sign
from desktop.ui.form.shown import Board, grouped
from desktop.ui.form.verdict import ClassWord
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label


class ResultStrip(QFrame):
    """Class, B1, B2, twelve marks, and two buttons that jump to what is wrong and what is left."""

    jumped = Signal(str)  # path

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.verdict = ClassWord(large=False)
        self._income, self._points = label("", "strong"), label("", "strong")
        self._marks = _Marks([rule.id for rule in edition.deprivations])
        self._places = {"problems": "", "open": ""}
        self.problems = button("", lambda: self.jumped.emit(self._places["problems"]))
        self.open = button("", lambda: self.jumped.emit(self._places["open"]))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.L)
        for part in (self.verdict, self._income, self._points, self._marks):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.problems)
        row.addWidget(self.open)

    def show_board(self, board: Board) -> None:
        """Show what follows from a form."""
        side, word = findings.class_words(board)
        self.verdict.show_class(side, word, "", illustrative=board.entered.result.illustrative)
        result, income = board.entered.result, income_scale(board.entered.sheet, board.entered.result)
        title, _unit = findings.income_words(board)
        value = "–" if income is None or income.value is None else grouped(str(income.value))
        self._income.setText(f"{title}: {value}")
        points = str(result.b2) if result.b2 == result.b2_max else f"{result.b2}–{result.b2_max}"
        self._points.setText(f"B2: {points}")
        self._marks.show_marks({reason.rule: reason.holds for reason in result.reasons})
        problems, left = findings.problem_links(board), findings.open_paths(board)
        wrong = ngettext("{n} to correct", "{n} to correct", len(problems)).format(n=len(problems))
        self._show(self.problems, "problems", [path for path, _words, _color in problems], wrong)
        asked = ngettext("{n} still to ask", "{n} still to ask", len(left)).format(n=len(left))
        self._show(self.open, "open", left, asked)

    def _show(self, made: QPushButton, name: str, paths: list[str], words: str) -> None:
        made.setVisible(bool(paths))
        made.setText(words)
        made.setAccessibleName(words)
        self._places[name] = paths[0] if paths else ""


class _Marks(QWidget):
    """One small sign a deprivation, in their order."""

    def __init__(self, rules: list[str]) -> None:
        super().__init__()
        self._rules = rules
        self._holds: dict[str, bool | None] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_marks(self, holds: dict[str, bool | None]) -> None:
        self._holds = holds
        deprived = sum(holds.get(rule) is True for rule in self._rules)
        words = ngettext("{n} deprivation", "{n} deprivations", deprived).format(n=deprived)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(self._rules) * theme.px(14), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for place, rule in enumerate(self._rules):
            box = self.rect()
            box.setLeft(place * theme.px(14))
            box.setWidth(theme.px(14))
            deprivation_sign(painter, box, self._holds.get(rule))
        painter.end()
