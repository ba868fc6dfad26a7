"""Score cards in the window: the block of the form by keys, the mark of an invented one, the settings."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.actions import card_list, cards, units
from desktop.actions.script import enter_all
from desktop.records.model import FormKey
from desktop.ui.session import Session
from desktop.ui.settings.page import SettingsPage
from desktop.ui.widgets.choosers import Choosers
from desktop.ui.widgets.editors.chips import ChipsEditor
from tests.carding import rows, sound, write_card
from tests.ui.desk import Desk, desk_of
from tests.ui.keying import enter
from tests.ui.look import cut, nameless
from tests.worlds import COMMUNE, VILLAGE, make

COUPLE = [
    "village=" + VILLAGE,
    "area=rural",
    "livelihood=farm",
    "floor_area_m2=15",
    *(f"members/+{n}/birth_date={year}-05-02" for n, year in ((1, 1980), (2, 1984))),
    *(f"members/+{n}/disabled=2" for n in (1, 2)),
    "members/+1/name=Nông Văn Thử",
    "members/+2/name=Hoàng Thị Mẫu",
]


@pytest.fixture
def by_card(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A couple whose income is found by an imported card, at the first item."""
    ws = make(tmp_path / "ws")
    units.add_village(ws, COMMUNE, "Nà Pục")
    cards.import_cards(ws, sound(tmp_path / "card.xlsx"))
    key = enter_all(ws, "new", [*COUPLE, "income_basis=card"]).form.key
    with desk_of(qtbot, ws, language="en") as made:
        made.open(key)
        made.go("card/education")
        yield made


def test_items_are_answered_by_their_numbers_and_the_total_runs(by_card: Desk) -> None:
    """Two people 65, nobody unable 10; then one item after the other."""
    block = by_card.view.sheet.card
    assert block.isVisible()
    assert block.total.text().startswith("So far 75 points; ")
    assert block.points["card/size"].text() == "65 · counted"
    assert block.points["card/size"].toolTip() == "Bảng điểm bịa để thử, mục 1"
    enter("1")
    assert (by_card.at, block.points["card/education"].text()) == ("card/nonfarm", "7")
    assert block.total.text().startswith("So far 82 points; ")
    while by_card.at.startswith("card/"):
        enter("2")
    assert block.total.text().startswith("Total B1: ")
    assert by_card.entered.result.b1 == int(block.total.text().split()[2])
    assert "Rural" in block.source.text()
    assert "check sum" in block.source.text()


def test_a_count_can_be_corrected_and_comes_back(by_card: Desk) -> None:
    by_card.go("card/unable")
    enter("1")
    assert by_card.view.sheet.card.points["card/unable"].text() == "5"
    by_card.go("card/unable")
    by_card.view.answered.emit("card/unable", "")
    QApplication.processEvents()
    assert by_card.view.sheet.card.points["card/unable"].text() == "10 · counted"


def test_the_block_is_away_for_households_without_card(by_card: Desk) -> None:
    by_card.go("income_basis")
    enter("3")
    assert by_card.at == "income_per_head"
    assert not by_card.view.sheet.card.isVisible()
    assert not by_card.view.sheet.fields["card/education"].isVisible()


def test_a_card_is_offered_only_where_there_is_one(qtbot: QtBot, tmp_path: Path) -> None:
    """The invented card is there for practice alone; what a real office has decides then."""
    ws = replace(make(tmp_path / "ws"), practice=False)
    ws.edition = make(tmp_path / "other").edition
    card_list.refresh(ws)
    cards.import_cards(ws, write_card(tmp_path / "card.xlsx", {"urban": rows(town=True)}))
    assert [card.area for card in ws.edition.cards] == ["urban"]
    with desk_of(qtbot, ws, language="en") as made:
        made.open()
        offered = made.view.sheet.fields["income_basis"].editor
        assert isinstance(offered, ChipsEditor)
        assert [choice.code for choice in offered.choices] == ["card", "points", "amount"]
        made.view.answered.emit("area", "rural")
        assert [choice.code for choice in offered.choices] == ["points", "amount"]
        made.view.answered.emit("area", "urban")
        assert [choice.code for choice in offered.choices] == ["card", "points", "amount"]


def test_a_total_from_paper_can_be_opened_item_by_item(by_card: Desk) -> None:
    sheet = by_card.view.sheet
    by_card.view.answered.emit("income_basis", "points")
    by_card.view.answered.emit("b1_points", "90")
    assert sheet.card.recheck.isVisible()
    assert not sheet.fields["card/education"].isVisible()
    sheet.card.recheck.click()
    assert sheet.fields["card/education"].isVisible()
    by_card.go("card/education")
    while by_card.at.startswith("card/"):
        enter("2")
    total = sheet.card.total.text().split()[2]
    assert sheet.fields["b1_points"].problem() == f"The total on paper is 90, its items add up to {total}"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_invented_card_lies_across_the_sheet(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    ws = make(tmp_path / "ws")
    key = enter_all(ws, "new", [*COUPLE, "income_basis=card"]).form.key
    with desk_of(qtbot, ws, language=language) as made:
        made.open(FormKey(key))
        mark = made.view.sheet.watermark
        assert mark.isVisible()
        assert mark.text() == {"vi": "MINH HOẠ – không phải điểm thật"}.get(
            language, "ILLUSTRATION – not real points"
        )
        assert cut(made.view.sheet.card) == []
        assert nameless(made.view.sheet.card) == []
        made.view.answered.emit("income_basis", "amount")
        assert not mark.isVisible()


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Iterator[SettingsPage]:
    """The settings of a workspace, where the file to read is `card.xlsx`."""
    ws = make(tmp_path / "ws")
    chosen = Choosers(file=lambda *_: tmp_path / "card.xlsx", place=lambda *_: tmp_path / "empty.xlsx")
    session = Session(ws, "en")
    page = SettingsPage(session, chosen)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh()
    yield page
    session.close()


def test_a_card_is_read_first_and_taken_in_then(settings: SettingsPage, tmp_path: Path) -> None:
    sound(tmp_path / "card.xlsx")
    shown = settings.cards
    shown.read.click()
    assert "Rural" in shown.found.text()
    assert shown.take.text() == "Take these cards in"
    shown.take.click()
    assert shown.done.text() == "2 score cards are taken in."
    assert not shown.take.isVisible()
    shown.read.click()
    shown.take.click()
    assert shown.done.text() == "These cards were here already."


def test_what_is_wrong_is_said_and_the_sound_sheet_can_be_taken(
    settings: SettingsPage, tmp_path: Path
) -> None:
    lines = rows()
    lines[3][4] = None
    write_card(tmp_path / "card.xlsx", {"rural": lines, "urban": rows(town=True)})
    shown = settings.cards
    shown.read.click()
    said = [one.text() for one in shown.findChildren(QLabel)]
    assert "rural!5: the source of “size 4” is missing: document, annex or article" in said
    QApplication.processEvents()
    assert cut(shown) == []
    shown.take.click()
    assert shown.done.text() == "1 score card is taken in."


def test_the_empty_card_is_saved(settings: SettingsPage, tmp_path: Path) -> None:
    settings.cards.template.click()
    assert (tmp_path / "empty.xlsx").stat().st_size > 5_000
    assert "empty.xlsx" in settings.cards.done.text()
