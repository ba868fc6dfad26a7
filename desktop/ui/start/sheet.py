"""The frame of every page before the window: a title, a sentence, the body, the buttons at the foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import RasoatError
from desktop.ui import theme
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.message import sentences
from desktop.ui.widgets.progress import ProgressBar

MEASURE = 560  # a readable width


class Sheet(QWidget):
    """Lays a page out in one column of a readable width; says troubles and progress above its buttons."""

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._about = label(title, "display", wrap=True), label(about, "quiet", wrap=True)
        self._trouble, self._todo = label("", "problem", wrap=True), label("", wrap=True)
        self._doing, self._bar = label("", "quiet"), ProgressBar("")
        self.body, self.foot = QVBoxLayout(), QHBoxLayout()
        self.body.setSpacing(theme.M)
        self.foot.setSpacing(theme.M)
        self._lay_out()
        self.show_progress("")

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(theme.L)
        column.addLayout(self.body, 1)
        for part in (self._trouble, self._todo, self._doing, self._bar):
            column.addWidget(part)
            part.hide()
        column.addSpacing(theme.M)
        column.addLayout(self.foot)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(theme.px(MEASURE))
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.XXL, theme.XXL * 2, theme.XXL, theme.XXL)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def set_title(self, title: str, about: str) -> None:
        """What this page asks now."""
        self._title.setText(title)
        self._about.setText(about)
        self.setAccessibleName(title)

    def show_error(self, error: RasoatError | None) -> None:
        """Say what the world refused, and what to do; None takes it away."""
        title, hint = sentences(error) if error else ("", "")
        self._trouble.setText(title)
        self._todo.setText(hint)
        self._trouble.setVisible(bool(title))
        self._todo.setVisible(bool(hint))

    def show_refused(self, error: RasoatError) -> None:
        """What was asked for could not be done: say so, and let it be asked again."""
        self.show_error(error)

    def trouble(self) -> str:
        """What is said to be wrong now."""
        return self._trouble.text()

    def show_progress(self, title: str, done: int = 0, total: int = 0) -> None:
        """Something slow is being done; "" when it is over."""
        self._doing.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.show_progress(done, total if title else 1)
        self._doing.setVisible(bool(title))
        self._bar.setVisible(bool(title))
