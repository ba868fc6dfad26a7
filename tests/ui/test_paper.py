"""Papers on the screen: from the form and the list by keys, pages, zoom, PDF, printer, text, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import audit, papers_offer, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.records.model import FormKey
from desktop.ui import theme
from desktop.ui.paper.page import PaperPage
from desktop.ui.session import Session
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.window import MainWindow
from tests import worlds
from tests.ui.keys import focused, press, show, tab_to, type_in, wait
from tests.ui.look import cut, nameless
from tests.worlds import household, make, write_lines

pytestmark = pytest.mark.gui
SECOND = FormKey("h2@vn-2022/2026/periodic")


class Printer:
    """A printer that is a PDF file, and what it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.file, self.place = folder / "printed.pdf", folder / "kept"
        self.titles: list[str] = []

    def ask(self, _parent: QWidget, title: str) -> QPdfWriter:
        self.titles.append(title)
        return QPdfWriter(str(self.file))

    def choosers(self) -> Choosers:
        return Choosers(printer=self.ask, place=lambda *_asked: self.place)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = make(tmp_path / "ws")
    lines = (household(f"{n:04}", uid=f"h{n}") for n in range(1, 4))
    import_households(made, write_lines(tmp_path / "list.ndjson", *lines))
    return made


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    return Printer(tmp_path)


@pytest.fixture
def window(qtbot: QtBot, ws: Workspace, printer: Printer) -> Iterator[MainWindow]:
    i18n.use("vi")
    made = MainWindow(Session(ws, "vi", choose=printer.choosers()))
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    made.close()


def paper(window: MainWindow) -> PaperPage:
    found = window.page("paper")
    assert isinstance(found, PaperPage)
    return found


def made(window: MainWindow, qtbot: QtBot) -> PaperPage:
    """The pages are there."""
    assert window.shown() == "paper", window.message.words()
    page = paper(window)
    wait(qtbot, lambda: not window.session.busy and page.stack.currentWidget() is page.pages)
    QApplication.processEvents()
    return page


def from_the_form(window: MainWindow, qtbot: QtBot) -> PaperPage:
    window.open_page("form", SECOND)
    QApplication.processEvents()
    press(Qt.Key.Key_P, control=True)
    return made(window, qtbot)


def test_ctrl_p_on_the_form_shows_the_slip_and_esc_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("form", SECOND)
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    at = focused()
    name = at.accessibleName()
    press(Qt.Key.Key_P, control=True)
    page = made(window, qtbot)
    assert window.shown() == "paper"
    assert page.place.text().startswith("Trang 1 trên 1")
    assert [page.choice.itemText(n) for n in range(2)] == [
        "Phiếu giải thích kết quả",
        "Phiếu rà soát điền sẵn",
    ]
    assert not page.pages.grab().isNull()
    assert "0002" in page.pages.text()
    press(Qt.Key.Key_Escape)
    assert window.shown() == "form"
    assert focused().accessibleName() == name


def test_the_list_offers_papers_of_all_that_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("households")
    press(Qt.Key.Key_P, control=True)
    page = made(window, qtbot)
    names = [page.choice.itemText(n) for n in range(page.choice.count())]
    assert names == [one.name for one in papers_offer.offers("vi", "list", "household")]
    tab_to("Giấy tờ")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return) if page.choice.view().isVisible() else None
    wait(qtbot, lambda: not window.session.busy and page.pages.total() >= 3)
    assert page.place.text().startswith("Trang 1 trên 3")
    page.pages.setFocus()
    press(Qt.Key.Key_End)
    assert page.place.text().startswith("Trang 3 trên 3")
    assert page.pages.accessibleName().endswith("Trang 3 trên 3")
    press(Qt.Key.Key_Escape)
    assert window.shown() == "households"


def test_only_what_the_search_leaves_is_printed(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F, control=True)
    type_in("0002")
    page = window.page("households")
    wait(qtbot, lambda: page.model.rowCount() == 1)  # type: ignore[attr-defined]
    press(Qt.Key.Key_P, control=True)
    shown = made(window, qtbot)
    assert "0002" in shown.pages.text()
    assert "0001" not in shown.pages.text()


def test_the_open_table_goes_to_paper_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("rollup", "R4")
    press(Qt.Key.Key_P, control=True)
    page = made(window, qtbot)
    assert "CỘNG H" in page.pages.text().upper()
    assert page.choice.currentData() == "R4"
    press(Qt.Key.Key_Escape)
    assert (window.shown(), window.page("rollup").shown()) == ("rollup", "R4")  # type: ignore[attr-defined]


def test_minutes_of_what_was_packed(qtbot: QtBot, tmp_path: Path, printer: Printer) -> None:
    i18n.use("vi")
    world = worlds.world(tmp_path / "world", laptops=1)
    import_households(world.laptops[0], write_lines(tmp_path / "l.ndjson", household("0001")))
    printer.place = tmp_path / "up.rasoat"
    window = MainWindow(Session(world.laptops[0], "vi", choose=printer.choosers()))
    qtbot.addWidget(window)
    show(qtbot, window)
    window.open_page("exchange", "send")
    press(Qt.Key.Key_Space)
    wait(qtbot, lambda: printer.place.is_file() and not window.session.busy)
    tab_to("Biên bản giao nhận")
    press(Qt.Key.Key_Return)
    page = made(window, qtbot)
    assert "up.rasoat" in page.pages.text()
    press(Qt.Key.Key_Escape)
    assert window.shown() == "exchange"
    window.close()
    workspace.close(world.office)


def test_pages_grow_and_shrink_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    page = from_the_form(window, qtbot)
    start = page.pages.zoom()
    press(Qt.Key.Key_Plus, control=True)
    assert page.pages.zoom() > start
    press(Qt.Key.Key_Minus, Qt.Key.Key_Minus, control=True)
    assert page.pages.zoom() < start
    press(Qt.Key.Key_0, control=True)
    assert page.pages.zoom() == start


def test_a_paper_is_written_printed_and_copied(
    window: MainWindow, qtbot: QtBot, printer: Printer, ws: Workspace
) -> None:
    page = from_the_form(window, qtbot)
    press(Qt.Key.Key_S, control=True)
    wait(qtbot, lambda: not window.session.busy)
    assert page.note.text() == "Đã ghi: kept.pdf"
    press(Qt.Key.Key_P, control=True)
    wait(qtbot, lambda: not window.session.busy)
    assert printer.titles == [PdfReader(printer.place.with_suffix(".pdf")).metadata.title]  # type: ignore[union-attr]
    for file in (printer.file, printer.place.with_suffix(".pdf")):
        (one,) = PdfReader(file).pages
        assert "GIẢI THÍCH KẾT QUẢ RÀ SOÁT" in " ".join(one.extract_text().split())
        assert round(float(one.mediabox[2]) / 72 * 25.4) == 148
    logged = [(one.about, one.counts) for one in audit.logs(ws)[0].entries if one.what == audit.PRINT]
    assert logged == [("reason-slip", {"pages": 1})] * 2
    press(Qt.Key.Key_C, control=True)
    assert "GIẢI THÍCH KẾT QUẢ RÀ SOÁT" in QGuiApplication.clipboard().text()


def test_stopped_work_leaves_a_button(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("form", SECOND)
    press(Qt.Key.Key_P, control=True)
    window.strip.setFocus()
    press(Qt.Key.Key_Return)
    page = paper(window)
    wait(qtbot, lambda: not window.session.busy)
    if page.stack.currentWidget() is not page.pages:  # it may have been faster
        assert not page.printing.isEnabled()
        tab_to("Tạo trang in")
        press(Qt.Key.Key_Return)
        made(window, qtbot)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_or_nameless(
    qtbot: QtBot, ws: Workspace, printer: Printer, language: str, percent: int
) -> None:
    i18n.use(language)
    theme.wear(theme.Theme.LIGHT, percent)
    window = MainWindow(Session(ws, language, choose=printer.choosers()))
    qtbot.addWidget(window)
    show(qtbot, window)
    page = from_the_form(window, qtbot)
    assert not nameless(page)
    assert not cut(page)
    window.close()
