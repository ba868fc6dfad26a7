"""The first screen: figures that open their households, days that come from the calendar, a way to begin."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import assignments, backup, calendar, office, units, workspace
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.overview import overview
from desktop.i18n import use
from desktop.records.rounds import Round
from desktop.store.results import CLASHES, ERRORS, FINISHED, UNFINISHED, WARNINGS, Filter, count
from desktop.ui.overview.cards import days_left
from desktop.ui.overview.page import OverviewPage
from desktop.ui.session import Session, What
from desktop.ui.window import MainWindow
from tests.ui.keys import focused, press, show, tab_to
from tests.worlds import COMMUNE, VILLAGE, household, make, write_lines

PERIODIC = Round("vn-2022/2026/periodic", "vn-2022", 2026, "2026-10-01", "periodic")


def ids(dates: tuple[calendar.Due, ...]) -> list[tuple[str, int]]:
    return [(due.id, due.days) for due in dates]


def test_the_days_of_a_periodic_review_are_those_of_the_law() -> None:
    found = calendar.dates(PERIODIC, date(2026, 11, 15))
    assert ids(found) == [("begins", -75), ("preliminary", 0), ("ends", 29), ("official", 35)]
    assert [due.day for due in found][1:] == [date(2026, 11, 15), date(2026, 12, 14), date(2026, 12, 20)]
    assert all(not due.source.to_be_checked for due in found)


def test_a_review_during_the_year_begins_on_the_15th_of_its_month() -> None:
    regular = Round("vn-2022/2026-05/regular", "vn-2022", 2026, "2026-05-01", "regular")
    assert ids(calendar.dates(regular, date(2026, 5, 1))) == [
        ("monthly", 14),
        ("recognised", 29),
        ("monthly_report", 35),
    ]


def test_days_left_in_words() -> None:
    use("en")
    assert [days_left(days) for days in (-3, 0, 1, 1_234)] == ["", "today", "1 day", "1.234 days"]
    use("vi")
    assert days_left(29) == "29 ngày"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return make(tmp_path / "ws", "Ma Thị Thử")


def fill(ws: Workspace, folder: Path) -> None:
    """Three whole households in one village, one without its water source, one empty one of another."""
    lines = [household(f"{n:04}", uid=f"h{n}") for n in range(1, 4)]
    unfinished = household("0004", uid="h4")
    del unfinished["water_source"]
    lines.append(unfinished)
    lines.append({"uid": "h5", "household_code": "0005", "unit": COMMUNE, "village": f"{COMMUNE}-02"})
    assert import_households(ws, write_lines(folder / "list.ndjson", *lines)).faults == ()


def test_the_figures_are_those_of_the_lists(ws: Workspace, tmp_path: Path) -> None:
    units.add_village(ws, COMMUNE, "Nà Mơ")
    fill(ws, tmp_path)
    seen = overview(ws, "en")
    counts = seen.counts
    assert counts.households == 5
    assert counts.finished == count(ws.store, Filter(status=FINISHED)) == 3
    assert counts.unfinished == count(ws.store, Filter(status=UNFINISHED)) == 2
    assert counts.errors == count(ws.store, Filter(only=ERRORS))
    assert counts.warnings == count(ws.store, Filter(only=WARNINGS))
    assert counts.clashes == count(ws.store, Filter(only=CLASHES)) == 0
    assert sum(one.households for one in seen.classes) == 5
    assert all(one.households == count(ws.store, Filter(class_=one.code)) for one in seen.classes)
    assert [(one.code, one.name, one.households) for one in seen.places] == [
        (VILLAGE, "Thôn Nà Mơ", 4),
        (f"{COMMUNE}-02", f"{COMMUNE}-02", 1),
    ]
    assert seen.last_backup is None
    backup.back_up(ws)
    assert overview(ws, "en").last_backup is not None
    workspace.close(ws)


def test_an_office_above_sees_its_communes(tmp_path: Path) -> None:
    ws = make(tmp_path / "ws", unit="19")
    seen = overview(ws, "vi")
    assert seen.by_commune
    assert "Xã Ba Bể" in [place.name for place in seen.places]
    workspace.close(ws)


class Open:
    """The window on the overview, and where it was asked to go."""

    def __init__(self, qtbot: QtBot, ws: Workspace) -> None:
        self.gone: list[tuple[str, object]] = []
        self.window = MainWindow(Session(ws, "en"))
        self.window.session.go.disconnect()
        self.window.session.go.connect(lambda name, thing: self.gone.append((name, thing)))
        qtbot.addWidget(self.window)
        self.window.show_page("overview")
        show(qtbot, self.window)

    @property
    def page(self) -> OverviewPage:
        page = self.window.page("overview")
        assert isinstance(page, OverviewPage)
        return page

    def texts(self) -> list[str]:
        return [part.text() for part in self.page.findChildren(QLabel) if part.isVisible()]


@pytest.mark.gui
def test_an_empty_workspace_says_what_to_do_with_one_button(qtbot: QtBot, ws: Workspace) -> None:
    shown = Open(qtbot, ws)
    assert "No household is here yet" in shown.texts()
    assert focused().accessibleName() == "Enter the first household"
    press(Qt.Key.Key_Return)
    assert shown.gone == [("form", None)]


@pytest.mark.gui
def test_an_empty_office_above_waits_for_bundles(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Open(qtbot, make(tmp_path / "ws", unit="19"))
    assert focused().accessibleName() == "Receive bundles"
    press(Qt.Key.Key_Return)
    assert shown.gone == [("exchange", None)]


@pytest.mark.gui
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Households not finished 2", Filter(status=UNFINISHED)),
        ("Not known yet 1 20,0 %", Filter(class_="unknown")),
        ("01906-02: 0 of 1 households finished", Filter(village="01906-02")),
    ],
)
def test_every_figure_opens_its_households(
    qtbot: QtBot, ws: Workspace, tmp_path: Path, line: str, wanted: Filter
) -> None:
    fill(ws, tmp_path)
    shown = Open(qtbot, ws)
    tab_to(line)
    press(Qt.Key.Key_Return)
    assert shown.gone == [("households", wanted)]


@pytest.mark.gui
def test_a_village_says_who_reviews_it(qtbot: QtBot, tmp_path: Path) -> None:
    office.new_office(tmp_path / "keys", "Ban Chỉ đạo xã Ba Bể", None)
    made = make(tmp_path / "office", office=tmp_path / "keys")
    units.add_village(made, COMMUNE, "Nà Mơ")
    fill(made, tmp_path)
    assignments.deal(made, VILLAGE, "Nông Thị Thử", made.device.key)
    shown = Open(qtbot, made)
    tab_to("Thôn Nà Mơ: 3 of 4 households finished, This computer · Nông Thị Thử")
    assert not shown.page.grab().isNull()


@pytest.mark.gui
def test_what_comes_next_is_late_first_and_opens_its_village(
    qtbot: QtBot, ws: Workspace, tmp_path: Path
) -> None:
    ws.clock = lambda: datetime(2026, 11, 20, 3, tzinfo=UTC)
    units.add_village(ws, COMMUNE, "Nà Mơ")
    fill(ws, tmp_path)
    assert [(one.place, one.late) for one in overview(ws, "en").next] == [
        (VILLAGE, True),
        (f"{COMMUNE}-02", True),
    ]
    shown = Open(qtbot, ws)
    tab_to("Thôn Nà Mơ late 15/11/2026 · 1 household not finished")
    press(Qt.Key.Key_Return)
    assert shown.gone == [("households", Filter(village=VILLAGE))]
    ws.clock = lambda: datetime(2026, 10, 20, 3, tzinfo=UTC)
    assert not any(one.late for one in overview(ws, "en").next)


@pytest.mark.gui
def test_when_all_is_entered_the_signature_comes_next(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    import_households(ws, write_lines(tmp_path / "list.ndjson", household("0001")))
    shown = Open(qtbot, ws)
    tab_to("Xã Ba Bể 20/12/2026 · the tables are not signed yet")
    press(Qt.Key.Key_Return)
    assert shown.gone == [("rollup", None)]


@pytest.mark.gui
def test_copies_and_bundles_open_where_they_are_made(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    fill(ws, tmp_path)
    shown = Open(qtbot, ws)
    for name in ("Last backup none yet", "Last bundle none yet"):
        tab_to(name)
        press(Qt.Key.Key_Space)
    assert shown.gone == [("settings", None), ("exchange", None)]


@pytest.mark.gui
def test_what_changes_elsewhere_is_drawn_at_once(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    shown = Open(qtbot, ws)
    fill(ws, tmp_path)
    shown.window.session.say(What.TABLES)
    assert "3" not in shown.texts()
    shown.window.session.say(What.HOUSEHOLDS)
    qtbot.waitUntil(lambda: "of 5 households finished" in shown.texts(), timeout=2_000)
    assert "3" in shown.texts()


@pytest.mark.gui
def test_a_narrow_window_stacks_its_cards(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    fill(ws, tmp_path)
    shown = Open(qtbot, ws)

    def row_of_cards() -> int:
        cards = [part for part in shown.page.findChildren(QWidget) if part.property("role") == "card"]
        top = min(card.mapTo(shown.window, card.rect().topLeft()).y() for card in cards)
        return sum(card.mapTo(shown.window, card.rect().topLeft()).y() == top for card in cards)

    assert row_of_cards() == 3
    shown.window.resize(1024, 700)
    qtbot.waitUntil(lambda: row_of_cards() == 2, timeout=2_000)
