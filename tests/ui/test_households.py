"""The list of households: search, filters, paging, opening; with real keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import enter, life, seal, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.households import Page
from desktop.actions.import_ import import_households
from desktop.records.lineage import LIFE
from desktop.records.model import FormKey
from desktop.records.rows import HouseholdRow
from desktop.store.results import GONE, Filter
from desktop.ui import theme
from desktop.ui.households import model
from desktop.ui.households.model import BLOCK, BLOCKS, HouseholdModel
from desktop.ui.households.page import HouseholdsPage
from desktop.ui.households.table import matches
from desktop.ui.session import Session, What
from tests.ui.keying import CONTROL, ESCAPE, RETURN, press, write
from tests.worlds import COMMUNE, household, make, write_lines

pytestmark = pytest.mark.gui
NAMES = ("Nông Văn Thử", "Hoàng Thị Mẫu", "Đặng A Páo", "Lý Thị Lê")


@dataclass
class List:
    """The page on a workspace of its own."""

    ws: Workspace
    session: Session
    page: HouseholdsPage
    went: list[tuple[str, object]] = field(default_factory=list)

    def names(self) -> list[str]:
        """The names in the list, from the top."""
        shown = self.page.model
        return [str(shown.index(row, model.NAME).data()) for row in range(shown.rowCount())]


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[List]:
    i18n.use("vi")
    theme.fonts()
    theme.wear(theme.Theme.LIGHT)
    ws = make(tmp_path / "ws")
    for name in ("Nà Pục", "Khuổi Luông"):
        units.add_village(ws, COMMUNE, name)
    session = Session(ws, "vi")
    made = List(ws, session, HouseholdsPage(session))
    session.go.connect(lambda screen, thing: made.went.append((screen, thing)))
    qtbot.addWidget(made.page)
    made.page.resize(1182, 724)
    with qtbot.waitActive(made.page):
        made.page.show()
        made.page.activateWindow()
    made.page.refresh()
    made.page.setFocus()
    yield made
    made.page.close()
    session.close()
    workspace.close(ws)


@pytest.fixture
def full(empty: List, tmp_path: Path) -> List:
    people = [
        household(f"{n:04}", uid=f"h{n}", village=f"{COMMUNE}-0{1 + n % 2}", members=[_head(name)])
        for n, name in enumerate(NAMES, start=1)
    ]
    import_households(empty.ws, write_lines(tmp_path / "list.ndjson", *people))
    empty.session.say(What.HOUSEHOLDS)
    empty.page.setFocus()
    QApplication.processEvents()
    return empty


def _head(name: str) -> dict[str, object]:
    return {"name": name, "relation": "head", "sex": "f", "birth_date": "1980-02-03", "ethnicity": "02"}


def test_an_empty_list_says_what_to_do(empty: List) -> None:
    assert empty.page.stack.currentWidget() is not empty.page.table
    press(Qt.Key.Key_N, CONTROL, to=empty.page)
    assert empty.went == [("form", None)]


def test_names_stand_in_vietnamese_order(full: List) -> None:
    assert full.names() == ["Đặng A Páo", "Hoàng Thị Mẫu", "Lý Thị Lê", "Nông Văn Thử"]
    assert full.page.filters.count.text() == "4 hộ"


def test_search_as_you_type_with_and_without_marks(full: List) -> None:
    full.page.filters.search.setFocus()
    write("hoang mau")
    assert full.names() == ["Hoàng Thị Mẫu"]
    full.page.filters.search.clear()
    write("Đặng")
    assert full.names() == ["Đặng A Páo"]
    press(RETURN)
    (screen, key) = full.went[0]
    assert screen == "form"
    assert isinstance(key, str)
    assert key.startswith("h3@")
    press(ESCAPE)
    assert len(full.names()) == 4


def test_arrows_and_return_open_a_household(full: List) -> None:
    full.page.filters.search.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(RETURN)
    assert full.went == [("form", full.page.model.household(1).key)]  # type: ignore[union-attr]


def test_a_double_click_opens_too(full: List) -> None:
    at = full.page.table.visualRect(full.page.model.index(2, model.CODE)).center()
    QTest.mouseClick(full.page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(full.page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [screen for screen, _key in full.went] == ["form"]


def test_filters_narrow_the_list(full: List) -> None:
    filters = full.page.filters
    filters.village.setCurrentIndex(filters.village.findData(f"{COMMUNE}-01"))
    assert full.names() == ["Hoàng Thị Mẫu", "Lý Thị Lê"]
    filters.status.setCurrentIndex(2)
    assert full.names() == []
    assert full.page.stack.currentWidget() is not full.page.table
    full.page.open(Filter())
    assert len(full.names()) == 4


def test_what_happened_is_asked_over_the_form(full: List) -> None:
    """Ctrl+L for the household under the cursor, from the list."""
    full.page.filters.search.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_L, CONTROL)
    assert full.went == [("form", (full.page.model.household(0).key, LIFE))]  # type: ignore[union-attr]


def test_the_menu_of_a_household(full: List) -> None:
    full.page.table.setCurrentIndex(full.page.model.index(1, 0))
    key = full.page.model.household(1).key  # type: ignore[union-attr]
    for action in full.page.table.actions():
        action.trigger()
    went = [(screen, thing) for screen, thing in full.went if screen != "paper"]
    papers = [thing.asked.keys for screen, thing in full.went if screen == "paper"]  # type: ignore[attr-defined]
    assert went == [("form", key), ("form", (key, LIFE))]
    assert len(papers) == len(full.went) - len(went) > 0


def test_how_they_moved_is_a_filter_and_stands_behind_the_name(empty: List, tmp_path: Path) -> None:
    lines = [
        household("1", uid="h1", members=[_head("Đặng A Páo")], class_before="near_poor"),
        household("2", uid="h2", members=[_head("Lý Thị Lê")], class_before="poor"),
        household("3", uid="h3", members=[_head("Vi Văn Bé")]),
    ]
    import_households(empty.ws, write_lines(tmp_path / "list.ndjson", *lines))
    empty.session.say(What.HOUSEHOLDS)
    assert empty.names() == ["Đặng A Páo", "Lý Thị Lê", "Vi Văn Bé"]
    spoken = empty.page.model.index(0, model.NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Đặng A Páo, hộ cận nghèo trở thành hộ nghèo"
    moved = empty.page.filters.moved
    for code, names in (
        ("poor/from_other", ["Đặng A Páo"]),
        ("poor/stayed", ["Lý Thị Lê"]),
        ("poor/new", []),
    ):
        moved.setCurrentIndex(moved.findData(code))
        assert empty.names() == names
    assert "Hộ nghèo: phát sinh mới" in [moved.itemText(n) for n in range(moved.count())]
    assert not empty.page.grab().isNull()


def test_those_who_are_counted_no_more_are_found_again(full: List) -> None:
    life.die_out(full.ws, FormKey(str(full.page.model.household(0).key)))  # type: ignore[union-attr]
    full.session.say(What.HOUSEHOLDS)
    assert len(full.names()) == 3
    only = full.page.filters.only
    only.setCurrentIndex(only.findData(GONE))
    assert full.names() == ["Đặng A Páo"]


def test_a_filter_from_another_screen_is_shown(full: List) -> None:
    full.page.open(Filter(text="ly", village=f"{COMMUNE}-01"))
    assert full.names() == ["Lý Thị Lê"]
    assert full.page.filters.search.text() == "ly"
    full.page.open(None)
    assert full.names() == ["Lý Thị Lê"], "nothing asked, nothing changed"


def test_a_change_elsewhere_is_seen_and_the_cursor_stays(full: List) -> None:
    full.page.table.setCurrentIndex(full.page.model.index(3, 0))
    key = FormKey(str(full.page.model.household(0).key))  # type: ignore[union-attr]
    entered = enter.open_form(full.ws, key)
    enter.put(full.ws, entered, f"members/{entered.form.members[0].uid}/name", "Vi Văn Bé")
    seal.seal(full.ws, key)
    full.session.say(What.HOUSEHOLDS)
    assert full.names()[-1] == "Vi Văn Bé"
    current = full.page.model.household(full.page.table.currentIndex().row())
    assert current is not None
    assert current.head == "Nông Văn Thử"


def test_the_words_of_every_column(full: List) -> None:
    row = [str(full.page.model.index(3, column).data()) for column in range(full.page.model.columnCount())]
    assert row[:4] == ["Nông Văn Thử", "0001", "Khuổi Luông", "1"]
    assert all("{" not in words for words in row)


def test_found_letters_are_known() -> None:
    assert matches("Nông Văn Thử", ("nong", "th")) == [(0, 4), (9, 11)]
    assert matches("Đặng A Páo", ("d", "pao")) == [(0, 1), (7, 10)]
    assert matches("Hoàng", ("ang",)) == []


def test_the_model_obeys_qt(full: List, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(full.page.model)  # type: ignore[no-untyped-call]


def _row(n: int) -> HouseholdRow:
    key = FormKey(f"{n:032}@r")
    words = (f"{n:05}", f"Hộ {n}", "", "", "", "", "", 1, "poor")
    return HouseholdRow(key, *words, n, 0, 0, 0, 0, 0, "", live=True)


def test_only_the_blocks_that_are_looked_at_are_fetched() -> None:
    total, asked = 100_000, []

    def fetch(offset: int, limit: int) -> Page:
        asked.append(offset)
        return Page(tuple(_row(n) for n in range(offset, min(total, offset + limit))), total)

    shown = HouseholdModel(lambda row, _column: row.head)
    shown.show_list(fetch)
    assert shown.rowCount() == total
    assert asked == [0]
    assert shown.index(99_999, 0).data() == "Hộ 99999"
    assert asked == [0, 99_999 // BLOCK * BLOCK]
    for block in range(BLOCKS + 4):
        shown.index(block * BLOCK, 0).data()
    assert shown.index(0, 0).data() == "Hộ 0", "what was forgotten is fetched again"
    assert asked.count(0) == 2


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("look", list(theme.Theme))
def test_the_list_in_every_dress(full: List, qtbot: QtBot, language: str, look: theme.Theme) -> None:
    i18n.use(language)
    theme.wear(look, 150)
    page = HouseholdsPage(Session(full.ws, language))
    qtbot.addWidget(page)
    page.resize(1366, 724)
    page.show()
    page.open(Filter(text="hoang"))
    page.refresh()
    QApplication.processEvents()
    assert not page.grab().isNull()
    assert page.filters.search.width() > theme.px(150)
