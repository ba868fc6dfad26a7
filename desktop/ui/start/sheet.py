"""The frame of every page before the window: a title, a sentence, the body, the buttons at the foot."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import RasoatError
from desktop.ui import theme
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.message import sentences
from desktop.ui.widgets.progress import ProgressBar
from desktop.ui.widgets.scroll import scrolled

MEASURE = 560  # a readable width


class Sheet(QWidget):
    """Lays a page out in one column of a readable width; says troubles and progress above its buttons."""

    def __init__(self, title: str, about: str = "", *, low: bool = True) -> None:
        """`low`: the buttons stand at the foot of the window, else right under the body."""
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._about = label(title, "display", wrap=True), label(about, "quiet", wrap=True)
        self._trouble, self._todo = label("", "problem", wrap=True), label("", wrap=True)
        self._doing, self._bar = label("", "quiet"), ProgressBar("")
        self.asked, self.buttons = QWidget(), QWidget()
        self.body, self.foot = QVBoxLayout(self.asked), QHBoxLayout(self.buttons)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.M)
        self.foot.setSpacing(theme.M)
        self.foot.setContentsMargins(0, 0, 0, 0)
        self._lay_out(low=low)
        self.show_progress("")

    def _lay_out(self, *, low: bool) -> None:
        page = QWidget()
        inside, outside = QVBoxLayout(page), QVBoxLayout()
        for column in (inside, outside):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.S)
        inside.addWidget(self._title)
        inside.addWidget(self._about)
        inside.addSpacing(theme.M)
        inside.addWidget(self.asked, int(low))
        under = outside if low else inside
        for part in (self._trouble, self._todo, self._doing, self._bar):
            under.addWidget(part)
            part.hide()
        under.addSpacing(theme.S)
        under.addWidget(self.buttons)
        inside.addStretch(int(not low))
        middle = QWidget()
        middle.setMaximumWidth(theme.px(MEASURE))
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page), 1)
        whole.addLayout(outside)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.XXL, theme.px(theme.XXL), theme.XXL, theme.XL)
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
        for asked in (self.asked, self.buttons):
            asked.setEnabled(not title)
        self._doing.setVisible(bool(title))
        self._bar.setVisible(bool(title))
