"""What the self-test does, step by step: each does one thing for real and says in a few words what it saw."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.actions import clashes, digest, households, rehearsal, report_files, workspace
from desktop.actions import enter as entry
from desktop.actions.context import Workspace
from desktop.actions.rehearsal import Script, Stage
from desktop.records.model import Form, FormKey
from desktop.records.revision import to_json
from desktop.settings import LANGUAGES, Settings
from desktop.store.results import Filter
from desktop.ui import app
from desktop.ui.demo.scenes import Scene, household_code
from desktop.ui.window import BEHIND, PLACES, MainWindow

TABLES = ("R1", "R4", "R5")
NAME = "Practice"


class Failed(Exception):  # noqa: N818 - what a check found, not a fault of the code
    """A step saw something else than it must."""


def expect(*, seen: object, due: object, what: str) -> None:
    """Raise `Failed` where the two differ."""
    if seen != due:
        raise Failed(f"{what}: {seen!r} instead of {due!r}")


@dataclass(slots=True)
class Trial:
    """What the steps hand on to each other."""

    folder: Path
    script: Script = field(default_factory=rehearsal.load_script)
    stage: Stage | None = None
    laptop: Scene | None = None  # the window that is open on the first laptop

    @property
    def office(self) -> Workspace:
        """The workspace that receives."""
        return self.ready.office

    @property
    def ready(self) -> Stage:
        """The workspaces; raises `Failed` where the step that makes them failed."""
        if self.stage is None:
            raise Failed("there is no workspace")
        return self.stage


def make(trial: Trial) -> str:
    """An office, its workspace, two enrolled laptops with practice households."""
    trial.stage = rehearsal.prepare(
        trial.script, trial.folder, clock=app.now, new_uid=app.new_uid, say=lambda _text: None
    )
    return f"{1 + len(trial.ready.laptops)} workspaces, {trial.script.households} practice households"


def key(trial: Trial) -> str:
    """Key one household with key presses, in Vietnamese."""
    household = trial.script.household[0]
    scene = Scene.begin(trial.ready.laptops[0], Settings(language="vi", theme="light"), _no_picture)
    scene.key_household(household, "")
    trial.laptop = scene
    return f"{len(household.answers)} answers and {len(household.member)} members keyed"


def survive(trial: Trial) -> str:
    """Kill the program while it takes answers; what it acknowledged is there when the file opens again."""
    folder = trial.folder / "killed"
    new = workspace.NewWorkspace(
        trial.script.edition,
        trial.script.year,
        trial.script.date,
        trial.script.unit,
        trial.script.units,
        person=NAME,
    )
    workspace.close(workspace.create(folder, new, clock=app.now, new_uid=app.new_uid))
    said = _killed(folder)
    ws = workspace.open_workspace(folder, None, clock=app.now, new_uid=app.new_uid)
    try:
        form = entry.open_form(ws, said.form).form
        for path, value in said.answers.items():
            expect(seen=kept(form, path), due=value, what=f"after the kill, {path}")
    finally:
        workspace.close(ws)
    return f"{len(said.answers)} acknowledged answers there after a kill"


def exchange(trial: Trial) -> str:
    """Both laptops change one household and pack; the office receives both and sees the clash."""
    wanted = Settings(language="vi", theme="light")
    code = household_code(trial.office, trial.ready.shared)
    bundles: list[Path] = []
    for laptop, edits in zip(trial.ready.laptops, trial.script.both.laptop, strict=True):
        scene = trial.laptop if trial.laptop and not bundles else Scene.begin(laptop, wanted, _no_picture)
        scene.edit(code, edits, "")
        bundles.append(trial.folder / f"{edits.name}.rasoat")
        scene.pack(bundles[-1], "")
        scene.end()
    office = Scene.begin(trial.office, wanted, _no_picture)
    office.receive(tuple(bundles), ("", ""))
    expect(seen=len(clashes.list_clashes(trial.office)), due=1, what="clashes")
    office.settle(trial.script.both, ("", ""))
    expect(seen=len(clashes.list_clashes(trial.office)), due=0, what="clashes after the decision")
    listed = households.page(trial.office, Filter(), 0, 1).total
    expect(seen=listed, due=trial.script.households + 1, what="households, the keyed one among them")
    return f"{len(bundles)} bundles received, 1 clash settled, digest {digest.digest(trial.office)[:12]}"


def tables(trial: Trial) -> str:
    """The official tables as workbooks."""
    made = report_files.write(trial.office, trial.folder / "tables", TABLES)
    for file in made:
        expect(seen=file.read_bytes()[:2], due=b"PK", what=file.name)
    return f"{len(made)} files"


def screens(trial: Trial) -> str:
    """Every screen in every language, painted."""
    names = [place.name for place in (*PLACES, *BEHIND)]
    for language in LANGUAGES:
        wanted = Settings(language=language, theme="light")
        app.dress(app.build_application(), wanted)
        window = app.open_window(trial.office, wanted)
        for name in names:
            window.show_page(name)
            QApplication.processEvents()
            if window.grab().isNull():
                raise Failed(f"{name} is not painted")
        window.hide()
        window.deleteLater()
    return f"{len(names)} screens in {len(LANGUAGES)} languages"


STEPS: Mapping[str, Callable[[Trial], str]] = {
    "workspaces": make,
    "entry": key,
    "kill": survive,
    "exchange": exchange,
    "tables": tables,
    "screens": screens,
}


def enter_until_killed(folder: Path) -> None:
    """The other side of `survive`: answer after answer, each acknowledged in a line once it is kept."""
    ws = workspace.open_workspace(folder, None, clock=app.now, new_uid=app.new_uid)
    now = entry.new_form(ws)
    answers = rehearsal.load_script().household[0].answers
    while True:
        for path, text in answers.items():
            now = entry.enter(ws, now, path, text)
            print(json.dumps({"form": now.form.key, "path": path, "value": kept(now.form, path)}), flush=True)


def kept(form: Form, path: str) -> object:
    """What the form holds at a path, as it is written down."""
    return to_json(form.household[path]) if path in form.household else None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the killed program said it had kept."""

    form: FormKey
    answers: Mapping[str, object]


def _killed(folder: Path) -> Acknowledged:
    """Start the program on `folder`, kill it after a household's worth of answers."""
    wanted = len(rehearsal.load_script().household[0].answers)
    answers: dict[str, object] = {}
    form = ""
    with subprocess.Popen(  # noqa: S603 - this program itself
        [*_ourselves(), "self-test", "--enter", str(folder)], stdout=subprocess.PIPE
    ) as process:
        for line in process.stdout or ():
            said = json.loads(line)
            form, answers[said["path"]] = said["form"], said["value"]
            if len(answers) == wanted:
                process.kill()
                break
    return Acknowledged(FormKey(form), answers)


def _ourselves() -> list[str]:
    """The command that starts this program again."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "desktop"]


def _no_picture(_window: MainWindow, _name: str) -> None:
    """The self-test keeps no pictures."""
