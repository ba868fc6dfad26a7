"""The quiet panel at the left before a workspace is open: the name, the steps, the language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import LANGUAGES, _
from desktop.ui import theme
from desktop.ui.widgets.fields import Field, chosen, combo
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.layouts import empty

WIDTH, WIDEST = 264, 300
NAMES = {"vi": "Tiếng Việt", "en": "English"}  # each in its own language


class Panel(QFrame):
    """Shows how far the assistant is; says when another language is wanted."""

    language_chosen = Signal(str)

    def __init__(self, language: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(min(theme.px(WIDTH), WIDEST))
        self.language = combo([(one, NAMES[one]) for one in LANGUAGES], language)
        self.language.currentIndexChanged.connect(self._say)
        self._steps: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.XL, theme.px(theme.XXL), theme.XL, theme.XL)
        self._column.setSpacing(theme.S)
        self._column.addWidget(label("Rà soát", "display"))
        self._column.addWidget(label(_("The yearly review of poor households"), "quiet", wrap=True))
        self._column.addSpacing(theme.XXL)
        self._names = QVBoxLayout()
        self._names.setSpacing(theme.M)
        self._column.addLayout(self._names)
        self._column.addStretch(1)
        self._language = Field(_("Language"), self.language)
        self._column.addWidget(self._language)

    def show_steps(self, names: list[str]) -> None:
        """The steps of the assistant; while it is not open the language can be chosen instead."""
        empty(self._names)
        self._steps = [_step(place, name) for place, name in enumerate(names, start=1)]
        for step in self._steps:
            self._names.addWidget(step)
        self._language.setVisible(not names)

    def fix_language(self) -> None:
        """The language is not chosen here."""
        self._language.hide()

    def show_step(self, now: int) -> None:
        """Which of them is asked now: bold; a tick before those that are done."""
        for place, step in enumerate(self._steps):
            mark, name = step.findChildren(type(label("")))
            mark.setText("✓" if place < now else str(place + 1))
            set_role(mark, "good" if place < now else "strong" if place == now else "quiet")
            set_role(name, "strong" if place == now else "quiet")

    def _say(self) -> None:
        self.language_chosen.emit(chosen(self.language))


def _step(place: int, name: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.M)
    mark = label(str(place), "quiet")
    mark.setFixedWidth(theme.px(theme.L))
    row.addWidget(mark)
    row.addWidget(label(name, "quiet", wrap=True), 1)
    return made
