"""What the two are, and why; what was decided, and what to do with two that are one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions import words
from desktop.actions.duplicates import Pair
from desktop.i18n import _
from desktop.records.links import Decision
from desktop.records.model import FormKey
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.editors.chips import ChipsEditor
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.fields import Field, line_edit
from desktop.ui.widgets.labels import label


class DecisionPanel(QWidget):
    """A number says what they are, Return goes to the reason, Return again writes it."""

    decided = Signal(str, str)  # Decision, why
    undone = Signal()
    dropped = Signal(str, str)  # the form that is counted no more, and the one that stands for both
    clash_wanted = Signal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._pair: Pair | None = None
        said = [words.LINK_WORDS[one][language].capitalize() for one in Decision]
        pairs = zip(Decision, said, strict=True)
        self.choice = ChipsEditor([Choice(one, text, str(n)) for n, (one, text) in enumerate(pairs, 1)])
        self.choice.describe(_("What are these two?"))
        self.why = Field(_("Why? Then Return writes the decision."), line_edit())
        self.told, self.asked = label("", "strong", wrap=True), label(_("What are these two?"), "strong")
        self.undo = button(_("Take the decision back"), self.undone.emit)
        self.clash = button(_("Two people decided differently: settle it"), self.clash_wanted.emit, "primary")
        self.keep_one = button("", lambda: self._drop(first=False))
        self.keep_other = button("", lambda: self._drop(first=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        for part in (self.told, self.asked, self.choice, self.why, *self._after()):
            column.addWidget(part)
        self.choice.committed.connect(self._choose)
        self.choice.moved.connect(lambda _step: self.why.setFocus())
        self.why.line().returnPressed.connect(self._write)

    def show_pair(self, pair: Pair) -> None:
        """Ask, or say what was decided."""
        self._pair, said = pair, pair.said
        self.told.setVisible(said is not None)
        for part in (self.asked, self.choice, self.why):
            part.setVisible(said is None)
        self.choice.set_value("")
        self.why.line().clear()
        self.why.set_problem("")
        is_same = said is not None and said.decision is Decision.SAME and not said.clash
        self.undo.setVisible(said is not None)
        self.clash.setVisible(bool(said and said.clash))
        for keep, home in ((self.keep_one, pair.one), (self.keep_other, pair.other)):
            keep.setVisible(is_same)
            keep.setText(_("Count only {title}").format(title=home.title))
            keep.setAccessibleName(keep.text())
        if said:
            decision = words.LINK_WORDS[said.decision][self._language]
            self.told.setText(f"{said.who or '—'}: {decision}. {said.why}")

    def start(self) -> None:
        """The keys go where something is to be done."""
        parts = (self.choice, self.clash, self.keep_one, self.undo)
        next(part for part in parts if not part.isHidden()).setFocus()

    def _after(self) -> tuple[QWidget, ...]:
        return self.clash, self.keep_one, self.keep_other, self.undo

    def _choose(self, code: str) -> None:
        if code in set(Decision):
            self.choice.set_value(code)
            self.why.setFocus()

    def _write(self) -> None:
        chosen, why = self.choice.text(), self.why.line().text().strip()
        if not chosen:
            self.choice.setFocus()
            return
        self.why.set_problem("" if why else _("Something is missing here."))
        if why:
            self.decided.emit(chosen, why)

    def _drop(self, *, first: bool) -> None:
        if self._pair:
            keys: tuple[FormKey, FormKey] = self._pair.one.key, self._pair.other.key
            self.dropped.emit(*(keys if first else keys[::-1]))
