"""Few answers to choose from, all of them in sight as on paper: one of them, or any of them.

A number chooses at once, a letter too when only one answer begins so; arrows and Space as well. What is
chosen is given at once, for there is no text under a caret here; it lights when the owner sets it. Where one
answer is wanted, a number that cannot become longer goes on by itself once it is kept.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.fold import fold
from desktop.ui.widgets.editors.chip import Chip
from desktop.ui.widgets.editors.choices import Choice
from desktop.ui.widgets.editors.contract import BY_ITSELF, Editor, move_of
from desktop.ui.widgets.paint import focus_ring

NOTHING = "[]"  # asked, and none of them: what `answers.parse` reads so
GAP, RING = 4, 3
_SEPARATORS = " ,;."


class ChipsEditor(Editor):
    """Answers side by side; they wrap like words when there is no room."""

    def __init__(
        self,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        many: bool = False,
        nothing: str = "",
    ) -> None:
        super().__init__(parent)
        none = (Choice(NOTHING, nothing, "0"),) if many and nothing else ()
        self.choices = tuple(choices)
        self._choices = (*choices, *none)
        self._many = many
        self._chosen: tuple[str, ...] = ()
        self._number = ""  # digits typed so far that may become a longer number
        self._by_number = False  # numbers are being typed: a space only parts them
        self._at = 0
        self._chips = self._new_chips()
        self._reason = Chip(Choice("", ""), self)
        self._reason.setVisible(False)
        self._reason.setEnabled(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other answers; what is chosen stays."""
        none = self._choices[len(self.choices) :]
        self.choices, self._choices = tuple(choices), (*choices, *none)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._at, self._chips = 0, self._new_chips()
        for chip in self._chips:
            chip.setChecked(chip.choice.code in self._chosen)
            chip.show()
        self._arrange(self.width(), apply=True)
        self.updateGeometry()

    def _new_chips(self) -> list[Chip]:
        made = [Chip(choice, self) for choice in self._choices]
        for chip in made:
            chip.clicked.connect(lambda _on=False, chip=chip: self._click(chip))
        return made

    def set_value(self, text: str, reason: str = "") -> None:
        """Light the chosen answers, or say why there is none."""
        codes = {NOTHING} if text == NOTHING else set(text.split(",")) if self._many else {text}
        self._chosen = tuple(choice.code for choice in self._choices if choice.code in codes)
        for chip in self._chips:
            chip.setChecked(chip.choice.code in self._chosen)
        if reason != self._reason.choice.label:
            self._reason.rename(Choice("", reason))
            self._reason.setVisible(bool(reason))
            self._arrange(self.width(), apply=True)
            self.updateGeometry()

    def set_problem(self, text: str) -> None:
        """The chips stay as they are; the bar and the sentence beside them say it."""

    def text(self) -> str:
        """The chosen codes, as they are given."""
        return ",".join(self._chosen)

    def commit(self) -> None:
        """Choose what was typed when a longer number could have followed; the rest was given at once."""
        self._settle()

    def restore(self) -> None:
        """Forget digits that chose nothing yet."""
        self._number = ""

    def start(self, text: str = "") -> None:
        """Take the focus; `text` is typed."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        for letter in text:
            self._type(letter)

    def describe(self, name: str, description: str = "") -> None:
        """Speak for the row, and for each answer in it."""
        offered = ", ".join(f"{choice.number} {choice.label}".strip() for choice in self._choices)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{description}. {offered}" if description else offered)

    def chips(self) -> tuple[Chip, ...]:
        """The answers, in order."""
        return tuple(self._chips)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers and letters choose, arrows walk, Space chooses, Delete clears, Return moves on."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if move_of(event):
            self._settle()
            self.moved.emit(move_of(event))
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(1 if event.key() == Qt.Key.Key_Right else -1)
        elif plain and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._give(())
        elif plain and event.key() == Qt.Key.Key_Space and not self._by_number:
            self._click(self._chips[self._at])
        elif plain and event.text().isprintable() and event.text():
            self._type(event.text())
        else:
            event.ignore()
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The walk begins at the chosen answer."""
        super().focusInEvent(event)
        self._by_number = False
        codes = [choice.code for choice in self._choices]
        self._at = codes.index(self._chosen[0]) if self._chosen else 0
        self._point()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving settles what was typed."""
        super().focusOutEvent(event)
        self._settle()
        self._point()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the answers into the new width."""
        super().resizeEvent(event)
        self._arrange(self.width(), apply=True)

    def hasHeightForWidth(self) -> bool:
        """More rows when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        return self._arrange(width, apply=False)

    def sizeHint(self) -> QSize:
        """All answers in one row."""
        hints = [chip.sizeHint() for chip in self._chips]
        width = sum(hint.width() + GAP for hint in hints) - GAP + 2 * RING
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        """The widest answer."""
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0) + 2 * RING
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            focus_ring(painter, self.rect())
            painter.end()

    def _arrange(self, width: int, *, apply: bool) -> int:
        left, top, tall = RING, RING, 0
        for chip in [*self._chips, *([self._reason] if self._reason.choice.label else [])]:
            hint = chip.sizeHint()
            if left > RING and left + hint.width() > width - RING:
                left, top = RING, top + tall + GAP
            if apply:
                chip.setGeometry(QRect(left, top, min(hint.width(), width - 2 * RING), hint.height()))
            left, tall = left + hint.width() + GAP, hint.height()
        return top + tall + RING

    def _click(self, chip: Chip) -> None:
        self._at = self._chips.index(chip)
        code = chip.choice.code
        if not self._many or code == NOTHING:
            self._give((code,))
        elif code in self._chosen:
            self._give(tuple(one for one in self._chosen if one not in (code, NOTHING)))
        else:
            self._give((*(one for one in self._chosen if one != NOTHING), code))

    def _give(self, codes: tuple[str, ...]) -> None:
        """Say the choice; what is lit is what the owner sets then."""
        self._number = ""
        wanted = [choice.code for choice in self._choices if choice.code in codes]
        for chip in self._chips:
            chip.setChecked(chip.choice.code in self._chosen)
        self._point()
        if wanted != list(self._chosen) or not codes:
            self.committed.emit(",".join(wanted))

    def _walk(self, step: int) -> None:
        self._settle()
        self._by_number = False
        self._at = (self._at + step) % len(self._chips)
        self._point()

    def _point(self) -> None:
        for place, chip in enumerate(self._chips):
            chip.set_pointed(self.hasFocus() and place == self._at)
        self.update()

    def _type(self, letter: str) -> None:
        if letter in _SEPARATORS:
            self._settle()
        elif letter.isdigit():
            self._digit(letter)
        else:
            wanted = fold(letter)
            found = [chip for chip in self._chips if fold(chip.choice.label).startswith(wanted)]
            if len(found) == 1:
                self._click(found[0])

    def _digit(self, digit: str) -> None:
        self._number, self._by_number = self._number + digit, True
        possible = [chip for chip in self._chips if chip.choice.number.startswith(self._number)]
        if not possible:
            self._settle()
        elif len(possible) == 1 and possible[0].choice.number == self._number:
            code = possible[0].choice.code
            self._settle()
            if self._chosen == (code,) and (not self._many or code == NOTHING):
                self.moved.emit(BY_ITSELF)

    def _settle(self) -> None:
        """Choose the number typed so far; one that nobody has is given as it is, to be refused in words."""
        number, self._number = self._number, ""
        if not number:
            return
        found = next((chip for chip in self._chips if chip.choice.number == number), None)
        if found:
            self._click(found)
        else:
            self.committed.emit(",".join([*self._chosen, number]) if self._many else number)
