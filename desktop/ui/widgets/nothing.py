"""An empty screen: what is not there yet, what it is for, and the buttons that change it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.labels import label, sign

SIZE = 40


class Nothing(QWidget):
    """One sentence, perhaps a hint, and the next step, a little above the middle."""

    def __init__(self, icon: str, title: str, hint: str, *buttons: QWidget, tint: str = "text_quiet") -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(theme.S)
        column.addStretch(2)
        column.addWidget(sign(icon, tint, size=SIZE), 0, middle)
        for text, role in ((title, "title"), (hint, "quiet")):
            if text:
                words = label(text, role, wrap=True)
                words.setAlignment(middle)
                column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addStretch()
        for one in buttons:
            row.addWidget(one)
        row.addStretch()
        column.addSpacing(theme.S)
        column.addLayout(row)
        column.addStretch(3)
