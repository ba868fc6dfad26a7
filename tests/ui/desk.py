"""A form on a desk: a practice workspace, its session, the page in a window, and a keyer with real keys."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import enter as entering
from desktop.actions import units, workspace
from desktop.actions.context import Workspace
from desktop.actions.enter import Entered
from desktop.records.model import FormKey, member_path, split_path
from desktop.ui import theme
from desktop.ui.form.page import FormPage
from desktop.ui.form.view import FormView
from desktop.ui.session import Session
from tests.ui.keying import enter
from tests.worlds import COMMUNE, make, still_clock, uids

MOST_STEPS = 400
HOUSEHOLD: Mapping[str, str] = {
    "household_code": "0107",
    "village": "2",
    "address": "xóm trên",
    "head_phone": "0912 345 678",
    "area": "2",
    "livelihood": "1",
    "income_basis": "2",
    "b1_points": "120",
    "floor_area_m2": "28",
    "wall": "2",
    "pillar": "2",
    "roof": "1",
    "water_source": "7",
    "latrine": "6",
    "internet_used": "2",
    "media": "0",
    "merit": "2",
    "no_labour_capacity": "2",
    "causes": "1 2",
    "exit_registered": "2",
    "remarks": "ở cuối đường",
}
FATHER: Mapping[str, str] = {
    "name": "Nông Văn Thử",
    "relation": "1",
    "sex": "1",
    "birth_date": "05091985",
    "ethnicity": "tay",
    "id_number": "001085012345",
    "insured": "1",
    "finished": "2",
    "work": "3",
    "allowance": "0",
    "disabled": "2",
    "present": "1",
}
MOTHER = {
    **FATHER,
    "name": "Hoàng Thị Mẫu",
    "relation": "2",
    "sex": "2",
    "birth_date": "11/2/1987",
    "id_number": "",
}
GIRL: Mapping[str, str] = {
    "name": "Nông Thị Ví",
    "relation": "3",
    "sex": "2",
    "birth_date": "20052012",
    "ethnicity": "2",
    "insured": "1",
    "studying": "3",
    "allowance": "0",
    "malnourished": "2",
    "disabled": "2",
}
BOY = {**GIRL, "name": "Nông Văn Dụ", "sex": "1", "birth_date": "12092018", "studying": "2"}
FAMILY = (FATHER, MOTHER, GIRL, BOY)


@dataclass
class Desk:
    """A keyer at the form of a workspace."""

    ws: Workspace
    session: Session
    page: FormPage
    window: QStackedWidget
    failures: list[object] = field(default_factory=list)
    went: list[tuple[str, object]] = field(default_factory=list)

    @property
    def view(self) -> FormView:
        return self.page.view

    @property
    def at(self) -> str:
        """The path the keyer is at."""
        return self.view.at()

    @property
    def question(self) -> str:
        return split_path(self.at)[1]

    @property
    def entered(self) -> Entered:
        board = self.view.board
        assert board is not None
        return board.entered

    @property
    def key(self) -> FormKey:
        key = self.page.controller.key()
        assert key is not None
        return key

    def open(self, key: FormKey | None = None) -> None:
        """Open a household, or begin one; the keys go to it."""
        self.page.open(key)
        self.window.setCurrentWidget(self.page)
        self.page.refresh()
        self.page.setFocus()
        QApplication.processEvents()

    def leave(self) -> None:
        """Go to another screen."""
        self.window.setCurrentIndex(0)
        QApplication.processEvents()

    def go(self, path: str) -> None:
        """Put the cursor somewhere, as a link of the panel does."""
        self.view.jumped.emit(path)
        QApplication.processEvents()

    def member(self, row: int, question: str) -> str:
        """The path of a member's answer."""
        return f"members/{self.entered.form.members[row].uid}/{question}"

    def key_in(self, household: Mapping[str, str], *people: Mapping[str, str]) -> list[str]:
        """Type what is asked, question after question, until the form ends; says which questions came."""
        asked: list[str] = []
        waiting = list(people)
        for _step in range(MOST_STEPS):
            if not self.at:
                return asked
            asked.append(self.at)
            uid, question = split_path(self.at)
            if uid == "+":
                enter(waiting[0]["name"] if waiting else "")
                person = waiting.pop(0) if waiting else {}
            else:
                enter((household if uid is None else person).get(question, ""))
        raise AssertionError(f"the form never ends, we are at {self.at}")


@contextmanager
def desk(
    qtbot: QtBot, folder: Path, *, language: str = "vi", width: int = 1182, percent: int = 100
) -> Iterator[Desk]:
    """A desk in a new workspace of a commune with three villages."""
    ws = make(folder / "ws")
    for name in ("Nà Pục", "Khuổi Luông", "Bản Lấp"):
        units.add_village(ws, COMMUNE, name)
    with desk_of(qtbot, ws, language=language, width=width, percent=percent) as made:
        yield made
    workspace.close(ws)


@contextmanager
def desk_of(
    qtbot: QtBot, ws: Workspace, *, language: str = "vi", width: int = 1182, percent: int = 100
) -> Iterator[Desk]:
    """A desk in an open workspace."""
    i18n.use(language)
    theme.fonts()
    theme.wear(theme.Theme.LIGHT, percent)
    session = Session(ws, language)
    page, window = FormPage(session), QStackedWidget()
    window.addWidget(QLabel("elsewhere"))
    window.addWidget(page)
    window.resize(width, 724)
    made = Desk(ws, session, page, window)
    session.failed.connect(made.failures.append)
    session.go.connect(lambda screen, thing: made.went.append((screen, thing)))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()
    session.close()


def on_file(at: Desk, *people: Mapping[str, str]) -> FormKey:
    """A household that was keyed before, without pressing all its keys again."""
    entered = entering.new_form(at.ws)
    for question, text in {**HOUSEHOLD, "village": f"{COMMUNE}-02"}.items():
        entered = entering.enter(at.ws, entered, question, text)
    for person in people:
        uid, entered = entering.add_named_member(at.ws, entered, person["name"])
        for question, text in person.items():
            path = member_path(uid, question)
            if path not in entered.skipped:
                entered = entering.enter(at.ws, entered, path, text)
    return entered.form.key


def found_after_a_crash(ws: Workspace, folder: Path) -> Workspace:
    """The workspace as its disk is at this moment: nothing was sealed, nothing said goodbye."""
    copytree(ws.folder, folder)
    return workspace.open_workspace(folder, None, clock=still_clock, new_uid=uids("again"))


def read_only(ws: Workspace) -> Workspace:
    """The same workspace, opened beside this one: it can be looked at, not written."""
    return workspace.open_workspace(
        ws.folder, None, clock=still_clock, new_uid=uids("reader"), read_only=True
    )
