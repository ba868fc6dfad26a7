"""Pages of papers under each other, as they will be printed; only those in sight are laid out and painted."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.report.paging import Laid, page_layout
from desktop.report.paper import Sheet
from desktop.ui import theme

ZOOMS = (25, 35, 50, 67, 80, 100, 125, 160, 200, 300)
USUAL, MOST_FITTED = 100, 125
GAP, MARGIN = theme.L, theme.XL
MOST_LAID, MOST_PAINTED = 6, 8  # sheets and pages kept
INCH = 72  # points
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Place:
    """One page: of which sheet, which of its pages, and where it stands in the scroll."""

    sheet: int
    page: int
    rect: QRect


class Pages(QAbstractScrollArea):
    """Scrolled with the keys; Ctrl and the wheel, or `zoom_by`, make it larger and smaller."""

    turned = Signal()  # another page is in sight, or another zoom

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheets: tuple[Sheet, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._places: list[Place] = []
        self._zoom = 0  # per cent; 0: as wide as there is room
        self._laid: OrderedDict[int, Laid] = OrderedDict()
        self._painted: OrderedDict[int, QPixmap] = OrderedDict()
        self.verticalScrollBar().valueChanged.connect(self._moved)

    def show_sheets(self, sheets: Sequence[Sheet], counts: Sequence[int]) -> None:
        """Show these from their first page on; `counts` says how many pages each takes."""
        self._sheets, self._counts = tuple(sheets), tuple(counts)
        self._laid.clear()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._moved()

    def total(self) -> int:
        """How many pages there are."""
        return len(self._places)

    def current(self) -> int:
        """The page that is read now, from 0: the one a third from above."""
        at = self.verticalScrollBar().value() + self.viewport().height() // 3
        seen = [n for n, place in enumerate(self._places) if place.rect.top() <= at]
        return seen[-1] if seen else 0

    def sheet(self) -> int:
        """The sheet of the page that is read now."""
        return self._places[self.current()].sheet if self._places else 0

    def text(self) -> str:
        """What the sheet in sight says."""
        return self._lay(self.sheet()).text if self._places else ""

    def zoom(self) -> int:
        """Per cent of the size on paper."""
        return self._zoom or self._fitting()

    def zoom_by(self, step: int) -> None:
        """The next larger or smaller one; 0: as wide as there is room."""
        larger = [one for one in ZOOMS if one > self.zoom()]
        smaller = [one for one in ZOOMS if one < self.zoom()]
        if step > 0:
            self._zoom = larger[0] if larger else self.zoom()
        elif step < 0:
            self._zoom = smaller[-1] if smaller else self.zoom()
        else:
            self._zoom = 0
        page = self.current()
        self._arrange()
        if self._places:
            self.verticalScrollBar().setValue(self._places[page].rect.top() - theme.px(GAP))
        self._moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End too; the arrows and Page keys scroll by themselves."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What fits the width fits the new one."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight on the ground."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("sunken"))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for n, place in enumerate(self._places):
            rect = place.rect.translated(-across, -down)
            if rect.intersects(event.rect()):
                painter.drawPixmap(rect, self._picture(n))
                painter.setPen(theme.color("edge"))
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def _picture(self, n: int) -> QPixmap:
        found = self._painted.get(n)
        if found is None:
            place, ratio = self._places[n], self.devicePixelRatioF()
            found = QPixmap(place.rect.size() * ratio)
            found.fill(Qt.GlobalColor.white)
            painter = QPainter(found)
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            laid = self._lay(place.sheet)
            painter.scale(found.width() / laid.size.width(), found.height() / laid.size.height())
            laid.paint(painter, place.page)
            painter.end()
        return _keep(self._painted, n, found, MOST_PAINTED)

    def _lay(self, sheet: int) -> Laid:
        return _keep(self._laid, sheet, self._laid.get(sheet) or Laid(self._sheets[sheet]), MOST_LAID)

    def _arrange(self) -> None:
        """Where each page stands at this zoom."""
        self._painted.clear()
        self._places = []
        by, at = self.zoom() / 100, theme.px(GAP)
        widest = max((self._size(one).width() for one in self._sheets), default=0.0) * by
        room = max(self.viewport().width(), round(widest) + 2 * theme.px(MARGIN))
        for n, count in enumerate(self._counts):
            size = (self._size(self._sheets[n]) * by).toSize()
            for page in range(count):
                self._places.append(Place(n, page, QRect(QPoint((room - size.width()) // 2, at), size)))
                at += size.height() + theme.px(GAP)
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, at - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.px(theme.XL))
        self.horizontalScrollBar().setRange(0, max(0, room - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()

    def _size(self, sheet: Sheet) -> QSizeF:
        """Of a page at 100 %, in dots of the screen."""
        points = page_layout(sheet.page).fullRectPoints()
        return QSizeF(QRectF(points).size()) * (self.logicalDpiX() / INCH)

    def _fitting(self) -> int:
        widest = max((self._size(one).width() for one in self._sheets), default=0.0)
        room = self.viewport().width() - 2 * theme.px(MARGIN)
        fitted = int(100 * room / widest) if widest else USUAL
        return max(ZOOMS[0], min(fitted, MOST_FITTED))

    def _moved(self) -> None:
        self.viewport().update()
        self.turned.emit()


def _keep(kept: OrderedDict[int, V], key: int, value: V, most: int) -> V:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return value
