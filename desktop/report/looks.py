"""How official workbooks look: fonts, lines, places of text. Imported late: openpyxl is slow."""

from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FACE = "Times New Roman"
COUNT_FORMAT, RATE_FORMAT, TEXT_FORMAT = "#,##0", "0.00", "@"
_THIN = Side(style="thin", color="000000")
_DOTTED = Side(style="hair", color="000000")
_HATCH = PatternFill("lightUp", fgColor="B5B5B5")
_SHADE = PatternFill("solid", start_color="EDEDED")


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of cell looks."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = "000000"
    across: str = "center"
    upright: str = "center"
    wrap: bool = True
    lined: bool = False
    soft: bool = False  # a dotted line below instead of a full one
    shaded: bool = False
    hatched: bool = False  # a provisional figure
    indent: int = 0
    format: str = "General"


HEAD = Look()
HEAD_BOLD = Look(bold=True)
MOTTO = Look(bold=True, underline=True)
DAY = Look(italic=True)
TITLE = Look(size=14, bold=True)
UNDER_TITLE = Look(italic=True)
WARNING = Look(size=11, bold=True, colour="B00020", across="left", wrap=False)
STAMP = Look(size=11, bold=True, across="left", wrap=False)
MEASURED = Look(size=11, italic=True, across="right", wrap=False)
HEADER = Look(size=11, bold=True, lined=True, shaded=True)
NUMBERS = Look(size=9, italic=True, lined=True, wrap=False)
NOTE = Look(size=10, italic=True, across="left", wrap=False)
SIGNED = Look(bold=True, upright="top")
SIGNED_HINT = Look(size=11, italic=True, upright="top")
LABEL = Look(size=11, bold=True, across="left", upright="top")
SAID = Look(size=11, across="left", upright="top")
LIST_TITLE = Look(size=14, bold=True, across="left", wrap=False)
LIST_UNDER = Look(size=11, italic=True, across="left", wrap=False)
LISTED = Look(size=11, across="left", upright="top", lined=True)


def dress(cell: Cell, look: Look) -> None:
    """Put a look on a cell."""
    cell.font = Font(
        name=FACE,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        underline="single" if look.underline else None,
        color=f"FF{look.colour}",
    )
    cell.alignment = Alignment(
        horizontal=look.across, vertical=look.upright, wrap_text=look.wrap, indent=look.indent
    )
    cell.number_format = look.format
    if look.lined:
        below = _DOTTED if look.soft else _THIN
        cell.border = Border(left=_THIN, right=_THIN, top=below, bottom=below)
    if look.shaded:
        cell.fill = _SHADE
    if look.hatched:
        cell.fill = _HATCH


def write_text(cell: Cell, text: str, look: Look) -> None:
    """Put a text into a cell, as text: one that begins with “=” never becomes a formula."""
    cell.value = text
    cell.data_type = "s"
    dress(cell, look)
    cell.number_format = TEXT_FORMAT
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True  # Excel shows it as typed, and keeps it a text when somebody edits the cell
