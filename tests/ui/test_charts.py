"""Charts of the tables: the figures of their cells, patterns without colour, pictures by keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.actions import charts, report, units, workspace
from desktop.actions.charts import Chart, Part
from desktop.actions.context import Workspace
from desktop.actions.import_ import import_households
from desktop.actions.workspace import NewWorkspace
from desktop.errors import RasoatError
from desktop.ui import theme
from desktop.ui.charts import pictures
from desktop.ui.charts.drawing import Drawing, described, height
from desktop.ui.charts.hatching import PATTERNS, fill
from desktop.ui.charts.page import ChartsPage
from desktop.ui.session import Session
from desktop.ui.theme import Theme
from desktop.ui.window import SMALLEST, MainWindow
from tests.ui.exchanging import Answers
from tests.ui.keys import focused, press, show, tab_to, wait
from tests.ui.look import cut, nameless
from tests.worlds import COMMUNE, DATE, YEAR, household, make, still_clock, uids, write_lines

pytestmark = pytest.mark.gui
S, H, DOWN, RETURN, ESCAPE = Qt.Key.Key_S, Qt.Key.Key_H, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape
VILLAGE = f"{COMMUNE}-02"
CLASSES = (("3", "4"), ("5", "6"), ("7", "8"))  # columns of R1


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Two villages; two poor households, one that is not, one of each class in the second village."""
    made = make(tmp_path / "ws")
    for name in ("Nà Mơ", "Khuổi Luông"):
        units.add_village(made, COMMUNE, name)
    there = [
        household("0003", uid="h3", b1_points=300, village=VILLAGE),
        household("0004", uid="h4", village=VILLAGE),
    ]
    here = [household("0001", uid="h1"), household("0002", uid="h2")]
    import_households(made, write_lines(tmp_path / "list.ndjson", *here, *there))
    yield made
    made.store.close()


@contextmanager
def opened(qtbot: QtBot, ws: Workspace, answers: Answers, language: str = "vi") -> Iterator[MainWindow]:
    """The window, with the charts opened from the roll-up by keys."""
    i18n.use(language)
    window = MainWindow(Session(ws, language, choose=answers.choosers()))
    qtbot.addWidget(window)
    show(qtbot, window)
    window.open_page("rollup")
    QApplication.processEvents()
    press(H, control=True)
    wait(qtbot, lambda: not window.session.busy)
    QApplication.processEvents()
    yield window
    window.close()
    i18n.use("en")


def page_of(window: MainWindow) -> ChartsPage:
    assert window.shown() == "charts"
    found = window.page("charts")
    assert isinstance(found, ChartsPage)
    return found


def both(ws: Workspace, unit: str = COMMUNE) -> tuple[Chart, ...]:
    return charts.charts(charts.ground(ws), unit, "vi")


def test_the_classes_are_the_cells_of_the_table(ws: Workspace) -> None:
    table = report.table(ws, "R1")
    mix = both(ws)[0]
    assert [one.side for one in mix.series] == ["poor", "near_poor", "medium"]
    assert [bar.name for bar in mix.bars] == [row.name for row in table.rows]
    for bar, row in zip(mix.bars, table.rows, strict=True):
        cells = [(row.values[count], row.values[rate]) for count, rate in CLASSES]
        assert [(part.count, part.rate) for part in bar.parts] == cells
        assert bar.is_provisional  # nobody gave the residents: rates rest on forms


def test_the_deprivations_are_the_cells_in_official_order(ws: Workspace) -> None:
    counts, rates = report.table(ws, "R4"), report.table(ws, "R5")
    lacking = both(ws)[1]
    keys = [column.key for column in counts.columns if rates.layout.find(column.key) and column.key.isdigit()]
    assert [bar.name for bar in lacking.bars] == [counts.layout.find(key).title["vi"] for key in keys]  # type: ignore[union-attr] # found above
    cells = [(Part(counts.rows[0].values[key], rates.rows[0].values[key]),) for key in keys]
    assert [bar.parts for bar in lacking.bars] == cells


def test_one_village_alone(ws: Workspace) -> None:
    mix, lacking = both(ws, VILLAGE)
    assert [bar.name for bar in mix.bars] == [mix.place.partition(" · ")[0]]
    assert lacking.place == mix.place
    row = report.table(ws, "R4").row(VILLAGE)
    assert row is not None
    assert lacking.bars[0].parts[0].count == row.values["1"]


@pytest.mark.parametrize("edition", ["vn-2016", "vn-2027"])
def test_other_standards_have_both(tmp_path: Path, edition: str) -> None:
    new = NewWorkspace(edition, YEAR, DATE, COMMUNE, person="máy")
    made = workspace.create(tmp_path / "ws", new, clock=still_clock, new_uid=uids("máy"))
    mix, lacking = both(made)
    assert [one.side for one in mix.series] == ["poor", "near_poor"]
    assert all(len(bar.parts) == len(mix.series) for bar in mix.bars)
    assert lacking.bars
    made.store.close()


def grey(pattern: int) -> bytes:
    """What a pattern looks like in a print without colours."""
    image = QImage(60, 24, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens(Theme.LIGHT)["surface"]))
    painter = QPainter(image)
    fill(painter, QRectF(2, 2, 56, 20), pattern, QColor(theme.tokens(Theme.LIGHT)["text"]), 1.0)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Mono).constBits())


def test_classes_differ_without_colour(ws: Workspace) -> None:
    assert len({grey(pattern) for pattern in range(PATTERNS)}) == PATTERNS
    assert len(both(ws)[0].series) <= PATTERNS


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [620, 1100])
def test_nothing_leaves_the_sheet(ws: Workspace, percent: int, width: int) -> None:
    theme.wear(Theme.LIGHT, percent)
    around, paper = 200, QColor(theme.tokens(Theme.LIGHT)["surface"])
    for chart in both(ws):
        high = int(height(chart, width)) + 1
        image = QImage(width + 2 * around, high + 2 * around, QImage.Format.Format_RGB32)
        image.fill(paper)
        painter = QPainter(image)
        painter.translate(around, around)
        Drawing(painter, chart, width, theme.tokens(Theme.LIGHT)).draw()
        painter.fillRect(0, 0, width, high, paper)
        painter.end()
        blank = QImage(image.size(), image.format())
        blank.fill(paper)
        assert image == blank


def test_pictures_by_keys(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    answers = Answers()
    with opened(qtbot, ws, answers) as window:
        page = page_of(window)
        answers.place = tmp_path / "biểu đồ"
        press(S, control=True)
        assert page.note.text() == "Đã ghi: biểu đồ.png"
        assert answers.suggested.endswith(".png")
        assert QImage(str(tmp_path / "biểu đồ.png")).width() == 2 * theme.px(pictures.WIDTH)
        press(DOWN)
        answers.place = tmp_path / "thiếu hụt.svg"
        press(S, control=True)
        said = "".join(ET.parse(answers.place).getroot().itertext())  # noqa: S314 - written by us
        chart = page.view.chart()
        assert chart is not None
        assert chart.title in said


def test_a_place_that_cannot_be_written_is_said(qtbot: QtBot, ws: Workspace, tmp_path: Path) -> None:
    answers = Answers()
    answers.place = tmp_path / "missing" / "picture.png"
    with opened(qtbot, ws, answers) as window:
        said: list[RasoatError] = []
        window.session.failed.connect(said.append)
        press(S, control=True)
        assert [error.code for error in said] == ["not_written"]


def test_units_and_charts_are_chosen_and_read_out(qtbot: QtBot, ws: Workspace) -> None:
    with opened(qtbot, ws, Answers()) as window:
        page = page_of(window)
        assert focused() is page.which
        tab_to("Địa bàn nào")
        press(DOWN, DOWN)
        assert [page.view.chart()] == [both(ws, VILLAGE)[0]]
        chart = page.view.chart()
        assert chart is not None
        tab_to(page.view.accessibleName())
        assert page.view.accessibleDescription() == described(chart)
        assert "Hộ nghèo: 1 (50,00 %)" in described(chart)
        press(ESCAPE)
        assert window.shown() == "rollup"


def test_nothing_to_draw_yet(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, make(tmp_path / "empty"), Answers()) as window:
        page = page_of(window)
        assert page.empty.isVisible()
        assert not page.save.isEnabled()
        tab_to("Nhập một hộ")
        press(RETURN)
        assert window.shown() == "form"


def test_nobody_poor_is_a_chart_too(qtbot: QtBot, tmp_path: Path) -> None:
    made = make(tmp_path / "none")
    units.set_total(made, COMMUNE, {"households": 40, "persons": 150})
    with opened(qtbot, made, Answers()) as window:
        page = page_of(window)
        assert page.view.isVisible()
        assert "Hộ nghèo: 0 (0,00 %)" in page.view.accessibleDescription()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, ws: Workspace, language: str, percent: int) -> None:
    theme.wear(Theme.DARK, percent)
    with opened(qtbot, ws, Answers(), language) as window:
        page = page_of(window)
        window.resize(SMALLEST)
        QApplication.processEvents()
        assert not nameless(page)
        assert not cut(page)
