"""Compiles the script of the Windows installer with a few empty files: its syntax and its words are in order.

Needs makensis (Debian: nsis) and Qt; `packaging/dev.py check` runs it where makensis is there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import icons
import nsis
from machine import ROOT
from PySide6.QtGui import QGuiApplication
from PySide6.QtSvg import QSvgRenderer

INSIDE = ("rasoat.exe", "rasoat-cli.exe", "lib/licences/README.txt")


def main() -> int:
    """Compile it; makensis says what is wrong, and a warning is a fault."""
    app = QGuiApplication([])
    with tempfile.TemporaryDirectory(prefix="rasoat-") as place:
        folder, icon = Path(place, "rasoat"), Path(place, "rasoat.ico")
        for name in INSIDE:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        icon.write_bytes(icons.ico({32: icons.png(QSvgRenderer(str(icons.SVG)), 32)}))
        words = nsis.words("0.0.1", folder, Path(place, "rasoat-setup-0.0.1.exe"), icon)
        done = subprocess.run(["makensis", *words], cwd=ROOT, check=False)
    app.quit()
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
