"""A sheet with a heading: the frame in which screens group what belongs together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.labels import label

NO_ALIGNMENT = Qt.AlignmentFlag(0)


class Card(QFrame):
    """Lines to press go straight into `body` and reach into its margin; what is `add`ed stands inside it."""

    def __init__(self, title: str, role: str = "heading") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.L, theme.L, theme.L, theme.M)
        self.body.setSpacing(theme.XS)
        self.add(label(title, role, wrap=True))
        self.body.addSpacing(theme.XS)

    def add(self, widget: QWidget, align: Qt.AlignmentFlag = NO_ALIGNMENT) -> None:
        """Something that is no line to press."""
        row = QHBoxLayout()
        row.setContentsMargins(theme.S, 0, theme.S, 0)
        row.addWidget(widget, 0 if align else 1, align)
        self.body.addLayout(row)

    def add_layout(self, layout: QLayout) -> None:
        """The same for several things side by side."""
        layout.setContentsMargins(theme.S, 0, theme.S, 0)
        self.body.addLayout(layout)
