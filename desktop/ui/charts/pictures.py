"""A chart as a file: PNG for documents, SVG for print. Always in the colours of paper."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from desktop.actions.charts import Chart
from desktop.ui import theme
from desktop.ui.charts.drawing import INCH, Drawing, height

PNG, SVG = ".png", ".svg"
WIDTH = 900
TWICE = 2  # as many pixels each way: sharp in print


def written(chart: Chart, to: Path) -> Path:
    """Write it as its ending says; PNG where it says nothing. Raises `OSError`."""
    file = to if to.suffix.lower() in (PNG, SVG) else to.with_name(to.name + PNG)
    file.write_bytes(svg(chart) if file.suffix.lower() == SVG else png(chart))
    return file


def png(chart: Chart) -> bytes:
    """The bytes of a PNG file."""
    size = _size(chart)
    image = QImage(size * TWICE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(TWICE)
    painter = QPainter(image)
    _draw(painter, chart, size)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(kept.data())


def svg(chart: Chart) -> bytes:
    """The bytes of an SVG file."""
    size, kept = _size(chart), QByteArray()
    buffer, made = QBuffer(kept), QSvgGenerator()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made.setOutputDevice(buffer)
    made.setResolution(INCH)
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(chart.title)
    painter = QPainter(made)
    _draw(painter, chart, size)
    painter.end()
    buffer.close()
    return bytes(kept.data())


def _size(chart: Chart) -> QSize:
    width = theme.px(WIDTH)
    return QSize(width, ceil(height(chart, width)))


def _draw(painter: QPainter, chart: Chart, size: QSize) -> None:
    colors = theme.tokens(theme.Theme.LIGHT)
    painter.fillRect(0, 0, size.width(), size.height(), QColor(colors["surface"]))
    Drawing(painter, chart, size.width(), colors).draw()
