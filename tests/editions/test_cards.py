"""Checking score cards: what is not sound is named by sheet and row, and no point is guessed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.actions.cards import SENTENCES
from desktop.editions.card_check import CardFault, Checked, check
from desktop.report.card_sheets import read
from tests.carding import FORM, rows, sound, write_card

Lines = list[list[object]]


def checked(file: Path) -> Checked:
    return check(FORM, *read(file))


def of(faults: tuple[CardFault, ...]) -> list[tuple[str, int, str]]:
    return [(fault.sheet, fault.row, fault.code) for fault in faults]


def test_a_sound_workbook_is_cards_with_every_option_in_its_order(tmp_path: Path) -> None:
    found = checked(sound(tmp_path / "card.xlsx"))
    assert found.faults == ()
    rural, urban = found.cards["rural"], found.cards["urban"]
    assert (rural.area, rural.region, urban.area) == ("rural", "", "urban")
    assert [mark.points for mark in rural.options("card/size")] == [75, 65, 50, 30, 20, 10, 0]
    assert rural.options("card/cattle")[0].source == "Bảng điểm bịa để thử, mục 13"
    assert urban.options("card/cattle") == ()
    assert len(rural.hash) == 64
    assert not rural.illustrative


def put(row: int, column: int, value: object) -> Callable[[Lines], None]:
    """Change a cell; rows and columns of the list count from 0, the sheet's row is two more."""

    def change(lines: Lines) -> None:
        lines[row][column] = value

    return change


def drop(item: str, code: str = "") -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        lines[:] = [line for line in lines if line[0] != item or (code and line[1] != code)]

    return change


def twice(lines: Lines) -> None:
    lines.insert(1, list(lines[0]))


def formulas(lines: Lines) -> None:
    for line in lines:
        line[3] = "=1+1"


WRONG = [
    (put(0, 0, "sise"), ("rural", 2, "unknown_item"), "sise"),
    (put(0, 1, "one"), ("rural", 2, "unknown_option"), "size one"),
    (put(11, 1, "doctor"), ("rural", 13, "unknown_option"), "education doctor"),
    (put(3, 3, None), ("rural", 5, "no_points"), ""),
    (put(3, 3, "ba mươi"), ("rural", 5, "not_whole"), "ba mươi"),
    (put(3, 3, 30.5), ("rural", 5, "not_whole"), "30.5"),
    (put(3, 3, -5), ("rural", 5, "not_whole"), "-5"),
    (put(3, 3, True), ("rural", 5, "not_whole"), "True"),
    (put(3, 3, "=D3-20"), ("rural", 5, "formula"), "=D3-20"),
    (put(3, 2, " "), ("rural", 5, "no_label"), "size 4"),
    (put(3, 4, None), ("rural", 5, "no_source"), "size 4"),
    (twice, ("rural", 3, "duplicate_option"), "size 1"),
    (drop("size", "3"), ("rural", 0, "gap"), "size 3"),
    (drop("pension", "one"), ("rural", 0, "gap"), "pension one"),
    (drop("pension"), ("rural", 0, "gap"), "pension"),
    (drop("cattle"), ("rural", 0, "gap"), "cattle"),
    (formulas, ("rural", 0, "formula_column"), "points"),
]


@pytest.mark.parametrize(("change", "where", "found"), WRONG, ids=[f"{w[2]} {f}" for _, w, f in WRONG])
def test_what_is_wrong_is_named_and_the_other_sheet_stays_sound(
    tmp_path: Path, change: Callable[[Lines], None], where: tuple[str, int, str], found: str
) -> None:
    lines = rows()
    change(lines)
    got = checked(write_card(tmp_path / "card.xlsx", {"rural": lines, "urban": rows(town=True)}))
    assert where in of(got.faults)
    assert found in [fault.found for fault in got.faults]
    assert set(got.cards) == {"urban"}


def test_columns_may_stand_in_any_order_but_none_may_lack(tmp_path: Path) -> None:
    turned = [line[::-1] for line in rows()]
    head = ["source", "points", "label", "option", "item"]
    assert checked(write_card(tmp_path / "turned.xlsx", {"rural": turned}, head=head)).faults == ()
    got = checked(write_card(tmp_path / "short.xlsx", {"rural": rows()}, head=["item", "option", "points"]))
    assert [(f.code, f.row, f.found) for f in got.faults] == [("no_column", 1, "label, source")]


def test_a_sheet_of_no_area_and_no_region_is_named(tmp_path: Path) -> None:
    got = checked(write_card(tmp_path / "card.xlsx", {"Sheet1": rows(), "northern_mountains": rows()}))
    assert of(got.faults) == [("Sheet1", 0, "unknown_sheet")]
    assert got.cards["northern_mountains"].region == "northern_mountains"


def test_an_empty_workbook_says_which_sheets_it_wants(tmp_path: Path) -> None:
    got = checked(write_card(tmp_path / "card.xlsx", {"urban": []}))
    assert of(got.faults) == [("", 0, "no_card_here")]


def test_settings_hold_for_their_sheet(tmp_path: Path) -> None:
    settings = [
        ("northern_mountains", "boats_from", "mekong_delta"),
        ("northern_mountains", "decision", "Công văn 12/BCĐ"),
        ("mekong_delta", "illustrative", "yes"),
        ("mekong_delta", "without", "music, microwave"),
    ]
    less = [line for line in rows() if line[0] not in ("music", "microwave")]
    file = write_card(tmp_path / "c.xlsx", {"northern_mountains": rows(), "mekong_delta": less}, settings)
    got = checked(file)
    assert got.faults == ()
    north, south = got.cards["northern_mountains"], got.cards["mekong_delta"]
    assert (north.boats_from, north.decision, north.illustrative) == (
        "mekong_delta",
        "Công văn 12/BCĐ",
        False,
    )
    assert (south.boats_from, south.illustrative) == ("", True)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        (("rural", "boats_from", "nowhere"), "bad_setting"),
        (("rural", "colour", "red"), "unknown_setting"),
        (("hills", "illustrative", "yes"), "unknown_sheet"),
        (("rural", "without", "everything"), "bad_setting"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, setting: tuple[str, ...], code: str) -> None:
    got = checked(sound(tmp_path / "card.xlsx", [setting]))
    assert code in [fault.code for fault in got.faults]


def test_every_fault_has_a_sentence() -> None:
    from tests.rules.sources import modules, strings

    tree = dict(modules("desktop"))["desktop/editions/card_check.py"]
    said = {text for _, text in strings(tree)}
    assert {code for code in SENTENCES if code not in said} == set()
