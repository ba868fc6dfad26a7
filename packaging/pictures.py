"""Pictures of the manual from the real screens: python packaging/pictures.py, in both languages.

Runs the demonstration in a folder of its own and keeps what the manual shows, in resources/help/pictures/.
"""

import os
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.settings import LANGUAGES
from desktop.ui import app
from desktop.ui.demo.run import Demonstration
from desktop.ui.demo.scenes import Scene
from desktop.ui.demo.typist import CONTROL, press
from desktop.ui.window import MainWindow

TARGET = Path(__file__).resolve().parent.parent / "resources" / "help" / "pictures"
WIDTH, COLOURS = 720, 256
MOMENTS = {  # of the demonstration -> the name in the manual
    "household-1": "form",
    "household-1-members": "members",
    "clash": "clash",
    "dry-run": "receipt",
    "table": "rollup",
}
SCREENS = {Qt.Key.Key_1: "overview", Qt.Key.Key_2: "households"}


class Pictures(Demonstration):
    """The demonstration, keeping only what the manual shows."""

    def picture(self, window: MainWindow, name: str) -> None:
        """Keep what the window shows, where the manual names it."""
        QApplication.processEvents()
        if name in MOMENTS:
            self.keep(window, MOMENTS[name])

    def keep(self, window: MainWindow, name: str) -> None:
        """One picture, as narrow as a page of the manual, with few colours."""
        shown = window.grab().toImage()
        small = shown.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
        file = TARGET / self.settings.language / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        few(small).save(str(file))
        self.detail(f"{file.name}: {file.stat().st_size:,} bytes")


def few(image: QImage) -> QImage:
    """The image in its 256 most frequent colours: a third of the bytes, and nothing that is seen is lost."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    palette = [colour for colour, _n in counted.most_common(COLOURS)]
    flags = Qt.ImageConversionFlag.ThresholdDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)


def idle(scene: Scene) -> bool:
    """Nothing runs beside the window."""
    return not scene.window.session.busy


def main(languages: list[str]) -> None:
    """Every picture of the named languages."""
    qt = app.build_application()
    for language in languages:
        with tempfile.TemporaryDirectory() as folder:
            show = Pictures(Path(folder), language)
            app.dress(qt, show.settings)
            scene = show.run()
            for key, name in SCREENS.items():
                press(key, CONTROL)
                scene.wait_for(partial(idle, scene))
                show.keep(scene.window, name)
            press(Qt.Key.Key_Return)
            press(Qt.Key.Key_P, CONTROL)
            scene.wait_for(partial(idle, scene))
            show.keep(scene.window, "paper")
            scene.end()


if __name__ == "__main__":
    main(sys.argv[1:] or list(LANGUAGES))
