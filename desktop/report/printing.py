"""Put sheets on paper, a printer's or a PDF's: page after page, with progress; nothing of a sheet is kept."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

from desktop.report.paging import DPI, Laid
from desktop.report.paper import Sheet

CREATOR = "Rà soát"


def write_pdf(out: BinaryIO, sheets: Iterable[Sheet], done: Callable[[int], object] = int) -> int:
    """Write `sheets` into one PDF and say how many pages it has; `done(n)` is called after each sheet."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setCreator(CREATOR)
    pages = draw(writer, _titled(writer, sheets), done)
    data: QByteArray = buffer.data()
    out.write(data.data())
    return pages


def draw(device: QPagedPaintDevice, sheets: Iterable[Sheet], done: Callable[[int], object] = int) -> int:
    """Draw `sheets` on the pages of a printer or a PDF and say how many; `done(n)` is called after each."""
    painter, pages = QPainter(), 0
    try:
        for n, sheet in enumerate(sheets, start=1):
            pages += _draw(device, painter, Laid(sheet))
            done(n)
    finally:
        painter.end()
    return pages


def count(sheets: Iterable[Sheet], done: Callable[[int], object] = int) -> tuple[int, ...]:
    """How many pages each sheet takes; `done(n)` is called after each."""
    found: list[int] = []
    for n, sheet in enumerate(sheets, start=1):
        found.append(Laid(sheet).pages)
        done(n)
    return tuple(found)


def _titled(writer: QPdfWriter, sheets: Iterable[Sheet]) -> Iterable[Sheet]:
    """The PDF is called as its first sheet."""
    for n, sheet in enumerate(sheets):
        if n == 0:
            writer.setTitle(sheet.title)
        yield sheet


def _turn(device: QPagedPaintDevice, laid: Laid) -> None:
    """The page as the sheet wants it; its margins are kept by the layout."""
    layout = laid.layout
    layout.setMode(layout.Mode.FullPageMode)
    device.setPageLayout(layout)


def _draw(device: QPagedPaintDevice, painter: QPainter, laid: Laid) -> int:
    for page in range(laid.pages):
        _turn(device, laid)
        if painter.isActive():
            device.newPage()
        else:
            painter.begin(device)
        painter.save()
        painter.scale(device.logicalDpiX() / DPI, device.logicalDpiY() / DPI)
        laid.paint(painter, page)
        painter.restore()
    return laid.pages
