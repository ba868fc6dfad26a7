"""What was done in this sitting, so that it can be undone and done again, across households."""

from dataclasses import dataclass, field

from desktop.actions.enter import Step
from desktop.records.model import FormKey
from desktop.ui.form.shown import Typed


@dataclass(frozen=True, slots=True)
class Change:
    """What one act of the keyer wrote in one household."""

    key: FormKey
    steps: tuple[Step, ...]

    @property
    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.key, tuple(Step(s.path, s.after, s.before) for s in reversed(self.steps)))


class History:
    """Two piles: what can be undone, and what can be done again until something new is done."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def did(self, change: Change) -> None:
        """Remember something new; an empty change is nothing."""
        if change.steps:
            self._done.append(change)
            self._undone.clear()

    def last(self) -> Change | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    def last_undone(self) -> Change | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def undid(self) -> None:
        """The last change was taken back."""
        self._undone.append(self._done.pop())

    def redid(self) -> None:
        """The last change that was taken back was done again."""
        self._done.append(self._undone.pop())

    def drop_last(self) -> None:
        """The last change cannot be taken back: somebody wrote there since."""
        self._done.pop()


@dataclass
class Sitting:
    """What a keyer may come back to while the program runs: it outlives a page that is made anew."""

    history: History = field(default_factory=History)
    typed: dict[FormKey, dict[str, Typed]] = field(default_factory=dict)  # could not be read, was not kept
