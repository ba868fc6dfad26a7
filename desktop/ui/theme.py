"""How everything looks: one table of named values per theme; no colour is written anywhere else.

The theme and the text size that are worn now are properties of the application, so nothing here is kept.
"""

from collections.abc import Mapping
from enum import StrEnum
from string import Template
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui import marks

FACE = "Be Vietnam Pro"
FACES = ("BeVietnamPro_400Regular.ttf", "BeVietnamPro_600SemiBold.ttf")
POINTS: Mapping[str, float] = {"small": 9.5, "base": 11.0, "large": 13.0, "title": 17.0, "display": 24.0}
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32  # the one grid
CONTROL, ROW, PLACE, RADIUS, RAIL = 32, 30, 40, 6, 184
SMALLEST, LARGEST = 100, 200  # per cent of the text
WORN, PERCENT = "rasoat_theme", "rasoat_percent"


class Theme(StrEnum):
    """The three tables."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Mark(NamedTuple):
    """How a class shows without words: a colour by name, and a sign for those who see no colour."""

    color: str
    sign: str


SIDES: Mapping[str, Mark] = {  # the side of the tables a class stands on -> its mark
    "poor": Mark("poor", "■"),
    "near_poor": Mark("near_poor", "◧"),
    "medium": Mark("medium", "◻"),
    "not_poor": Mark("not_poor", "·"),
    "unknown": Mark("unknown", "?"),
}

# token: light, dark, high contrast
_TABLE: Mapping[str, tuple[str, str, str]] = {
    "ground": ("#F4F6F4", "#151B1B", "#000000"),  # behind everything
    "rail": ("#E9EEEC", "#101515", "#000000"),
    "surface": ("#FFFFFF", "#1D2525", "#000000"),  # sheets, fields, tables
    "raised": ("#FFFFFF", "#273131", "#000000"),  # what floats: menus, tooltips, lists
    "sunken": ("#EDF1EF", "#182020", "#000000"),  # headers of tables, fields that are not asked
    "track": ("#DFE6E3", "#33403F", "#3A3A3A"),  # of a bar, where it is not filled
    "line": ("#DCE3E0", "#344040", "#FFFFFF"),
    "edge": ("#7F8C89", "#74827F", "#FFFFFF"),  # round what can be filled in: 3:1
    "text": ("#1A2322", "#E8EEEC", "#FFFFFF"),
    "text_quiet": ("#54615E", "#A3B1AE", "#FFFFFF"),
    "text_off": ("#616D69", "#8B9996", "#D0D0D0"),
    "accent": ("#0B6E6E", "#5CC4BF", "#FFFF00"),
    "accent_strong": ("#075656", "#86DAD5", "#FFFFFF"),  # under the mouse
    "on_accent": ("#FFFFFF", "#06201F", "#000000"),
    "accent_soft": ("#DCEDEB", "#1E3B3A", "#003A3A"),  # chosen rows and places
    "hover": ("#EEF3F1", "#2A3535", "#2B2B2B"),
    "focus": ("#0B6E6E", "#5CC4BF", "#FFFF00"),
    "poor": ("#B3261E", "#FF9C92", "#FF9C92"),
    "near_poor": ("#8F5400", "#F0B45E", "#FFC873"),
    "medium": ("#3D5A99", "#9DB6EE", "#AFC6FF"),
    "not_poor": ("#2E6B34", "#86CC8C", "#94E59B"),
    "unknown": ("#54615E", "#A3B1AE", "#FFFFFF"),
    "state_not_reached": ("#616D69", "#8B9996", "#FFFFFF"),
    "state_answered": ("#0B6E6E", "#5CC4BF", "#5CE1DA"),
    "state_missing": ("#5E4B8B", "#C3B0F0", "#D4C4FF"),
    "state_problem": ("#B3261E", "#FF9C92", "#FF9C92"),
    "state_skipped": ("#616D69", "#8B9996", "#D0D0D0"),
    "state_clash": ("#A03A00", "#FFA870", "#FFB387"),
    "state_carried": ("#3D5A99", "#9DB6EE", "#AFC6FF"),
    "state_changed": ("#0B6E6E", "#5CC4BF", "#5CE1DA"),
    "good": ("#2E6B34", "#86CC8C", "#94E59B"),
    "good_soft": ("#E3F1E4", "#1F3522", "#00330A"),
    "warning": ("#8F5400", "#F0B45E", "#FFC873"),
    "warning_soft": ("#FBF0DC", "#3A2D17", "#332200"),
    "danger": ("#B3261E", "#FF9C92", "#FF9C92"),
    "danger_soft": ("#FBE9E7", "#432523", "#3A0000"),
}


def fonts() -> None:
    """Make the face known to this program; where that fails the face of the system stands in."""
    for name in FACES:
        QFontDatabase.addApplicationFontFromData((paths.resources() / "fonts" / name).read_bytes())


def wear(theme: Theme, percent: int = SMALLEST) -> None:
    """Show the whole application in `theme`, with texts at `percent` of their size."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    marks.know({one.value: (tokens(one)["text"], tokens(one)["on_accent"]) for one in Theme})
    app.setProperty(WORN, theme.value)
    app.setProperty(PERCENT, percent)
    app.setPalette(palette())
    app.setFont(font("base"))
    app.setStyleSheet(style_sheet(theme, percent / 100))


def worn() -> Theme:
    """The theme the application wears; light before it wears one."""
    app = QGuiApplication.instance()
    return Theme(app.property(WORN) or Theme.LIGHT) if app else Theme.LIGHT


def scale() -> float:
    """How much larger than by default texts are: 1.0 … 2.0."""
    app = QGuiApplication.instance()
    return float((app.property(PERCENT) if app else None) or SMALLEST) / 100


def following_system() -> Theme:
    """Dark where the desktop is dark, else light."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return Theme.DARK if dark else Theme.LIGHT


def tokens(theme: Theme) -> dict[str, str]:
    """All named colours of one theme."""
    place = list(Theme).index(theme)
    return {name: values[place] for name, values in _TABLE.items()}


def color(name: str) -> QColor:
    """A named colour of the theme that is worn. Ask when painting, so that a new theme shows at once."""
    return QColor(_TABLE[name][list(Theme).index(worn())])


def font(name: str = "base", *, strong: bool = False) -> QFont:
    """A size by name (`small`, `base`, `large`, `title`, `display`), for what paints itself."""
    made = QFont(FACE)
    made.setStyleHint(QFont.StyleHint.SansSerif)
    made.setPointSizeF(POINTS[name] * scale())
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)  # figures of one width: columns of numbers stand straight
    return made


def px(length: int) -> int:
    """A length that grows with the text: heights of rows and controls, widths of columns."""
    return round(length * scale())


def style_sheet(theme: Theme, by: float = 1.0) -> str:
    """The style of all ordinary widgets; `by` enlarges texts and what must hold them."""
    slots: dict[str, object] = dict(tokens(theme))
    slots |= {f"pt_{name}": f"{points * by:.2f}pt" for name, points in POINTS.items()}
    slots |= {"control": round(CONTROL * by) - 2, "control_focus": round(CONTROL * by) - 4}
    slots |= {"spin": round(CONTROL * by) - 5, "spin_focus": round(CONTROL * by) - 7}  # Qt adds three pixels
    slots |= {name: round(length * by) for name, length in _LENGTHS.items()}
    slots |= {"radius": RADIUS, "theme": theme.value}
    source = (paths.resources() / "theme" / "style.qss").read_text(encoding="utf-8")
    return Template(source).substitute(slots)


def palette() -> QPalette:
    """What Qt paints by itself, in the colours of the theme that is worn."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, color(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, color("text_off"))
    return made


_LENGTHS: Mapping[str, int] = {
    "row": ROW,
    "place": PLACE,
    "remark": 22,
    "remark_focus": 20,
    "box": 16,
    "half_box": 8,
    "arrow": 14,
    "drop": 28,
}

_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_quiet",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}
