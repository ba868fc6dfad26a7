"""Cut a filled paper into pages: one long scroll, cut only between rows and paragraphs.

A row of a table is never cut, a table that goes on repeats its header, a heading stays with what follows, and
signatures have the last rows of their table with them. Used by printing and by the preview; knows fonts and
pages of Qt, no window.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontDatabase,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPen,
    QTextBlock,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextTable,
)
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.report.paper import Page, Sheet

FACES = ("Tinos_400Regular.ttf", "Tinos_400Regular_Italic.ttf", "Tinos_700Bold.ttf")
FACE = "Tinos"
DPI = 600  # dots an inch in which papers are laid out
MM = DPI / 25.4
SMALL, EDGE = 9, 8  # points of header and footer; millimetres from the edge of the paper
SMALLEST = 8  # points of a paper that shrinks to one page
PIXEL = DPI / 96  # dots a pixel of HTML: the width of a line
LAST_ROWS = 2  # that go with the signatures below their table
MOST_KEPT = 0.5  # of a page that may be kept together for signatures
INSIDE = 0.5  # dots: what stands beside a strip is not drawn
DOTS_PER_METRE = round(DPI / 0.0254)


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the scroll that is not cut."""

    top: float
    bottom: float
    stays: bool = False  # with the next one
    breaks: bool = False  # a new page begins here
    head: tuple[float, float] | None = None  # the header of its table, to be repeated
    ruled: bool = False  # a table with lines: they close it wherever it is cut


@dataclass(frozen=True, slots=True)
class Strip:
    """What of the scroll stands where on a page."""

    top: float
    bottom: float
    at: float
    ruled: bool = False


class Laid:
    """A sheet laid out on pages."""

    def __init__(self, sheet: Sheet) -> None:
        application()
        self.sheet = sheet
        self.layout = page_layout(sheet.page)
        full, inner = self.layout.fullRectPixels(DPI), self.layout.paintRectPixels(DPI)
        self._full, self._inner = QRectF(full), QRectF(inner)
        points = sheet.page.points
        self._lay(points)
        while sheet.page.one_page and self.pages > 1 and points > SMALLEST:
            points -= 1
            self._lay(points)

    def _lay(self, points: int) -> None:
        self._document = _document(self.sheet, points, self._inner.width())
        height = self._inner.height()
        self._pages = tuple(_pages(_with_signatures(list(_bands(self._document)), height), height))

    @property
    def pages(self) -> int:
        """How many."""
        return len(self._pages)

    @property
    def text(self) -> str:
        """What it says, without its look."""
        return self._document.toPlainText().strip()

    @property
    def size(self) -> QSizeF:
        """Of a page, in dots."""
        return self._full.size()

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page, from 0, in dots from the upper left of the paper."""
        strips = self._pages[page]
        for strip, below in zip_longest(strips, strips[1:]):
            painter.save()
            painter.translate(self._inner.left(), self._inner.top() + strip.at - strip.top)
            box = QRectF(0, strip.top, self._inner.width(), strip.bottom - strip.top)
            painter.setClipRect(box.adjusted(-PIXEL, -PIXEL, PIXEL, PIXEL))  # lines stand half outside
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = box.adjusted(-PIXEL, INSIDE, PIXEL, -INSIDE)  # type: ignore[attr-defined]
            context.palette.setColor(context.palette.ColorRole.Text, Qt.GlobalColor.black)  # type: ignore[attr-defined]
            self._document.documentLayout().draw(painter, context)
            if strip.ruled:
                painter.setPen(QPen(Qt.GlobalColor.black, PIXEL))
                if below is None or below.top > strip.bottom:
                    painter.drawLine(box.bottomLeft(), box.bottomRight())
                if strip is strips[0]:
                    painter.drawLine(box.topLeft(), box.topRight())
            painter.restore()
        self._margins(painter, page)

    def _margins(self, painter: QPainter, page: int) -> None:
        font = _font(SMALL)
        font.setPixelSize(round(SMALL * DPI / 72))  # a screen has other dots than the paper
        painter.setFont(font)
        slots = {"page": page + 1, "pages": self.pages, "title": self.sheet.title}
        high = (SMALL + 3) * DPI / 72
        above, below = EDGE * MM, self._full.height() - EDGE * MM - high
        for words, at in ((self.sheet.page.header, above), (self.sheet.page.footer, below)):
            place = QRectF(self._inner.left(), at, self._inner.width(), high)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words.format(**slots))


def application() -> None:
    """Fonts need an application of Qt: the one of the window, or one of our own that draws into memory.

    It is the kind that could also show a window, so that none has to be thrown away for another.
    """
    if QApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QApplication(["rasoat"]))
    _faces()


_kept: list[QApplication] = []  # Qt ends its application with the last reference


@cache
def _faces() -> None:
    for name in FACES:
        QFontDatabase.addApplicationFontFromData((paths.resources() / "fonts" / name).read_bytes())


def page_layout(page: Page) -> QPageLayout:
    """The paper of Qt."""
    size = QPageSize(QPageSize.PageSizeId[page.size])
    way = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(*page.margins), QPageLayout.Unit.Millimeter)


def _font(points: float) -> QFont:
    font = QFont(FACE)
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _device() -> QImage:
    """What texts are measured for: the dots of `DPI`, whatever the screen has."""
    image = QImage(1, 1, QImage.Format.Format_Mono)
    image.setDotsPerMeterX(DOTS_PER_METRE)
    image.setDotsPerMeterY(DOTS_PER_METRE)
    return image


def _document(sheet: Sheet, points: int, width: float) -> QTextDocument:
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setDefaultFont(_font(points))
    made.documentLayout().setPaintDevice(_device())
    made.setDefaultStyleSheet(sheet.style)
    made.setHtml(sheet.html)
    made.setTextWidth(width)
    return made


def _bands(document: QTextDocument) -> Iterator[Band]:
    """The pieces of the scroll, top to bottom."""
    at = document.rootFrame().begin()
    while not at.atEnd():
        frame, block = at.currentFrame(), at.currentBlock()
        if isinstance(frame, QTextTable):
            yield from _rows(document, frame)
        elif block.text() or not block.isValid():  # Qt puts empty ones around tables, and draws nothing there
            yield _band(document, frame, block)
        at += 1


def _band(document: QTextDocument, frame: QTextFrame, block: QTextBlock) -> Band:
    layout = document.documentLayout()
    box = layout.blockBoundingRect(block) if block.isValid() else layout.frameBoundingRect(frame)
    form = block.blockFormat()
    breaks = form.pageBreakPolicy() == QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
    return Band(box.top(), box.bottom(), form.headingLevel() > 0, breaks)


def _rows(document: QTextDocument, table: QTextTable) -> Iterator[Band]:
    """The rows of a table; those that a cell spans together are one."""
    tops = _row_tops(document, table)
    heads, ruled = table.format().headerRowCount(), table.format().border() > 0
    head = (tops[0], tops[heads]) if heads else None
    if head:
        yield Band(*head, stays=True, ruled=ruled)
    first = heads
    while first < table.rows():
        last = _end(table, first)
        yield Band(tops[first], tops[last], head=head, ruled=ruled)
        first = last


def _end(table: QTextTable, first: int) -> int:
    """The row behind those that cells of `first` reach into."""
    last, row = first + 1, first
    while row < last:
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            last = max(last, cell.row() + cell.rowSpan())
        row += 1
    return last


def _row_tops(document: QTextDocument, table: QTextTable) -> list[float]:
    """Where each row begins, and where the last one ends: above its highest text by what a cell leaves free.

    Tables begin at the left edge, so the first text stands as far from it as from the line above, and Qt
    moves the box of a table by as much.
    """
    layout = document.documentLayout()
    free, tops = layout.frameBoundingRect(table).left(), list[float]()
    for row in range(table.rows()):
        own = [table.cellAt(row, column) for column in range(table.columns())]
        blocks = [cell.firstCursorPosition().block() for cell in own if cell.row() == row]
        starts = [layout.blockBoundingRect(block).top() - free for block in blocks]
        tops.append(min(starts, default=tops[-1] if tops else 0.0))
    return [*tops, tops[0] + layout.frameBoundingRect(table).height()]


def _with_signatures(bands: list[Band], height: float) -> list[Band]:
    """Where a table without lines ends a paper, the last rows above it stay with it.

    Not where that would keep more than half a page together.
    """
    if len(bands) < 2 or bands[-1].ruled or bands[-1].head:  # noqa: PLR2004 - one alone has nothing above it
        return bands
    rows = [place for place, band in enumerate(bands) if band.ruled and not band.stays]
    first = rows[-LAST_ROWS:][0] if rows else len(bands) - 2
    if bands[-1].bottom - bands[first].top > height * MOST_KEPT:
        return bands
    return [replace(band, stays=band.stays or first <= n < len(bands) - 1) for n, band in enumerate(bands)]


def _pages(bands: list[Band], height: float) -> Iterator[tuple[Strip, ...]]:
    """Fill page after page; what stays together moves to the next page together."""
    page: list[Strip] = []
    at, groups = 0.0, list(_together(bands))
    for group in groups:
        head = group[0].head
        needed = group[-1].bottom - group[0].top
        fits = at + (group[0].top - page[-1].bottom if page else 0) + needed <= height
        if page and (not fits or group[0].breaks):
            yield tuple(page)
            page, at = [], 0.0
            if head:
                page.append(Strip(*head, 0.0, group[0].ruled))
                at = head[1] - head[0]
        elif page:
            at += max(0.0, group[0].top - page[-1].bottom)
        page += [Strip(one.top, one.bottom, at + one.top - group[0].top, one.ruled) for one in group]
        at += needed
    yield tuple(page)


def _together(bands: list[Band]) -> Iterator[list[Band]]:
    """Bands that stand on one page: a heading with what follows it."""
    group: list[Band] = []
    for band in bands:
        if band.breaks and group:
            yield group
            group = []
        group.append(band)
        if not band.stays:
            yield group
            group = []
    if group:
        yield group
