"""The small marks inside check boxes, lists and combo boxes, tinted for every theme.

Style sheets take pictures only from files; these live in memory, as Qt's own resources, under `:/marks/`.
"""

import struct
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, qRegisterResourceData, qUnregisterResourceData

FORMAT, FOLDER, FILE, ANYWHERE, NO_LANGUAGE = 1, 2, 0, 0, 1
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
_STROKE = '<path d="{}" stroke="{}" fill="none" stroke-width="2" stroke-linecap="round"/>'
_PATHS: Mapping[str, str] = {
    "check": "M3.5 8.5 6.75 11.75 12.5 5",
    "part": "M4 8h8",
    "dot": "M7.2 7.2h1.6v1.6h-1.6z",
    "down": "M4 6.25 8 10.25 12 6.25",
    "up": "M4 9.75 8 5.75 12 9.75",
    "right": "M6.25 4 10.25 8 6.25 12",
}


class Marks(QObject):
    """Keeps the bytes that Qt reads from while the application lives."""

    def __init__(self, owner: QObject, tints: Mapping[str, tuple[str, str]]) -> None:
        """`tints`: for every theme the colour on a field and the colour on the accent."""
        super().__init__(owner)
        files = {
            f"{theme}-{name}{place}.svg": svg(path, tint)
            for theme, pair in tints.items()
            for name, path in _PATHS.items()
            for place, tint in (("", pair[0]), ("-on", pair[1]))
        }
        self._parts = pack("marks", files)
        qRegisterResourceData(FORMAT, *self._parts)

    def forget(self) -> None:
        """Take the pictures back before the application ends."""
        qUnregisterResourceData(FORMAT, *self._parts)


def know(tints: Mapping[str, tuple[str, str]]) -> None:
    """Make the marks known once for the application."""
    app = QCoreApplication.instance()
    if app is not None and app.findChild(Marks) is None:
        Marks(app, tints)


def svg(path: str, tint: str) -> bytes:
    """One mark as a picture."""
    return (_HEAD + _STROKE.format(path, tint) + "</svg>").encode()


def pack(folder: str, files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """Qt's resource format, first version: the tree, the names, the data of one folder of files."""
    names, data, tree = bytearray(), bytearray(), bytearray()
    at: dict[str, int] = {}
    for name in ("", folder, *files):
        at[name] = len(names)
        if name:
            text = name.encode("utf-16-be")
            names += struct.pack(">HI", len(text) // 2, _hash(name)) + text
        else:
            names += struct.pack(">HI", 0, 0)
    tree += struct.pack(">IHII", at[""], FOLDER, 1, 1)
    tree += struct.pack(">IHII", at[folder], FOLDER, len(files), 2)
    for name in sorted(files, key=_hash):
        tree += struct.pack(">IHHHI", at[name], FILE, ANYWHERE, NO_LANGUAGE, len(data))
        data += struct.pack(">I", len(files[name])) + files[name]
    return bytes(tree), bytes(names), bytes(data)


def _hash(name: str) -> int:
    """How Qt looks names up: the children of a folder are sorted by it."""
    value = 0
    for unit in name.encode("utf-16-be")[1::2]:
        value = (value << 4) + unit
        high = value & 0xF0000000
        value = (value ^ high >> 23) & ~high & 0xFFFFFFFF
    return value
