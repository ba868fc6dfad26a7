"""What every editor of an answer obeys: one way in, one way out, and it knows no action.

An editor never rewrites text under the caret, and never takes a key from an input method that is composing.
Text is what `editions.answers.parse` reads; "" clears the answer. After `committed` the owner says with
`set_value` what is kept; until it does, what was typed counts as not given yet.
"""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

FORWARD, BACK = 1, -1
BY_ITSELF = 2  # forward without Return: the number that was typed is whole, nothing can follow it


class State(StrEnum):
    """How an answer stands; each has a colour, a mark and words."""

    NOT_REACHED = "not_reached"
    ANSWERED = "answered"
    MISSING = "missing"  # with a reason
    PROBLEM = "problem"
    SKIPPED = "skipped"
    CLASH = "clash"
    CARRIED = "carried"  # as in the last round; nobody confirmed it yet
    CHANGED = "changed"  # answered, and not as in the last round


class Editor(QWidget):
    """One answer on the screen. Subclasses show it their way; owners only use what is here."""

    committed = Signal(str)  # a new answer was given, as text
    moved = Signal(int)  # Return: FORWARD, Shift+Return: BACK, a whole number: BY_ITSELF; after the commit
    pasted = Signal(str)  # several cells at once: only the owner knows where they go
    touched = Signal()  # something is being typed that is not given yet

    def set_value(self, text: str, reason: str = "") -> None:
        """Show the answer `text`, or the words of the reason why there is none. What is being typed stays."""
        raise NotImplementedError

    def set_problem(self, text: str) -> None:
        """Mark that what is here is wrong; "" takes the mark off."""
        raise NotImplementedError

    def set_skipped(self, skipped: bool) -> None:  # noqa: FBT001 - a Qt setter
        """A question that is not asked is quiet and takes no focus."""
        self.setEnabled(not skipped)

    def text(self) -> str:
        """What is typed or chosen now, given or not."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Is there something typed that is not given yet?"""
        return False

    def commit(self) -> None:
        """Give what is typed; nothing happens when it is what was shown."""
        raise NotImplementedError

    def restore(self) -> None:
        """Take back what is typed and not given yet."""
        raise NotImplementedError

    def start(self, text: str = "") -> None:
        """Take the focus as if the keyer came here; `text` replaces what is there."""
        raise NotImplementedError

    def describe(self, name: str, description: str = "") -> None:
        """Say to a screen reader whose answer this is, and how it stands."""
        raise NotImplementedError


def move_of(event: QKeyEvent) -> int:
    """FORWARD for Return, BACK with Shift, 0 for any other key."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return 0
    return BACK if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else FORWARD
