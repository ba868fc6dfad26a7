"""How far slow work is: a bar, and the strip at the foot of the window with its cancel button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from desktop.i18n import _
from desktop.ui import theme
from desktop.ui.widgets.buttons import button
from desktop.ui.widgets.labels import label
from desktop.ui.words import number


class ProgressBar(QProgressBar):
    """A thin bar without figures; the words stand beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: int, total: int) -> None:
        """`total` 0: it is not known how much there is."""
        self.setRange(0, total)
        self.setValue(min(done, total))


class ProgressStrip(QFrame):
    """What runs beside the window, how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._title = label("", "strong")
        self._count = label("", "quiet")
        self._bar = ProgressBar(_("Progress"))
        self._cancel = button(_("Stop"), self.cancelled.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.XL, theme.S, theme.L, theme.S)
        row.setSpacing(theme.L)
        for part, stretch in ((self._title, 0), (self._bar, 1), (self._count, 0), (self._cancel, 0)):
            row.addWidget(part, stretch)
        self.setFocusProxy(self._cancel)
        self.hide()

    def begin(self, title: str) -> None:
        """Show that something runs."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._cancel.setAccessibleName(_("Stop: {title}").format(title=title))
        self.show_progress(0, 0)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """How much is done."""
        self._bar.show_progress(done, total)
        self._count.setText(f"{number(done)} / {number(total)}" if total > 1 else "")

    def end(self) -> None:
        """Nothing runs any more."""
        self.hide()
