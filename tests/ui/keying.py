"""Real keys for tests: what a keyboard and an input method send to whatever has the focus."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def focused() -> QWidget:
    """What the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def write(text: str, to: QWidget | None = None) -> None:
    """Type letter by letter; letters with marks come as an input method commits them."""
    for letter in text:
        target = to or focused()
        if letter.isascii():
            QTest.keyClicks(target, letter)
        elif target.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))
    QApplication.processEvents()


def compose(letters: str) -> None:
    """An input method shows letters that are not given yet."""
    QApplication.sendEvent(focused(), QInputMethodEvent(letters, []))


def press(key: Qt.Key, keys: Qt.KeyboardModifier = NONE, to: QWidget | None = None) -> None:
    """One key, with Shift or Ctrl."""
    QTest.keyClick(to or focused(), key, keys)
    QApplication.processEvents()


def enter(text: str) -> None:
    """Type and press Return."""
    write(text)
    press(RETURN)
