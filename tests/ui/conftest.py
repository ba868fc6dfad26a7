"""Every window test: offscreen, dressed as the program is, and nothing may be left behind."""

import os
import threading
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes the application

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from desktop.settings import Settings
from desktop.ui.app import build_application, dress

PLAIN = Settings(language="en", theme="light")


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """The application of the program itself, not a bare one."""
    app = build_application()
    yield app
    app.closeAllWindows()


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """English, light, 100 %; a window or a thread that outlives its test fails it."""
    dress(qapp, PLAIN)
    before = set(threading.enumerate())
    yield
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    open_ones = [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() or isinstance(widget, (QMainWindow, QDialog))
    ]
    names = [f"{type(widget).__name__} “{widget.windowTitle()}”" for widget in open_ones]
    for widget in open_ones:
        widget.close()
        widget.deleteLater()
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if not isinstance(thread, threading._DummyThread)  # a thread of Qt that Python once heard of
    ]
    assert not names, f"left open: {names}"
    assert not left, f"still running: {left}"
