"""Write sheets as a PDF: page after page, with progress; nothing of a sheet is kept when it is written."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from desktop.report.paging import DPI, Laid
from desktop.report.paper import Sheet

CREATOR = "Rà soát"


def write_pdf(out: BinaryIO, sheets: Iterable[Sheet], done: Callable[[int], object] = int) -> int:
    """Write `sheets` into one PDF and say how many pages it has; `done(n)` is called after each sheet."""
    buffer, pages = QBuffer(), 0
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer, painter = None, QPainter()
    try:
        for n, sheet in enumerate(sheets, start=1):
            laid = Laid(sheet)
            if writer is None:
                writer = _writer(buffer, laid)
                painter.begin(writer)
            pages += _draw(writer, painter, laid, first=n == 1)
            done(n)
    finally:
        painter.end()
    data: QByteArray = buffer.data()
    out.write(data.data())
    return pages


def _writer(buffer: QBuffer, laid: Laid) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setCreator(CREATOR)
    writer.setTitle(laid.sheet.title)
    _turn(writer, laid)
    return writer


def _turn(writer: QPdfWriter, laid: Laid) -> None:
    """The page as the sheet wants it; its margins are kept by the layout."""
    layout = laid.layout
    layout.setMode(layout.Mode.FullPageMode)
    writer.setPageLayout(layout)


def _draw(writer: QPdfWriter, painter: QPainter, laid: Laid, *, first: bool) -> int:
    for page in range(laid.pages):
        if page or not first:
            _turn(writer, laid)
            writer.newPage()
        laid.paint(painter, page)
    return laid.pages
