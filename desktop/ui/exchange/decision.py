"""How a clash is decided: a side or a typed value, a reason, one button that says what it writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions.clashes import Side
from desktop.i18n import N_, _, ngettext
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label

REASONS = (
    N_("Asked the household again"),
    N_("As the paper form says"),
    N_("The other side was a typing mistake"),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: a side by its number, or else a typed value; and why."""

    take: int | None
    text: str | None
    why: str
    whole: bool = False  # the same laptop's word in all clashes of the household


class _Reason(QRadioButton):
    """One of the short reasons. Arrows go from one to the next, Tab leaves them all."""

    passed = Signal()

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: FBT001 - as Qt calls it
        """Tab goes on to the reason in one's own words."""
        if not next_:
            return super().focusNextPrevChild(next_)
        self.passed.emit()
        return True


class DecisionForm(QWidget):
    """Under the sides: the typed value, the reason, the button."""

    decided = Signal(object)  # Decision
    typed = Signal()  # a value is being typed: no side is taken

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side: Side | None = None
        self.value = QLineEdit()
        self.value.setAccessibleName(_("Another value"))
        self.value.setPlaceholderText(_("Neither: key 0, then type the right value"))
        self.value.textEdited.connect(self._value_edited)
        self.reasons = QButtonGroup(self)
        self._others = 0
        self.whole = QCheckBox()
        self.why = QLineEdit()
        self.why.setAccessibleName(_("Another reason"))
        self.why.setPlaceholderText(_("Another reason, in your own words"))
        self.why.textEdited.connect(self._why_edited)
        self.write = button(_("Choose a side first"), self.decide, "primary")
        self._lay_out()

    def begin(self, *, can_type: bool, others: int = 0) -> None:
        """Another clash: nothing is chosen yet; `others` are the other clashes of the household."""
        text = ngettext(
            "Take what this computer wrote in the {n} other clash of this household too",
            "Take what this computer wrote in the {n} other clashes of this household too",
            others,
        )
        self.whole.setText(text.format(n=others))
        self.whole.setAccessibleName(self.whole.text())
        self.whole.setChecked(False)
        self._others = others
        self._side = None
        self.value.clear()
        self.value.setVisible(can_type)
        self.why.clear()
        self._uncheck()
        self._say()

    def take(self, side: Side) -> None:
        """This side is right; why?"""
        self._side = side
        self.value.clear()
        self._say()
        self.to_reasons()

    def to_reasons(self) -> None:
        """Go on to the reason: the one already chosen, else the first."""
        chosen = max(self.reasons.buttons(), key=QAbstractButton.isChecked)
        (self.why if self.why.text() else chosen).setFocus(Qt.FocusReason.OtherFocusReason)

    def decide(self) -> None:
        """Write the decision, if it is whole; else go to what is missing."""
        if not self._is_chosen():
            return
        why = self._reason()
        if not why:
            self.to_reasons()
            return
        text = self.value.text().strip()
        taken = None if text else self._side
        whole = taken is not None and self.whole.isVisibleTo(self) and self.whole.isChecked()
        self.decided.emit(Decision(taken.n if taken else None, text or None, why, whole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on: from the value to the reason, from the reason to the decision."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        here = self.focusWidget()
        if isinstance(here, QRadioButton):
            here.setChecked(True)
        if here is self.value:
            self.to_reasons()
        else:
            self.decide()

    def _to_why(self) -> None:
        self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def _is_chosen(self) -> bool:
        return self._side is not None or bool(self.value.text().strip())

    def _reason(self) -> str:
        chosen = (one.text() for one in self.reasons.buttons() if one.isChecked())
        return self.why.text().strip() or next(chosen, "")

    def _value_edited(self) -> None:
        self._side = None
        self.typed.emit()
        self._say()

    def _why_edited(self) -> None:
        self._uncheck()
        self._say()

    def _uncheck(self) -> None:
        self.reasons.setExclusive(False)
        for one in self.reasons.buttons():
            one.setChecked(False)
        self.reasons.setExclusive(True)

    def _reason_chosen(self) -> None:
        if any(one.isChecked() for one in self.reasons.buttons()):
            self.why.clear()

    def _say(self) -> None:
        """The button says what it will write."""
        self.whole.setVisible(self._side is not None and self._others > 0)
        text = _("Choose a side first")
        if typed := self.value.text().strip():
            text = _("Write the decision: “{value}”").format(value=typed)
        elif self._side:
            value = _short(self._side.text)
            text = _("Write the decision: side {n}, “{value}”").format(n=self._side.n, value=value)
        self.write.setText(text)
        self.write.setAccessibleName(text)
        self.write.setEnabled(self._is_chosen())

    def _lay_out(self) -> None:
        reasons = QVBoxLayout()
        reasons.setSpacing(0)
        for radio in _radios(REASONS):
            self.reasons.addButton(radio)
            radio.toggled.connect(self._reason_chosen)
            radio.passed.connect(self._to_why)
            reasons.addWidget(radio, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.value)
        column.addSpacing(theme.S)
        column.addWidget(self.whole)
        column.addWidget(label(_("Why is it right?"), "strong"))
        column.addLayout(reasons)
        column.addWidget(self.why)
        column.addSpacing(theme.S)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)


def _radios(texts: Sequence[str]) -> list[_Reason]:
    return [_Reason(_(text)) for text in texts]


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
