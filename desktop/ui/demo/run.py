"""`rasoat demo DIR`: runs the main job, says what it does, and leaves files and pictures in DIR."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.actions import rehearsal, report
from desktop.actions.rehearsal import Script, Stage
from desktop.errors import RasoatError
from desktop.rollup.tables import Table
from desktop.settings import LANGUAGES, Settings
from desktop.ui import app
from desktop.ui.demo.scenes import Scene, household_code
from desktop.ui.window import MainWindow

FAILED = 2
OFFSCREEN = "offscreen"
TABLES = ("R1", "R4", "R5")


class Demonstration:
    """Runs the scenes one after the other in one folder."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.settings = folder, Settings(language=language, theme="light")
        self._start = time.monotonic()
        self._pictures: list[Path] = []

    def run(self) -> Scene:
        """Everything, from the keys of the office to the workbooks; the office's window stays open."""
        script = rehearsal.load_script()
        self.say("making an office, its workspace and two laptops")
        stage = rehearsal.prepare(script, self.folder, clock=app.now, new_uid=app.new_uid, say=self.detail)
        bundles = self._laptops(script, stage)
        return self._office(script, stage, bundles)

    def say(self, text: str) -> None:
        """A step begins."""
        print(f"[{time.monotonic() - self._start:5.1f} s] {text}", flush=True)

    def detail(self, text: str) -> None:
        """Something was done."""
        print(f"          {text}", flush=True)

    def picture(self, window: MainWindow, name: str) -> None:
        """Keep what the window shows."""
        QApplication.processEvents()
        file = self.folder / "pictures" / f"{len(self._pictures) + 1:02d}-{name}.png"
        file.parent.mkdir(exist_ok=True)
        window.grab().save(str(file))
        self._pictures.append(file)

    def _laptops(self, script: Script, stage: Stage) -> tuple[Path, ...]:
        code = household_code(stage.office, stage.shared)
        bundles: list[Path] = []
        for laptop, edits in zip(stage.laptops, script.both.laptop, strict=True):
            scene = Scene.begin(laptop, self.settings, self.picture)
            if not bundles:
                for n, household in enumerate(script.household, start=1):
                    self.say(f"keying household {n} of {len(script.household)}: {household.title}")
                    scene.key_household(household, f"household-{n}")
            self.say(f"laptop “{edits.name}” edits household {code}: {', '.join(edits.answers)}")
            scene.edit(code, edits, f"edit-{edits.name}")
            to = self.folder / f"{edits.name}.rasoat"
            scene.pack(to, f"sent-{edits.name}")
            self.detail(f"{to.name}: {to.stat().st_size:,} bytes")
            scene.end()
            bundles.append(to)
        return tuple(bundles)

    def _office(self, script: Script, stage: Stage, bundles: tuple[Path, ...]) -> Scene:
        scene = Scene.begin(stage.office, self.settings, self.picture)
        self.say("the office receives both bundles: first the dry run, then for real")
        scene.receive(bundles, ("dry-run", "received"))
        self.say("one clash: both sides beside each other, a decision with its reason")
        scene.settle(script.both, ("clash", "settled"))
        self.say(f"official tables {', '.join(TABLES)}")
        scene.tables(self.folder / "tables", ("table", "written"))
        for table in report.tables(stage.office, TABLES):
            self.detail(summary(table))
        self.say("done")
        self.detail(f"workbooks: {self.folder / 'tables'}")
        self.detail(f"{len(self._pictures)} pictures: {self.folder / 'pictures'}")
        return scene


def main(words: Sequence[str]) -> int:
    """Run it; with a display, leave the window open on the result."""
    parser = argparse.ArgumentParser(prog="rasoat demo", description="The main job on real screens.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    args = parser.parse_args(list(words))
    folder: Path = args.folder.absolute()
    try:
        _make_room(folder)
        qt = app.build_application()
        show = Demonstration(folder, args.language)
        app.dress(qt, show.settings)
        scene = show.run()
        if qt.platformName() == OFFSCREEN:
            scene.end()
        else:
            show.say("the window stays open on the result; close it to end")
            qt.exec()
    except RasoatError as error:
        print(f"rasoat: {error}", file=sys.stderr)
        return FAILED
    return 0


def _make_room(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise RasoatError(
            "not_empty",
            "The folder {folder} is not empty.",
            "Name a new folder for the demonstration, or empty this one.",
            folder=str(folder),
        )
    folder.mkdir(parents=True, exist_ok=True)


def summary(table: Table) -> str:
    """The total row of a table in one line."""
    total = table.rows[0]
    cells = (f"({key}) {'' if value is None else value}" for key, value in total.values.items())
    return f"{table.id} {total.name}: {' '.join(cells)}"
