"""The models of the roll-up keep Qt's rules and say what a person needs to hear of a cell."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from desktop.actions.units import TotalRow
from desktop.editions.units import Level, Unit
from desktop.records.rounds import Round
from desktop.rollup.layout import Cited, Column, Group, Layout
from desktop.rollup.rates import Figure
from desktop.rollup.residents import Basis
from desktop.rollup.tables import Provisional, Row, Table
from desktop.ui.rollup.columns_header import GROUP, NUMBER
from desktop.ui.rollup.residents_model import ResidentsModel, depths
from desktop.ui.rollup.table_model import PROVISIONAL, FiguresModel
from desktop.ui.rollup.units_header import DEPTH, QUIET, STRONG
from tests.ui.exchanging import ModelTester

pytestmark = pytest.mark.gui
HORIZONTAL, VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def _words(text: str) -> dict[str, str]:
    return {"vi": text, "en": text}


def _table() -> Table:
    """A province with one district: residents known, the district rests on forms and has a clash."""
    columns = (
        Column("1", _words("Số hộ"), group="all", residents="households"),
        Column("3", _words("Số hộ"), group="poor", where="poor", sum="1"),
        Column("4", _words("Tỷ lệ %"), "4=3/1*100", "poor", where="poor", sum="1", share_of="1"),
        Column("9", _words("Nhân khẩu"), where="poor", sum="r.persons"),
    )
    groups = (Group("all", _words("Tổng số")), Group("poor", _words("Hộ nghèo")))
    words = _words("R1. Tổng hợp")
    layout = Layout("R1", "Mẫu 7.1", words, words, _words("hộ"), Cited("", "", "SEEN"), columns, groups)
    home = Unit("06", "Bắc Kạn", Level.PROVINCE, "Tỉnh", "", "2008-12-11")
    values: dict[str, Figure] = {"1": 82056, "3": 20281, "4": Decimal("24.72"), "9": 90001}
    below: dict[str, Figure] = {"1": 0, "3": 0, "4": None, "9": 0}
    rows = (
        Row("06", "Tỉnh Bắc Kạn", Level.PROVINCE, "", values),
        Row("060", "Huyện Pác Nặm", Level.DISTRICT, "1", below, Basis.FORMS, Provisional(clashes=1)),
    )
    the_round = Round("vn-2022/2022/periodic", "vn-2022", 2022, "2022-10-01", "periodic")
    return Table(layout, "vn-2022", the_round, home, rows, Provisional(clashes=1, forms_only=1))


@pytest.fixture
def model() -> FiguresModel:
    made = FiguresModel("vi")
    made.show_table(_table())
    return made


def test_the_table_model(qtmodeltester: ModelTester, model: FiguresModel) -> None:
    qtmodeltester.check(FiguresModel("vi"))
    qtmodeltester.check(model)


def test_figures_are_official_and_empty_without_a_denominator(model: FiguresModel) -> None:
    shown = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert shown == [["82.056", "20.281", "24,72", "90.001"], ["0", "0", "", "0"]]


def test_heads(model: FiguresModel) -> None:
    assert model.headerData(2, HORIZONTAL) == "Tỷ lệ %"
    assert model.headerData(2, HORIZONTAL, GROUP) == "Hộ nghèo"
    assert model.headerData(2, HORIZONTAL, NUMBER) == "4=3/1*100"
    assert model.headerData(9, HORIZONTAL) is None
    assert [model.headerData(row, VERTICAL, DEPTH) for row in range(2)] == [0, 1]
    assert [model.headerData(row, VERTICAL, QUIET) for row in range(2)] == ["", "*"]
    assert model.headerData(0, VERTICAL, STRONG) is True


def test_only_what_rests_on_something_unsettled_is_hatched(model: FiguresModel) -> None:
    hatched = [[model.index(row, column).data(PROVISIONAL) for column in range(4)] for row in range(2)]
    assert hatched == [[False] * 4, [True] * 4]


def test_a_cell_in_words(model: FiguresModel) -> None:
    assert model.said(model.index(0, 1)) == (
        "Tỉnh Bắc Kạn · column 3, Hộ nghèo – Số hộ: 20.281 · Enter opens 20.281 households"
    )
    assert model.said(model.index(0, 3)).endswith("Enter opens 20.281 households")  # persons of the same
    assert model.said(model.index(0, 0)).endswith("Enter opens the forms")
    assert "nothing to divide by · forms only · no household" in model.said(model.index(1, 2))
    assert model.legend() == "hộ · * forms only"


def test_a_start_that_was_given_promises_no_number_of_households(model: FiguresModel) -> None:
    table = _table()
    columns = tuple(replace(one, given="opening_poor") if one.key == "3" else one for one in table.columns)
    layout = replace(table.layout, column=columns)
    for opening, said in (
        ("last_round", "Enter opens 20.281 households"),
        ("residents", "Enter opens the forms"),
    ):
        model.show_table(replace(table, layout=layout, opening=opening))
        assert model.said(model.index(0, 1)).endswith(said)


def _total(unit: str, level: Level, households: int | None = None) -> TotalRow:
    return TotalRow(unit, f"Xã {unit}", level, households, None, None, None, "typed" if households else "")


def test_the_residents_model(qtmodeltester: ModelTester) -> None:
    model = ResidentsModel()
    qtmodeltester.check(model)
    model.show_rows([_total("06", Level.PROVINCE), _total("01900", Level.COMMUNE, 1234)])
    qtmodeltester.check(model)
    model.show_rows([_total("06", Level.PROVINCE), _total("01900", Level.COMMUNE, 1234)], with_start=True)
    qtmodeltester.check(model)
    assert (model.columnCount(), model.headerData(4, HORIZONTAL)) == (9, "Poor households at the start")
    model.show_rows([_total("06", Level.PROVINCE), _total("01900", Level.COMMUNE, 1234)])
    assert model.index(1, 0).data() == "1.234"
    assert model.index(1, 0).data(Qt.ItemDataRole.EditRole) == "1234"
    assert model.index(1, 4).data() == "typed"
    assert not model.flags(model.index(1, 4)) & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1300", 1300), ("1.300", 1300), ("", None), ("1234", "same"), ("-3", "-3"), ("x", "x")],
)
def test_what_is_typed_is_handed_on_or_refused(typed: str, said: object) -> None:
    model = ResidentsModel()
    model.show_rows([_total("01900", Level.COMMUNE, 1234)])
    kept: list[object] = []
    refused: list[str] = []
    model.typed.connect(lambda _unit, counts: kept.append(counts["households"]))
    model.refused.connect(refused.append)
    model.setData(model.index(0, 0), typed)
    if isinstance(said, str) and said != "same":
        assert (kept, refused) == ([], [said])
    else:
        assert (kept, refused) == ([] if said == "same" else [said], [])


def test_depths_count_only_levels_that_are_there() -> None:
    assert depths(["province", "commune", "village", "commune"]) == (0, 1, 2, 1)
    assert depths(["commune", "village"]) == (0, 1)
