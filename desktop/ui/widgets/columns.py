"""Things side by side in equal columns: as many as fit, at least one."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui import theme


class Columns(QWidget):
    """Lays its widgets out anew when it becomes wider or narrower."""

    def __init__(self, narrowest: int, gap: int = theme.L, most: int = 0, *, fill: bool = False) -> None:
        """`narrowest`: pixels a column needs before the text grows; `most` columns, 0 = any number.

        `fill`: the last one takes what is left of its row.
        """
        super().__init__()
        self._narrowest, self._gap, self._most, self._fill = narrowest, gap, most, fill
        self._widgets: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._now = 0

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show these in place of what was there."""
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = list(widgets)
        self._lay_out(self._fitting())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        if self._fitting() != self._now:
            self._lay_out(self._fitting())

    def _fitting(self) -> int:
        fitting = (self.width() + self._gap) // (theme.px(self._narrowest) + self._gap)
        return max(1, min(fitting, self._most or fitting))

    def _lay_out(self, columns: int) -> None:
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        last = len(self._widgets) - 1
        for place, widget in enumerate(self._widgets):
            span = columns - place % columns if self._fill and place == last else 1
            self._grid.addWidget(widget, place // columns, place % columns, 1, span)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)
        self._now = columns
