"""Buttons: a verb, sometimes with an icon, in one of a few roles."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from desktop.ui import theme
from desktop.ui.widgets.icons import SIZE, icon


def button(
    text: str, then: Callable[[], object] | None = None, role: str = "", name: str = ""
) -> QPushButton:
    """A button that says what it does. Roles: primary, danger, link, bare; none is plain."""
    made = QPushButton(text)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)  # Return presses what has the focus
    if role:
        made.setProperty("role", role)
    if name:
        made.setIcon(icon(name, "on_accent" if role == "primary" else "text"))
        made.setIconSize(QSize(theme.px(SIZE), theme.px(SIZE)))
    if then is not None:
        made.clicked.connect(lambda _on: then())
    return made
