"""Keys as a person presses them; accented letters come as an input method sends them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(*keys: Qt.Key, control: bool = False) -> None:
    """Press keys one after the other."""
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(focused(), key, held)


def type_in(text: str) -> None:
    """Type text; what is no ASCII is committed by an input method."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(focused(), letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(focused(), event)


def tab_to(name: str, *, most: int = 60) -> QWidget:
    """Press Tab until what is called `name` has the focus."""
    for _step in range(most):
        if focused().accessibleName() == name:
            return focused()
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches “{name}”")


def show(qtbot: QtBot, window: QMainWindow) -> None:
    """Show a window and wait until it takes keys."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def wait(qtbot: QtBot, until: Callable[[], object]) -> None:
    """Wait until something is true, without sleeping."""
    qtbot.waitUntil(lambda: bool(until()), timeout=20_000)
