"""Icons of every size from resources/icons/rasoat.svg, into the folder that is named first; sizes follow."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parent.parent / "resources" / "icons" / "rasoat.svg"


def png(drawing: QSvgRenderer, size: int) -> bytes:
    """The drawing as PNG, `size` pixels square."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An .ico of Windows that holds PNGs: a header, an entry of 16 bytes each, then the pictures."""
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    begin = len(head) + 16 * len(pictures)
    for size, picture in pictures.items():
        edge = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), begin + len(body))
        body += picture
    return head + body


def main(folder: Path, sizes: list[int]) -> None:
    """icons/ with the SVG and its PNGs, and rasoat.ico."""
    app = QGuiApplication([])
    drawing = QSvgRenderer(str(SVG))
    pictures = {size: png(drawing, size) for size in sizes}
    (folder / "icons").mkdir(parents=True)
    (folder / "icons" / SVG.name).write_bytes(SVG.read_bytes())
    for size, picture in pictures.items():
        (folder / "icons" / f"rasoat-{size}.png").write_bytes(picture)
    (folder / "rasoat.ico").write_bytes(ico(pictures))
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
