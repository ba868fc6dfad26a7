"""The class of a household as a word in its colour, with its sign."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.paint import class_sign

SIGN = 20


class ClassWord(QWidget):
    """The class: its sign and its word in its colour, and a quiet line on how sure it is."""

    def __init__(self, *, large: bool = True) -> None:
        super().__init__()
        self._side = "unknown"
        self._large, self._illustrative = large, False
        self._word, self._note = label("", wrap=large), label("", "small", wrap=True)
        self._sign = _Sign(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._note)
        row.addLayout(words, 1)

    def show_class(self, side: str, word: str, note: str, *, illustrative: bool = False) -> None:
        """Which class, in words, and a note under it; an illustrative one stands in a dashed frame."""
        self._side, self._illustrative = side, illustrative
        self.update()
        self._sign.show_side(side)
        self._word.setText(word)
        set_role(self._word, f"{'class' if self._large else 'small_class'}_{side}")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{word}. {note}" if note else word)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of a class that counts in no table."""
        super().paintEvent(event)
        if self._illustrative:
            painter = QPainter(self)
            painter.setPen(QPen(theme.color(theme.SIDES[self._side].color), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), theme.RADIUS, theme.RADIUS)
            painter.end()

    def word(self) -> str:
        """What it says."""
        return self._word.text()

    def side(self) -> str:
        """Which side of the tables it stands on."""
        return self._side


class _Sign(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = "unknown"
        self.setFixedSize(theme.px(SIGN), theme.px(SIGN + 8))

    def show_side(self, side: str) -> None:
        self._side = side
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        class_sign(painter, self.rect().adjusted(2, 6, -2, -4), self._side)
        painter.end()
