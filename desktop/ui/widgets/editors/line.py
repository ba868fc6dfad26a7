"""A line that is typed: names, numbers, dates, texts. What is typed is given on Return, Tab or on leaving."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.widgets.editors.contract import Editor, move_of

_OURS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_LEAVES = (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)
_NO_LEAVING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_NO_ARRIVAL = (*_NO_LEAVING, Qt.FocusReason.MouseFocusReason)


class Line(QLineEdit):
    """A `QLineEdit` that says when the keyer is done, and leaves the form's own keys to the form."""

    done = Signal(int)  # Return with the direction, 0 = left by focus
    rows_pasted = Signal(str)  # in a grid: more than one cell

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.giving = False  # what is typed is being given: the owner's word counts now
        self.shown = ""  # what was set last
        self.takes: Callable[[QKeyEvent], bool] = _takes_none  # keys that a list of choices wants first
        self.in_grid = False  # left and right leave the cell where the caret cannot go on

    def is_dirty(self) -> bool:
        """Was something typed that is not given yet?"""
        return self.text() != self.shown

    def show_text(self, text: str) -> None:
        """Show `text`, unless something else is being typed."""
        keep = self.composing or (self.is_dirty() and not self.giving)
        self.shown = text
        if not keep and self.text() != text:
            self.setText(text)
            if self.hasFocus():
                self.selectAll()
            else:
                self.home(False)

    def restore(self) -> None:
        """Take back what is typed and not given yet."""
        self.setText(self.shown)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Undo and Ctrl+Delete belong to the form unless something is being typed here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_forms(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _is_forms(self, event: QKeyEvent) -> bool:
        if self.is_dirty() or self.composing:
            return False
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return any(event.matches(key) for key in _OURS) or (control and event.key() == Qt.Key.Key_Delete)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return gives the answer and moves; Escape takes typing back; the rest is typing."""
        if self.composing and move_of(event):
            QGuiApplication.inputMethod().commit()
        if self.takes(event):
            event.accept()
        elif self.in_grid and event.matches(QKeySequence.StandardKey.Paste) and _is_table(_copied()):
            self.rows_pasted.emit(_copied())
            event.accept()
        elif move_of(event):
            self.done.emit(move_of(event))
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.is_dirty():
            self.restore()
            event.accept()
        elif event.key() in _LEAVES or (self.in_grid and self._is_leaving(event)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_leaving(self, event: QKeyEvent) -> bool:
        if self.composing or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        edge = 0 if event.key() == Qt.Key.Key_Left else len(self.text())
        return self.selectedText() == self.text() or self.cursorPosition() == edge

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a letter is still being composed: then nothing here may touch the text."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here selects all: typing replaces. Coming back from another program does not."""
        super().focusInEvent(event)
        if event.reason() not in _NO_ARRIVAL:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving gives the answer, and shows its beginning; a menu or another program is not leaving."""
        super().focusOutEvent(event)
        if event.reason() in _NO_LEAVING:
            return
        self.composing = False
        self.done.emit(0)
        self.home(False)


class LineEditor(Editor):
    """A plain line; `hint` says quietly how to write in it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        digits: bool = False,
        in_grid: bool = False,
        line: Line | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = line or Line()
        self.line.in_grid = in_grid
        self._hint = hint
        self.line.setPlaceholderText(hint)
        if digits:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.done.connect(self._finish)
        self.line.rows_pasted.connect(self.pasted)
        self.line.textEdited.connect(lambda _text: self.touched.emit())

    def set_value(self, text: str, reason: str = "") -> None:
        """Show the answer, or the reason quietly where the answer would be."""
        self.line.setPlaceholderText(reason or self._hint)
        self.line.show_text(text)

    def set_problem(self, text: str) -> None:
        """Mark the line; the sentence itself is the owner's to show."""
        restyle(self.line, "state", "problem" if text else "")

    def text(self) -> str:
        """What is in the line."""
        return self.line.text()

    def is_dirty(self) -> bool:
        """Is something typed that is not given?"""
        return self.line.is_dirty()

    def commit(self) -> None:
        """Give what is typed; it stays "being typed" until the owner sets what is kept."""
        if self.is_dirty():
            self.line.giving = True
            self.committed.emit(self.text())
            self.line.giving = False

    def restore(self) -> None:
        """Take typing back."""
        self.line.restore()

    def start(self, text: str = "") -> None:
        """Take the focus with all selected, so that typing replaces; `text` is typed already."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        if text:
            self.line.insert(text)

    def describe(self, name: str, description: str = "") -> None:
        """Speak for the line."""
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(description)

    def _finish(self, move: int) -> None:
        self.commit()
        if move:
            self.moved.emit(move)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and restyle only when it changed."""
    if (widget.property(name) or "") == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _takes_none(_event: QKeyEvent) -> bool:
    return False


def _copied() -> str:
    return QGuiApplication.clipboard().text()


def _is_table(text: str) -> bool:
    return "\t" in text.strip("\r\n") or "\n" in text.strip("\r\n")
