"""Words on the screen: a label with a role that the style sheet knows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.ui import theme
from desktop.ui.widgets.icons import SIZE, pixmap


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text, never markup. Roles: display, title, heading, strong, quiet, small, problem …"""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def sign(name: str, tint: str = "text", *, size: int = SIZE) -> QLabel:
    """An icon beside words; it says nothing to a screen reader, the words do."""
    made = QLabel()
    made.setPixmap(pixmap(name, tint, size=size))
    made.setFixedWidth(theme.px(size))
    return made


def line() -> QFrame:
    """One quiet line across."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role; it is drawn anew only where the role changed."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
