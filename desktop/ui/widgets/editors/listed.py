"""A line that chooses one of a longer list: by number, or by letters with or without diacritics."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.widgets.editors.choices import Choice, by_code, fitting, meant, whole
from desktop.ui.widgets.editors.contract import BY_ITSELF
from desktop.ui.widgets.editors.line import Line, LineEditor
from desktop.ui.widgets.editors.popup import Popup

GUTTER, ARROW = 26, 22


class NumberedLine(Line):
    """A line with the number of the choice before its words, and an arrow that opens the list."""

    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = ""

    def set_number(self, number: str) -> None:
        """The number to show before the words; "" leaves the room to the words."""
        self.number = number
        wide = QFontMetrics(theme.font("small")).horizontalAdvance(number)
        left = max(theme.px(GUTTER - 4), wide + theme.px(8)) if number else 0
        self.setTextMargins(left, 0, theme.px(ARROW - 6), 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then number and arrow over it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("text_quiet"))
        if self.number:
            painter.setFont(theme.font("small"))
            left = self.rect().adjusted(theme.px(10), 0, 0, 0)
            painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, self.number)
        painter.setPen(QPen(theme.color("text_quiet" if self.isEnabled() else "line"), 1.5))
        x, y, half = self.width() - theme.px(14), self.height() // 2, theme.px(4)
        painter.drawLine(x - half, y - half // 2, x, y + half // 2)
        painter.drawLine(x, y + half // 2, x + half, y - half // 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow asks for the list."""
        super().mousePressEvent(event)
        if event.position().x() > self.width() - theme.px(ARROW + 4):
            self.list_wanted.emit()


class ListEditor(LineEditor):
    """Shows the words of the chosen code. `in_grid`: up and down are the grid's while the list is closed.

    `closed`: there are no other answers than these, so a number that cannot become longer goes on by itself.
    """

    def __init__(
        self,
        choices: Sequence[Choice],
        parent: QWidget | None = None,
        *,
        hint: str = "",
        in_grid: bool = False,
        closed: bool = True,
    ) -> None:
        self.choices, self._is_closed = tuple(choices), closed
        self._popup: Popup | None = None
        self._code = ""
        self.numbered = NumberedLine()
        super().__init__(parent, hint=hint, in_grid=in_grid, line=self.numbered)
        self.numbered.set_number("")
        self.numbered.list_wanted.connect(self.open_list)
        self.line.takes = self._takes
        self.line.textEdited.connect(self._filter)

    def set_value(self, text: str, reason: str = "") -> None:
        """Show the words of the code `text`; a code that is not in the list shows as it is."""
        self._code = text
        choice = by_code(self.choices, text)
        super().set_value(choice.label if choice else text, reason)
        if not self.line.is_dirty():
            self.numbered.set_number(choice.number if choice else "")

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other answers; what is chosen stays."""
        self.choices = tuple(choices)
        self.set_value(self._code)

    def text(self) -> str:
        """The code of what is marked, typed or shown; text that names no choice as it is."""
        marked = self._popup.current() if self._popup else None
        if marked:
            return marked.code
        if not self.line.is_dirty():
            return self._code
        choice = meant(self.choices, self.line.text())
        return choice.code if choice else self.line.text()

    def is_dirty(self) -> bool:
        """Is something typed or marked that is not given?"""
        return self.line.is_dirty() or self.text() != self._code

    def commit(self) -> None:
        """Give the code of what is typed; text that names nothing is given as it is, to be refused."""
        text, dirty = self.text(), self.is_dirty()
        self._close()
        if dirty and text == self._code:
            self.restore()
        elif dirty:
            self._give(text)

    def restore(self) -> None:
        """Close the list and show what was there."""
        self._close()
        super().restore()
        self.set_value(self._code)

    def open_list(self) -> None:
        """Show every choice, the chosen one marked."""
        self._show(self.choices, self._code)

    def is_open(self) -> bool:
        """Is the list in sight?"""
        return self._popup is not None and self._popup.isVisible()

    def popup(self) -> Popup | None:
        """The list, once it was opened."""
        return self._popup

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with its line."""
        super().hideEvent(event)
        self._close()

    def _filter(self, text: str) -> None:
        self.numbered.set_number("")
        found = fitting(self.choices, text) if text.strip() else ()
        self._show(found, found[0].code if found else "")
        if self._is_closed and not self.line.composing and whole(self.choices, text):
            self.commit()
            if not self.is_dirty():
                self.moved.emit(BY_ITSELF)

    def _show(self, choices: Sequence[Choice], at: str) -> None:
        if self._popup is None or self._popup.parent() is not self.window():
            self._popup = Popup(self.window())
            self._popup.picked.connect(self._pick)
        self._popup.show_under(self.line, choices, at)

    def _close(self) -> None:
        if self._popup:
            self._popup.hide()

    def _pick(self, code: str) -> None:
        self._close()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if code == self._code:
            self.restore()
        else:
            self._give(code)

    def _give(self, text: str) -> None:
        self.line.giving = True
        self.committed.emit(text)
        self.line.giving = False

    def _takes(self, event: QKeyEvent) -> bool:
        """Up, down and Escape while the list is open; down that opens it."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self._popup and self.is_open():
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._popup.walk(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key == Qt.Key.Key_Escape:
                self.restore()
                return True
        elif key == Qt.Key.Key_Down and (alt or not self.line.in_grid):
            self.open_list()
            return True
        return False
