"""The models of the exchange keep Qt's rules, whatever they are given."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions.clashes import ClashLine
from desktop.actions.receive import Counts, FilePlan, Plan, PlannedClash
from desktop.ui.exchange import sentences
from desktop.ui.exchange.cells import Cell, CellsModel
from desktop.ui.exchange.waiting import BLOCK, FIELD, FLIPS, Waiting, WaitingModel
from desktop.ui.widgets.figures import difference, figure
from desktop.ui.widgets.folding import Folding
from tests.ui.exchanging import ModelTester

pytestmark = pytest.mark.gui


def _waiting(asked: list[str]) -> Waiting:
    """A hundred clashes; `asked` hears whose words were asked for."""

    def lines(ids: Sequence[str]) -> list[ClashLine]:
        asked.extend(ids)
        return [ClashLine(one, "Nông Văn Thử", "Nà Mơ", "Nguồn nước", one == "c0") for one in ids]

    return Waiting(tuple(f"c{n}" for n in range(100)), lines, lambda _id: None)


def test_cells(qtmodeltester: ModelTester) -> None:
    model = CellsModel(["Tệp", "Số"], [[Cell("a"), Cell("1", right=True)]])
    qtmodeltester.check(model)
    model.show_rows([])
    qtmodeltester.check(model)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Số"


def test_waiting_clashes(qtmodeltester: ModelTester) -> None:
    model = WaitingModel()
    qtmodeltester.check(model)
    model.show_waiting(_waiting([]))
    qtmodeltester.check(model)
    index = model.index(0)
    assert (index.data(), index.data(FIELD)) == ("Nông Văn Thử · Nà Mơ", "Nguồn nước")
    assert index.data(FLIPS) is True
    assert model.view(7) is None


def test_clashes_that_are_not_seen_are_not_asked_for() -> None:
    model, asked = WaitingModel(), list[str]()
    model.show_waiting(_waiting(asked))
    assert asked == []
    assert [model.index(row).data(FIELD) for row in (0, BLOCK - 1)] == ["Nguồn nước", "Nguồn nước"]
    assert len(asked) == BLOCK


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0, "0"),
        (1234567, "1.234.567"),
        ("19.58", "19,58"),
        ("9.00", "9,00"),
        ("1234.5", "1.234,50"),
    ],
)
def test_figures_are_written_as_people_here_do(value: int | str | None, shown: str) -> None:
    assert figure(value) == shown


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (3, 5, "+2"),
        (5, 3, "−2"),
        (None, 4, "+4"),
        (4, None, "−4"),
        ("19.58", "20.00", "+0,42"),
        (None, "1.00", ""),
        ("1.00", None, ""),
        (1000, 3000, "+2.000"),
    ],
)
def test_differences_carry_their_sign(before: int | str | None, after: int | str | None, shown: str) -> None:
    assert difference(before, after) == shown


def test_the_button_says_what_it_will_do() -> None:
    taken = FilePlan(Path("a.rasoat"), accepted=True, counts=Counts(new=34, households=34, merged=2))
    old = FilePlan(Path("b.rasoat"), accepted=True, already=True)
    clash = PlannedClash("c", "form", "h1@r", "area")
    plan = Plan((taken, old), (clash,), (), ())
    assert sentences.will_receive(plan) == "Receive 1 bundle: 34 new households, 2 records changed, 1 clash"
    nothing = FilePlan(Path("c.rasoat"), accepted=True)
    assert sentences.will_receive(Plan((nothing,), (), (), ())) == "Receive 1 bundle: nothing new"


def test_what_does_not_fit_side_by_side_folds(qtbot: QtBot) -> None:
    folding = Folding()
    for _turn in range(2):
        part = QWidget()
        part.setFixedSize(300, 40)
        folding.row.addWidget(part)
    qtbot.addWidget(folding)
    folding.resize(700, 100)
    folding.show()
    assert folding.row.direction() is QBoxLayout.Direction.LeftToRight
    folding.resize(400, 100)
    assert folding.row.direction() is QBoxLayout.Direction.TopToBottom
    assert folding.minimumSizeHint().width() == 0


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 kB"), (14_001, "15 kB"), (2_449_999, "2,4 MB"), (1_960_000, "2,0 MB")]
)
def test_sizes(count: int, shown: str) -> None:
    assert sentences.size(count).replace(sentences.TOGETHER, " ") == shown
