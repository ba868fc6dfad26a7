"""The manual: both languages, links and pictures that exist, only keys that work; read by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import i18n, paths
from desktop.actions import manual
from desktop.ui import theme
from desktop.ui.help.page import HelpPage
from desktop.ui.session import Session
from desktop.ui.window import BEHIND, PLACES, MainWindow
from tests.ui.keys import press, show, tab_to, type_in, wait
from tests.ui.look import cut, nameless
from tests.worlds import make

KEY = re.compile(r"`((?:Ctrl\+|Shift\+)*(?:Ctrl\+[+-]|[A-Z]|\d|F\d{1,2}|Enter|Esc|Tab|Del|PgUp|PgDown))`")
TAKEN_AS_EVENTS = {"Enter", "Shift+Enter", "Esc", "Tab", "Shift+Tab", "F1", "Shift"}
LINE = re.compile(r"^[#*|\d]", re.MULTILINE)  # headings, points, rows, steps
MOST = 1_500_000  # bytes of all pictures


def everything(language: str) -> str:
    return "\n".join(page.text for page in manual.pages(language))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_links_and_pictures_are_there(language: str) -> None:
    names = {page.name for page in manual.pages(language)}
    files = {Path(one.name).stem for one in (paths.resources() / "help" / language).iterdir()}
    assert files == names
    for picture, target in re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", everything(language)):
        if picture:
            assert target.startswith(f"../pictures/{language}/")
            assert manual.picture(target.removeprefix("../")), target
        else:
            assert target.removesuffix(".md") in names


def test_both_languages_say_the_same() -> None:
    for vi, en in zip(manual.pages("vi"), manual.pages("en"), strict=True):
        if vi.name in ("exchange", "editions"):
            continue
        assert KEY.findall(vi.text) == KEY.findall(en.text), vi.name
        assert len(re.findall(r"^[#*|\d]", vi.text, re.MULTILINE)) == len(
            re.findall(r"^[#*|\d]", en.text, re.MULTILINE)
        )


def test_pictures_are_small() -> None:
    folder = Path(str(paths.resources() / "help" / "pictures"))
    assert sum(file.stat().st_size for file in folder.rglob("*.png")) < MOST


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    i18n.use("vi")
    made = MainWindow(Session(make(tmp_path / "ws"), "vi"))
    qtbot.addWidget(made)
    made.show_page("overview")
    show(qtbot, made)
    yield made
    made.close()


def page(window: MainWindow) -> HelpPage:
    found = window.page("help")
    assert isinstance(found, HelpPage)
    return found


@pytest.mark.gui
def test_every_key_that_is_named_works(window: MainWindow) -> None:
    for place in (*PLACES, *BEHIND):
        window.page(place.name)
    shortcuts = window.findChildren(QShortcut)
    has = {key.toString() for made in shortcuts for key in QShortcut.keys(made)}
    assert set(KEY.findall(everything("vi"))) - has - TAKEN_AS_EVENTS == set()


@pytest.mark.gui
def test_f1_opens_the_manual_and_it_is_read_by_keys(window: MainWindow) -> None:
    press(Qt.Key.Key_F1)
    help_ = page(window)
    assert window.shown() == "help"
    assert help_.shown() == "start"
    press(Qt.Key.Key_Down)
    assert help_.shown() == "form"
    press(Qt.Key.Key_Escape)
    assert help_.shown() == "start"
    tab_to("Tìm trong trợ giúp")
    type_in("căn cước")
    assert [help_.list.item(n).text() for n in range(help_.list.count())] == ["Danh sách hộ"]
    press(Qt.Key.Key_Return)
    assert help_.shown() == "households"
    assert help_.reader.textCursor().selectedText().casefold() == "căn cước"


@pytest.mark.gui
def test_the_sheet_of_keys_goes_to_paper_and_back(window: MainWindow, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F1)
    tab_to("Mọi phím trên một trang")
    press(Qt.Key.Key_Return)
    assert page(window).shown() == "keys"
    tab_to("In trang này")
    press(Qt.Key.Key_Return)
    paper = window.page("paper")
    wait(qtbot, lambda: not window.session.busy and paper.pages.total())  # type: ignore[attr-defined]
    assert paper.pages.total() == 1  # type: ignore[attr-defined]
    assert "Ctrl+Shift+G" in paper.pages.text()  # type: ignore[attr-defined]
    press(Qt.Key.Key_Escape)
    assert (window.shown(), page(window).shown()) == ("help", "keys")


@pytest.mark.gui
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_or_nameless(window: MainWindow, percent: int) -> None:
    theme.wear(theme.Theme.LIGHT, percent)
    window.show_page("help")
    window.rebuild()
    QApplication.processEvents()
    assert not nameless(window)
    assert not cut(page(window))
