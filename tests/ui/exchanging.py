"""An office and two laptops whose edits differ, and the exchange page on one of their workspaces."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import pack, receive
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.script import enter_all
from desktop.ui.exchange.page import ExchangePage
from desktop.ui.session import Session
from desktop.ui.widgets.choosers import Choosers
from tests.worlds import World, household, world, write_lines


class ModelTester(Protocol):
    """The fixture of pytest-qt that watches a model."""

    def check(self, model: QAbstractItemModel) -> None:
        """Does it keep Qt's rules?"""


class Answers:
    """What the user would choose in the system's dialogs, one after the other."""

    def __init__(self) -> None:
        self.files: tuple[Path, ...] = ()
        self.file: Path | None = None
        self.place: Path | None = None
        self.folder: Path | None = None
        self.suggested = ""
        self.opened: list[Path] = []

    def choosers(self) -> Choosers:
        return Choosers(
            files=lambda _parent, _title, _kinds: self.files,
            file=lambda _parent, _title, _kinds: self.file,
            place=self._place,
            folder=lambda _parent, _title: self.folder,
            show_folder=self.opened.append,
        )

    def _place(self, _parent: QWidget, _title: str, suggested: str, _kinds: str) -> Path | None:
        self.suggested = suggested
        return self.place


def handed_out(folder: Path) -> World:
    """Three households at an office, and the same three on two laptops."""
    made = world(folder, laptops=2)
    lines = write_lines(folder / "list.ndjson", *(household(f"{n:04}", uid=f"h{n}") for n in range(1, 4)))
    import_households(made.office, lines)
    for laptop, certificate in zip(made.laptops, made.certificates, strict=True):
        down = certificate.with_suffix(".down.rasoat")
        pack.pack(made.office, down, for_certificate=certificate)
        receive.receive(laptop, [down])
    return made


def packed(made: World) -> tuple[Path, Path]:
    """Both laptops edit h1 and h2, one adds a household; their bundles for the office."""
    one, two = made.laptops
    enter_all(one, "h1", ["b1_points=150", "address=Nà Mơ"])
    enter_all(two, "h1", ["b1_points=130", "remarks=Nhà mới sửa"])
    enter_all(one, "h2", ["water_source=tap"])
    enter_all(two, "h2", ["water_source=drilled_well"])
    enter_all(two, "new", ["household_code=0099", "members/+1/name=Lý Thị Mới"])
    files = made.folder / "one.rasoat", made.folder / "two.rasoat"
    for laptop, file in zip(made.laptops, files, strict=True):
        pack.pack(laptop, file)
    return files


@contextmanager
def page_of(qtbot: QtBot, ws: Workspace, answers: Answers, language: str = "vi") -> Iterator[ExchangePage]:
    """The exchange page of a workspace, shown; afterwards no work is left running."""
    i18n.use(language)
    session = Session(ws, language)
    page = ExchangePage(session, answers.choosers())
    page.resize(1182, 700)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    yield page
    page.hide()  # a list that is painted asks the workspace, which the test may close now
    session.close()
    i18n.use("en")


def work_done(qtbot: QtBot, page: ExchangePage) -> AbstractContextManager[object]:
    """Ends when what runs beside the window has ended and was told."""
    ended: AbstractContextManager[object] = qtbot.waitSignal(
        page.session.working, check_params_cb=lambda work: work is None
    )
    return ended
