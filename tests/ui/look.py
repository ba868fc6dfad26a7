"""What is wrong with a screen: words that are cut, controls that say nothing to a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit)


def cut(screen: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit the room they were given."""
    found = []
    for part in screen.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, (QLabel, QPushButton)) or not part.text():
            continue
        if isinstance(part, QLabel) and part.wordWrap():
            fits = part.height() >= part.heightForWidth(part.width()) - 1
        else:
            hint = part.minimumSizeHint() if isinstance(part, QLabel) else part.sizeHint()
            fits = part.width() >= hint.width() - 1 and part.height() >= hint.height() - 1
        if not fits:
            found.append(f"{part.text()} ({part.width()} × {part.height()})")
    return found


def nameless(screen: QWidget) -> list[str]:
    """Controls that take the focus and have no accessible name."""
    return [
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in screen.findChildren(QWidget)
        if isinstance(part, CONTROLS)
        and part.isVisible()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and not part.accessibleName()
    ]
