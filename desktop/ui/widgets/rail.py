"""The rail at the left: one place a screen, an icon and a word each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.icons import icon, icon_size
from desktop.ui.widgets.labels import label


class Rail(QFrame):
    """Places to go; it says which one was asked for, and shows the one it is told."""

    chosen = Signal(str)

    def __init__(
        self,
        title: str,
        places: Sequence[tuple[str, str]],
        last: tuple[str, str, str] = ("", "", ""),
        parent: QWidget | None = None,
    ) -> None:
        """`places`: (name, word) pairs; the name is also the icon's. `last`, with its key: at the foot."""
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(title)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.M, theme.L, theme.M, theme.M)
        self._column.setSpacing(theme.XS)
        name = label(title, "heading")
        name.setContentsMargins(theme.M, 0, 0, theme.M)
        self._column.addWidget(name)
        for place, (name_of, word) in enumerate(places, start=1):
            self._add(name_of, word, f"Ctrl+{place}")
        self._column.addStretch(1)
        if last[0]:
            self._add(*last)
        self._dress()

    def show_place(self, name: str) -> None:
        """Mark the screen that is open."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def words(self) -> tuple[str, ...]:
        """The words of the places, from above."""
        return tuple(made.text() for made in self._buttons.values())

    def changeEvent(self, event: QEvent) -> None:
        """A new theme or text size: the icons are drawn anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def _add(self, name: str, word: str, keys: str) -> None:
        made = QPushButton(word)
        made.setProperty("role", "place")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(word)
        made.setToolTip(f"{word} ({keys})")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        self._column.addWidget(made)

    def _dress(self) -> None:
        for name, made in self._buttons.items():
            made.setIcon(icon(name, "text_quiet", "accent_strong"))
            made.setIconSize(icon_size())
        widest = max(made.sizeHint().width() for made in self._buttons.values())
        self.setFixedWidth(max(theme.RAIL, widest + 2 * theme.M + 1))
