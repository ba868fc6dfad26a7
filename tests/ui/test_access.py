"""Every screen by Tab alone: each control that can take the keys is reached, and says what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions.import_ import import_households
from desktop.records.model import FormKey
from desktop.ui.form.sheet import Sheet
from desktop.ui.session import Session
from desktop.ui.window import BEHIND, PLACES, MainWindow
from tests.ui.keys import focused, press, show, wait
from tests.ui.look import nameless
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui
MOST = 160  # steps of Tab on one screen
BY_TAB = (QAbstractButton, QComboBox, QLineEdit)
OPENED = {"form": FormKey("h1@vn-2022/2026/periodic")}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    i18n.use("vi")
    ws = make(tmp_path / "ws")
    lines = (household(f"{n:04}", uid=f"h{n}") for n in range(1, 3))
    import_households(ws, write_lines(tmp_path / "list.ndjson", *lines))
    made = MainWindow(Session(ws, "vi"))
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    made.close()


def missed(page: QWidget) -> list[str]:
    """Controls of a page that Tab never reaches; the sheet of a form is walked by route instead."""
    reached: set[QWidget] = set()
    for _step in range(MOST):
        press(Qt.Key.Key_Tab)
        reached.add(focused())
    return [
        f"{type(part).__name__} “{part.accessibleName()}”"
        for part in page.findChildren(QWidget)
        if isinstance(part, BY_TAB)
        and part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(part.parentWidget(), QComboBox)
        and part not in reached
        and not any(sheet.isAncestorOf(part) for sheet in page.findChildren(Sheet))
    ]


@pytest.mark.parametrize("name", [place.name for place in (*PLACES, *BEHIND)])
def test_tab_reaches_every_control(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.open_page(name, OPENED.get(name))
    wait(qtbot, lambda: not window.session.busy)
    QApplication.processEvents()
    assert not nameless(window)
    assert not missed(window.page(name))
