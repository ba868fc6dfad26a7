"""The roll-up by keys: tables, cells that open, residents, Excel; every language, theme and text size."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import units
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.life import die_out
from desktop.actions.new_round import NewRound, new_round
from desktop.actions.script import enter_all
from desktop.records.model import form_key
from desktop.store.results import Filter
from desktop.ui import theme
from desktop.ui.households.page import HouseholdsPage
from desktop.ui.rollup.page import RollupPage
from desktop.ui.session import Session
from desktop.ui.theme import Theme
from tests.rollup.shipped import IDS
from tests.ui.exchanging import Answers
from tests.ui.keys import focused, press, type_in, wait
from tests.ui.look import cut, nameless
from tests.worlds import COMMUNE, household, make, write_lines

pytestmark = [pytest.mark.gui, pytest.mark.slow]
RETURN, RIGHT, DOWN, PAGE_DOWN = Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown
HOUSEHOLDS, POOR = 0, 2  # places of columns 1 and 3


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A commune with one village, two poor households and one that is not."""
    made = make(tmp_path / "ws")
    units.add_village(made, COMMUNE, "Nà Mơ")
    people = [household("0001", uid="h1"), household("0002", uid="h2")]
    richer = household("0003", uid="h3", b1_points=300)
    import_households(made, write_lines(tmp_path / "list.ndjson", *people, richer))
    yield made
    made.store.close()


@contextmanager
def page_of(qtbot: QtBot, ws: Workspace, language: str = "vi") -> Iterator[tuple[RollupPage, Answers]]:
    i18n.use(language)
    answers, session = Answers(), Session(ws, language)
    page = RollupPage(session, answers.choosers())
    page.resize(1182, 720)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    yield page, answers
    session.close()


def _links(page: RollupPage) -> list[QPushButton]:
    return [one for one in page.sheet.remarks.findChildren(QPushButton) if one.isVisible()]


def _total(page: RollupPage) -> list[str]:
    model = page.sheet.model
    return [model.index(0, column).data() for column in range(4)]


def test_the_table_and_the_cell_under_the_keyboard(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        assert _total(page) == ["3", "6", "2", "66,67"]
        assert focused() is page.sheet.view
        press(RIGHT, RIGHT)
        assert page.sheet.cell.text() == "Xã Ba Bể · cột 3, Hộ nghèo – Số hộ: 2 · Enter mở 2 hộ"


def test_return_opens_the_households_of_a_cell(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        press(RIGHT, RIGHT)
        with qtbot.waitSignal(page.session.go) as asked:
            press(RETURN)
        keys = tuple(form_key(uid, ws.round.key) for uid in ("h1", "h2"))
        assert asked.args == ["households", Filter(keys=keys, gone=True)]


def test_a_household_that_is_gone_opens_from_the_movement(qtbot: QtBot, ws: Workspace) -> None:
    """Return on a line of persons; and a figure that does not agree opens who makes the difference."""
    first = ws.round.key
    new_round(ws, NewRound(first, ws.round.year + 1, f"{ws.round.year + 1}-10-01"))
    die_out(ws, form_key("h1", ws.round.key))
    with page_of(qtbot, ws) as (page, _answers):
        page.open("R2")
        press(DOWN, RIGHT, RIGHT, RIGHT)
        assert page.sheet.cell.text().startswith("Xã Ba Bể · Nhân khẩu · cột 4")
        with qtbot.waitSignal(page.session.go) as asked:
            press(RETURN)
        gone = Filter(keys=(form_key("h1", ws.round.key),), gone=True)
        assert asked.args == ["households", gone]
        houses = HouseholdsPage(page.session)
        qtbot.addWidget(houses)
        houses.open(gone)
        assert houses.model.rowCount() == 1
        page.resize(1182, 1000)
        QApplication.processEvents()
        differs = next(one for one in _links(page) if "R1 của đợt trước: Hộ 1 ≠ 2" in one.text())
        with qtbot.waitSignal(page.session.go) as asked:
            differs.setFocus()
            press(Qt.Key.Key_Space)
        assert asked.args == ["households", Filter(keys=(form_key("h2", ws.round.key),), gone=True)]


def test_control_and_page_keys_walk_the_tables(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        seen = []
        for _turn in range(page.tabs.count()):
            seen.append(page.shown())
            press(PAGE_DOWN, control=True)
        assert seen == [*IDS, "residents"]


def test_residents_are_typed_and_change_the_rates_at_once(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        assert "chỉ đếm phiếu" in page.sheet.cell.text()
        page.open("residents")
        type_in("8")
        press(RETURN)
        wait(qtbot, lambda: page.residents.table.currentIndex().row() == 1)
        assert units.totals(ws)[0].households == 8
        page.open("R1")
        assert _total(page) == ["8", "6", "2", "25,00"]


def test_what_is_no_number_stays_out_and_is_said(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        page.open("residents")
        type_in("ba")
        press(RETURN)
        wait(qtbot, page.residents.trouble.isVisible)
        assert units.totals(ws)[0].households is None


def test_why_figures_are_provisional_leads_to_what_settles_it(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        enter_all(ws, "new", ["household_code=0009", f"unit={COMMUNE}"])
        page.refresh()
        wait(qtbot, lambda: len(_links(page)) == 2)
        links = _links(page)
        assert links[0].text().startswith("1 hộ chưa phân loại được")
        links[0].setFocus()
        with qtbot.waitSignal(page.session.go) as asked:
            press(RETURN)
        assert asked.args == ["households", Filter(class_="unknown")]
        links[-1].setFocus()
        press(RETURN)
        assert page.shown() == "residents"


def test_excel_is_written_beside_the_window(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    with page_of(qtbot, ws) as (page, answers):
        answers.folder = tmp_path / "biểu"
        page.write.setFocus()
        with qtbot.waitSignal(page.session.working, check_params_cb=lambda work: work is None):
            press(RETURN)
        assert {file.name for file in answers.folder.iterdir()} == {f"{one}.xlsx" for one in IDS}
        assert ", ".join(f"{one}.xlsx" for one in IDS) in page.note.text()
        press(RETURN)
        assert answers.opened == [answers.folder]


def test_nothing_to_add_up_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    fresh = make(tmp_path / "fresh")
    with page_of(qtbot, fresh) as (page, _answers):
        assert page.empty.isVisible()
        with qtbot.waitSignal(page.session.go) as asked:
            press(RETURN)
        assert asked.args == ["exchange", "receive"]
    fresh.store.close()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("worn", list(Theme))
def test_every_tab_fits_in_every_language_theme_and_size(
    qtbot: QtBot, ws: Workspace, language: str, worn: Theme
) -> None:
    theme.wear(worn, 150)
    with page_of(qtbot, ws, language) as (page, _answers):
        page.resize(1136, 660)  # what the window leaves at 1366 × 768
        for tab in (*IDS, "residents"):
            page.open(tab)
            page.refresh()
            QApplication.processEvents()
            assert cut(page) == []
            assert nameless(page) == []
            assert not page.grab().isNull()


def test_making_the_page_shows_no_window_of_its_own(qtbot: QtBot, ws: Workspace) -> None:
    session = Session(ws, "vi")
    page = RollupPage(session, Answers().choosers())
    qtbot.addWidget(page)
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []
    session.close()


def test_the_list_of_a_cell_says_so_and_leads_back_to_all(qtbot: QtBot, ws: Workspace) -> None:
    session = Session(ws, "vi")
    page = HouseholdsPage(session)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(Filter(keys=(form_key("h2", ws.round.key),)))
    page.refresh()
    assert page.model.rowCount() == 1
    page.filters.all.setFocus()
    press(RETURN)
    assert page.model.rowCount() == 3
    assert not page.filters.all.isVisible()
    session.close()


def test_signing_says_what_it_means_and_the_table_wears_the_stamp(qtbot: QtBot, ws: Workspace) -> None:
    with page_of(qtbot, ws) as (page, _answers):
        assert page.sheet.stamp.text() == "Tạm tính, chưa ký"
        press(Qt.Key.Key_G, control=True)
        wait(qtbot, page.signing.isVisible)
        assert focused() is page.signing.back
        assert cut(page) == nameless(page) == []
        press(Qt.Key.Key_Escape)
        wait(qtbot, page.sheet.isVisible)
        press(Qt.Key.Key_G, control=True)
        wait(qtbot, page.signing.isVisible)
        page.signing.sign.setFocus()
        press(RETURN)
        wait(qtbot, page.sheet.isVisible)
        assert page.sheet.stamp.text().startswith("Đã ký lần 1 ngày 05/10/2026")
        enter_all(ws, "h3", ["b1_points=120"])
        page.refresh()
        assert "Xã Ba Bể, cột 3: 2 → 3" in page.sheet.changes.text()


def test_what_is_open_keeps_the_signature_away_and_leads_to_it(qtbot: QtBot, ws: Workspace) -> None:
    enter_all(ws, "new", ["household_code=0009", f"unit={COMMUNE}"])
    with page_of(qtbot, ws) as (page, _answers):
        press(Qt.Key.Key_G, control=True)
        wait(qtbot, page.signing.isVisible)
        assert not page.signing.sign.isEnabled()
        first = next(one for one in page.signing.findChildren(QPushButton) if "chưa phân loại" in one.text())
        with qtbot.waitSignal(page.session.go) as asked:
            first.setFocus()
            press(RETURN)
        assert asked.args == ["households", Filter(class_="unknown")]


def test_where_room_is_short_heads_are_folded_and_several_rows_are_seen(qtbot: QtBot, ws: Workspace) -> None:
    theme.wear(Theme.LIGHT, 150)
    with page_of(qtbot, ws) as (page, _answers):
        page.resize(1182, 728)
        page.open("R3")
        QApplication.processEvents()
        view = page.sheet.view
        assert view.viewport().height() >= 2 * view.rowHeight(0)
        heads = page.sheet.model
        whole = heads.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert "nhập hộ" in str(whole)
    theme.wear(Theme.LIGHT, 100)
