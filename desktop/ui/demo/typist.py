"""Fingers: key presses and composed text sent to whatever has the focus, as a keyboard does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors import RasoatError

NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 120_000  # milliseconds until something slow is called stuck


def press(key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """One key, with Ctrl and the like."""
    QTest.keyClick(focused(), key, keys)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type text letter by letter. Letters with marks come as an input method (Telex, VNI) commits them."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focused(), letter)
            continue
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(focused(), event)
    QApplication.processEvents()


def focused() -> QWidget:
    """What the keys go to."""
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise stuck("the keyboard")
    return widget


def show(window: QWidget) -> None:
    """Put a window on the screen and wait until keys reach it."""
    window.show()
    window.activateWindow()
    if not QTest.qWaitForWindowActive(window, PATIENCE):
        raise stuck(window.windowTitle())
    QApplication.processEvents()


def stuck(what: str) -> RasoatError:
    """The demonstration does not go on."""
    return RasoatError(
        "demo_stuck",
        "The demonstration is stuck at {what}.",
        "Leave the keyboard and the mouse alone while it types, and start it again.",
        what=what,
    )
