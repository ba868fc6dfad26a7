"""The line icons of the program, drawn in a colour of the theme that is worn."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths
from desktop.ui import theme

SIZE = 20
DENSITIES = (1, 2)  # sharp on ordinary and on dense screens


def icon(name: str, tint: str = "text", chosen: str = "") -> QIcon:
    """An icon in the colour `tint`; in the colour `chosen` where its button is switched on."""
    made = QIcon()
    for density in DENSITIES:
        made.addPixmap(pixmap(name, tint, density=density))
        if chosen:
            made.addPixmap(pixmap(name, chosen, density=density), QIcon.Mode.Normal, QIcon.State.On)
    return made


def pixmap(name: str, tint: str = "text", *, size: int = SIZE, density: int = 2) -> QPixmap:
    """An icon as a picture, `size` wide before it grows with the text."""
    wide = theme.px(size)
    drawing = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", _code(tint))))
    made = QPixmap(wide * density, wide * density)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(0, 0, wide * density, wide * density))
    painter.end()
    made.setDevicePixelRatio(density)
    return made


def _source(name: str) -> bytes:
    return (paths.resources() / "icons" / f"{name}.svg").read_bytes()


def _code(tint: str) -> bytes:
    return theme.color(tint).name().encode()
