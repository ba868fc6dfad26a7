"""One question on the sheet: its number in a quiet gutter, its words, the editor, how the answer stands."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.form.shown import Shown
from desktop.ui.widgets.editors.contract import Editor, State
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.paint import BAR, state_bar, state_sign

GUTTER, SHORT_UNIT = 30, 6


class StateMark(QWidget):
    """The sign of a state in the gutter, and its bar along the left edge of the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._wanted = State.NOT_REACHED, False
        self.setFixedWidth(theme.px(GUTTER))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_state(self, state: State, *, wanted: bool) -> None:
        """How the answer stands; `wanted`: a required one that is not there yet."""
        if (state, wanted) != (self._state, self._wanted):
            self._state, self._wanted = state, wanted
            self.update()

    def sizeHint(self) -> QSize:
        """As tall as the field makes it."""
        return QSize(theme.px(GUTTER), theme.px(theme.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign, then bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        bar = self.rect().adjusted(self.width() - BAR - 2, 2, 0, -2)
        state_bar(painter, bar, self._state)
        sign = self.rect().adjusted(0, 0, -BAR - 4, 0)
        sign.setHeight(theme.px(theme.CONTROL))
        state_sign(painter, sign, self._state, wanted=self._wanted)
        painter.end()


class Field(QWidget):
    """Shows what it is told; says what was given, and where the keyer goes."""

    committed = Signal(str, str)  # path, text
    moved = Signal(str, int)  # path, step

    def __init__(self, path: str, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path, self.editor = path, editor
        self.help = ""  # guidance, for whoever shows it while the keyer is here
        self._below, self._problem, self._last = "", "", ""
        self._number, self._label = label("", "small"), label("", "quiet", wrap=True)
        self._unit, self._foot, self._mark = label("", "quiet"), label("", "small", wrap=True), StateMark()
        self._lay_out()
        self._unit.hide()
        editor.committed.connect(lambda text: self.committed.emit(self.path, text))
        editor.moved.connect(lambda step: self.moved.emit(self.path, step))

    def set_words(self, number: str, words: str, unit: str, guidance: str) -> None:
        """Number, label, unit and help, in the language of the screen."""
        self._number.setText(number)
        self._label.setText(words)
        self._label.setToolTip(words)
        short = len(unit) <= SHORT_UNIT
        self._unit.setText(unit if short else "")
        self._unit.setVisible(bool(unit) and short)
        self._below = "" if short else unit
        self.help = guidance
        self._show_foot()

    def show_answer(self, shown: Shown, *, wanted: bool) -> None:
        """The answer, its state, and what is wrong with it in one line."""
        skipped = shown.state is State.SKIPPED
        self.editor.set_skipped(skipped)
        self.editor.set_value(shown.text, shown.reason)
        self.editor.set_problem(shown.problem)
        self.editor.describe(self._label.text(), shown.description)
        self._mark.show_state(shown.state, wanted=wanted)
        self._label.setEnabled(not skipped)
        if (shown.problem, shown.last) != (self._problem, self._last):
            self._problem, self._last = shown.problem, shown.last
            self._show_foot()

    def label_height(self) -> int:
        """How tall the words of the question are at this width."""
        wide = max(1, self.width() - theme.px(GUTTER))
        return max(self._label.heightForWidth(wide), self._label.fontMetrics().height())

    def set_label_height(self, height: int) -> None:
        """As tall as the tallest label of its row, so that the fields of a row stand on one line."""
        self._label.setFixedHeight(height)

    def problem(self) -> str:
        """The sentence under the field."""
        return self._problem

    def _show_foot(self) -> None:
        set_role(self._foot, "problem" if self._problem else "small")
        self._foot.setText(self._problem or self._last or self._below)

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._number.setContentsMargins(0, 0, theme.px(6), 1)
        self._number.setFixedWidth(theme.px(GUTTER))
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._label.setBuddy(self.editor)
        self._foot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._foot.setMinimumHeight(self._foot.fontMetrics().height() + 2)
        self._foot.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._unit.setContentsMargins(theme.px(6), 0, 0, 0)
        grid.addWidget(self._number, 0, 0)
        grid.addWidget(self._label, 0, 1, 1, 2)
        grid.addWidget(self._mark, 1, 0)
        grid.addWidget(self.editor, 1, 1)
        grid.addWidget(self._unit, 1, 2)
        grid.addWidget(self._foot, 2, 1, 1, 2)
