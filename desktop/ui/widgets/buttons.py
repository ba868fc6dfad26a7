"""Buttons: a verb, sometimes with an icon, in one of a few roles."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from desktop.ui.widgets.icons import icon, icon_size


class Button(QPushButton):
    """A button that Return presses too, not only Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Enter press it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, then: Callable[[], object] | None = None, role: str = "", name: str = "") -> Button:
    """A button that says what it does. Roles: primary, danger, link, bare; none is plain."""
    made = Button(text)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        made.setProperty("role", role)
    if name:
        made.setIcon(icon(name, "on_accent" if role == "primary" else "text"))
        made.setIconSize(icon_size())
    if then is not None:
        made.clicked.connect(lambda _on: then())
    return made
