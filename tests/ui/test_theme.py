"""Colours can be read, and none is written anywhere but in the one table."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui import theme
from desktop.ui.theme import Theme
from desktop.ui.widgets.editors.contract import State

ROOT = Path(__file__).parents[2]
GROUNDS = ("ground", "rail", "surface", "raised", "sunken", "hover", "accent_soft")
TEXTS = ("text", "text_quiet", "accent", "accent_strong")
ON_SHEETS = (
    "poor",
    "near_poor",
    "medium",
    "not_poor",
    "unknown",
    "good",
    "warning",
    "danger",
    *(f"state_{state.value}" for state in State),
)
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]
PAIRS += [(text, ground) for text in ON_SHEETS for ground in ("surface", "ground", "raised")]
PAIRS += [("on_accent", "accent"), ("on_accent", "accent_strong"), ("text_off", "sunken")]
PAIRS += [(name, f"{name}_soft") for name in ("good", "warning", "danger")]
PAIRS += [("text", f"{name}_soft") for name in ("good", "warning", "danger")]


def luminance(code: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("worn", Theme)
def test_every_text_can_be_read(worn: Theme) -> None:
    tokens = theme.tokens(worn)
    weak = {
        pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in PAIRS
        if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("worn", Theme)
def test_what_can_be_filled_in_and_what_has_the_focus_is_seen(worn: Theme) -> None:
    tokens = theme.tokens(worn)
    for name in ("edge", "focus", "accent"):
        for ground in ("surface", "ground"):
            assert contrast(tokens[name], tokens[ground]) >= 3, (name, ground)


def test_the_worst_case_of_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_no_colour_is_written_anywhere_else() -> None:
    table = ROOT / "desktop" / "ui" / "theme.py"
    places = [*(ROOT / "desktop").rglob("*.py"), *(ROOT / "resources").rglob("*.qss")]
    colour = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?=[;\"' ])|QColor\(\s*\d|rgba?\(")
    found = [
        (path.name, match.group())
        for path in places
        if path != table
        for match in colour.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_icons_take_their_colour_from_the_theme() -> None:
    """All but the mark of the program itself, which stands beside those of other programs."""
    for file in set((ROOT / "resources" / "icons").glob("*.svg")) - {ROOT / "resources/icons/rasoat.svg"}:
        text = file.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in text, file.name
        assert 'stroke-width="1.5"' in text, file.name


@pytest.mark.parametrize("worn", Theme)
def test_the_style_sheet_has_no_open_slot(worn: Theme) -> None:
    sheet = theme.style_sheet(worn, 1.5)
    assert "$" not in sheet
    assert "16.50pt" in sheet  # 11 pt at 150 %


@pytest.mark.gui
def test_a_class_is_never_shown_by_colour_alone() -> None:
    signs = [mark.sign for mark in theme.SIDES.values()]
    assert len(set(signs)) == len(signs) == 5
    assert all(theme.color(mark.color).isValid() for mark in theme.SIDES.values())


@pytest.mark.gui
def test_the_theme_that_is_worn_answers(qapp: QApplication) -> None:
    theme.wear(Theme.DARK, 150)
    assert (theme.worn(), theme.scale(), theme.px(30)) == (Theme.DARK, 1.5, 45)
    assert theme.color("ground").name() == theme.tokens(Theme.DARK)["ground"].lower()
    assert theme.font("title").pointSizeF() == 25.5
    assert qapp.palette().window().color() == theme.color("ground")


@pytest.mark.gui
@pytest.mark.usefixtures("qapp")
def test_our_face_holds_every_vietnamese_letter() -> None:
    assert theme.FACE in QFontDatabase.families()
    letters = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
    for strong in (False, True):
        face = QRawFont.fromFont(theme.font("base", strong=strong))
        assert face.familyName().startswith(theme.FACE)
        missing = [letter for letter in letters + letters.upper() if not face.supportsCharacter(ord(letter))]
        assert not missing


@pytest.mark.gui
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("strong", [False, True])
def test_figures_have_one_width(strong: bool) -> None:  # noqa: FBT001 - a row of the table
    metrics = QFontMetricsF(theme.font("base", strong=strong))
    assert len({metrics.horizontalAdvance(text) for text in ("1.111", "4.444", "7.070")}) == 1


def test_the_face_comes_with_its_licence_and_is_small() -> None:
    folder = paths.resources() / "fonts"
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert all(len((folder / name).read_bytes()) < 200_000 for name in theme.FACES)
