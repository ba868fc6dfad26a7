"""The line icons of the program, drawn in a colour of the theme that is worn."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop import paths
from desktop.ui import theme

SIZE, ROOM = 20, 6  # of a drawing, and the room between it and the words of its button
DENSITIES = (1, 2)  # sharp on ordinary and on dense screens


def icon(name: str, tint: str = "text", chosen: str = "") -> QIcon:
    """An icon before words in the colour `tint`; in the colour `chosen` where its button is switched on."""
    made = QIcon()
    for density in DENSITIES:
        made.addPixmap(pixmap(name, tint, room=ROOM, density=density))
        if chosen:
            drawn = pixmap(name, chosen, room=ROOM, density=density)
            made.addPixmap(drawn, QIcon.Mode.Normal, QIcon.State.On)
    return made


def icon_size() -> QSize:
    """How large `icon` is, with the text size that is worn."""
    return QSize(theme.px(SIZE) + ROOM, theme.px(SIZE))


def pixmap(name: str, tint: str = "text", *, size: int = SIZE, room: int = 0, density: int = 2) -> QPixmap:
    """An icon as a picture, `size` wide before it grows with the text, with room at its right."""
    wide = theme.px(size)
    known = f"icon {name} {theme.color(tint).name()} {wide} {room} {density}"
    made = QPixmap()
    if QPixmapCache.find(known, made):
        return made
    drawing = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", _code(tint))))
    made = QPixmap((wide + room) * density, wide * density)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(0, 0, wide * density, wide * density))
    painter.end()
    made.setDevicePixelRatio(density)
    QPixmapCache.insert(known, made)
    return made


def _source(name: str) -> bytes:
    return (paths.resources() / "icons" / f"{name}.svg").read_bytes()


def _code(tint: str) -> bytes:
    return theme.color(tint).name().encode()
