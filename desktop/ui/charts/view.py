"""A chart on the screen, as wide as there is room; read out as words."""

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.actions.charts import Chart
from desktop.ui import theme
from desktop.ui.charts.drawing import Drawing, described, height
from desktop.ui.widgets.paint import focus_ring


class ChartView(QWidget):
    """Draws one chart; the arrow keys scroll the page round it."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_chart(self, chart: Chart) -> None:
        """Draw this one."""
        self._chart = chart
        self.setAccessibleName(f"{chart.title}. {chart.place}")
        self.setAccessibleDescription(described(chart))
        self._fit()
        self.update()

    def chart(self) -> Chart | None:
        """The one that is shown."""
        return self._chart

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chart on a sheet, with a ring while it has the keys."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        if self._chart:
            Drawing(painter, self._chart, self.width(), theme.tokens(theme.worn())).draw()
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def _fit(self) -> None:
        if self._chart:
            self.setMinimumHeight(ceil(height(self._chart, self.width())))
