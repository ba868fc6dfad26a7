"""Score cards for tests, every point of them invented: a sound workbook, and households scored by card."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from desktop.actions.editions import load_edition
from desktop.editions.card_check import COLUMNS, SETTING_COLUMNS
from desktop.editions.cards import CardForm, Counted
from tests.worlds import household


def _form() -> CardForm:
    form = load_edition("vn-2022").card
    assert form is not None
    return form


FORM = _form()
Row = Sequence[object]
SOURCE = "Bảng điểm bịa để thử, mục {item}"
WORTH: dict[str, tuple[int, ...]] = {
    "size": (75, 65, 50, 30, 20, 10, 0),
    "unable": (10, 5, 0),
}  # the rest: 7 each
OPEN = ("1", "2")  # options of items that have none of their own
ANSWERS = {
    "education": "lower",
    "nonfarm": "none",
    "pension": "two",
    "wall": "other",
    "pillar": "other",
    **dict.fromkeys(("electricity", "water", "latrine"), "2"),
    **dict.fromkeys(("tv", "music", "car", "motorbike", "fridge", "air_conditioner"), "no"),
    **dict.fromkeys(("washer", "water_heater", "microwave", "boat"), "no"),
    **dict.fromkeys(("land_annual", "land_perennial", "water_surface", "pigs", "poultry"), "2"),
    "cattle": "two",
}  # the last option of every item, which is worth 0


def rows(*, town: bool = False, plus: int = 0) -> list[list[object]]:
    """Every item with all its options; the first option is worth `7 + plus`, the last 0."""
    found: list[list[object]] = []
    for item in FORM.items:
        if town and item.section:
            continue
        codes = tuple(reversed(item.codes)) if item.counted is Counted.FLOOR else item.codes or OPEN
        worth = WORTH.get(item.id, (7 + plus,) * (len(codes) - 1) + (0,))
        for code, points in zip(codes, worth, strict=True):
            found.append([item.id, code, f"{item.id}: {code}", points, SOURCE.format(item=item.number)])
    return found


def write_card(
    to: Path, sheets: dict[str, list[list[object]]], settings: Iterable[Row] = (), head: Row = COLUMNS
) -> Path:
    """A workbook as an office fills it in."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in (head, *lines):
            sheet.append(list(line))
    made = [SETTING_COLUMNS, *settings]
    if len(made) > 1:
        sheet = book.create_sheet("settings")
        for line in made:
            sheet.append(list(line))
    book.save(to)
    return to


def sound(to: Path, settings: Iterable[Row] = ()) -> Path:
    """A card for the town, and one for the country."""
    return write_card(to, {"rural": rows(), "urban": rows(town=True)}, settings)


def by_card(answers: dict[str, str] | None = None, **more: object) -> dict[str, object]:
    """A household of two that is worth 75: 65 for two people, 10 as nobody is unable to work."""
    found: dict[str, object] = {**household(), "income_basis": "card", **more}
    if "b1_points" not in more:
        del found["b1_points"]
    return {**found, **{f"card/{item}": code for item, code in {**ANSWERS, **(answers or {})}.items()}}
