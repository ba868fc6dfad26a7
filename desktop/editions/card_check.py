"""Check the sheets of score cards: every row that is not sound is named, and no point is guessed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.editions.cards import Card, CardForm, CardItem, Counted, Mark, is_option

COLUMNS = ITEM, OPTION, LABEL, POINTS, SOURCE = ("item", "option", "label", "points", "source")
SETTINGS = "settings"  # the sheet with what holds for a whole card
SETTING_COLUMNS = SHEET, KEY, VALUE = ("sheet", "key", "value")
ILLUSTRATIVE, BOATS_FROM, WITHOUT, DECISION = "illustrative", "boats_from", "without", "decision"
KEYS = (ILLUSTRATIVE, BOATS_FROM, WITHOUT, DECISION)
YES = "yes"
MOST_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula: what it comes to depends on other cells."""

    text: str


Cell = str | int | float | bool | Formula | None


@dataclass(frozen=True, slots=True)
class CardSheet:
    """One sheet of a workbook: its rows from the first one on."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class CardFault:
    """What is not sound: `code` names the sentence; `row` 0 = the whole sheet."""

    sheet: str
    row: int
    code: str
    found: str = ""
    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The cards of the sound sheets, by the names of these, and what is wrong with the others."""

    cards: Mapping[str, Card]
    faults: tuple[CardFault, ...]


@dataclass(slots=True)
class _Found:
    """What one sheet said so far."""

    name: str
    area: str
    region: str
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    faults: list[CardFault] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # items with a row that is not sound: their gaps are known

    def wrong(self, row: int, code: str, found: object = "", accepted: str = "") -> None:
        text = found.text if isinstance(found, Formula) else str(found)
        self.faults.append(CardFault(self.name, row, code, text[:60], accepted))


def check(form: CardForm, sheets: Sequence[CardSheet], digest: str) -> Checked:
    """The cards of a workbook; `digest` is the sha256 of its bytes."""
    faults: list[CardFault] = []
    found: dict[str, _Found] = {}
    for sheet in sheets:
        if sheet.name == SETTINGS or not _begun(sheet):
            continue
        place = _place(form, sheet.name)
        if place is None:
            accepted = ", ".join((*form.areas, *form.regions))
            faults.append(CardFault(sheet.name, 0, "unknown_sheet", sheet.name, accepted))
        else:
            found[sheet.name] = _Found(sheet.name, *place)
            _read(form, sheet, found[sheet.name])
    faults += [one for sheet in sheets if sheet.name == SETTINGS for one in _settings(form, sheet, found)]
    for one in found.values():
        _gaps(form, one)
    if not found and not faults:
        faults.append(CardFault("", 0, "no_card_here", "", ", ".join((*form.areas, *form.regions))))
    sound = {name: _card(one, digest) for name, one in found.items() if not one.faults}
    faults += [fault for one in found.values() for fault in one.faults]
    return Checked(sound, tuple(faults))


def _place(form: CardForm, name: str) -> tuple[str, str] | None:
    """Area and region of a sheet by its name; cards of regions are those of the country."""
    if name in form.areas:
        return name, ""
    country = next(area for area in form.areas if area != form.town)
    return (country, name) if name in form.regions else None


def _filled(row: Sequence[Cell]) -> bool:
    return any(not _blank(cell) for cell in row)


def _begun(sheet: CardSheet) -> bool:
    """A sheet of the template in which no points and no source stand yet is no card."""
    rows = [row for row in sheet.rows if _filled(row)]
    columns = _columns(rows[0], (POINTS, SOURCE)) if rows else {}
    if not columns:
        return bool(rows)
    return any(not _blank(row[place]) for row in rows[1:] for place in columns.values() if place < len(row))


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _columns(row: Sequence[Cell], wanted: Sequence[str]) -> dict[str, int]:
    titles = [cell.strip().casefold() if isinstance(cell, str) else "" for cell in row]
    return {name: titles.index(name) for name in wanted if name in titles}


def _read(form: CardForm, sheet: CardSheet, found: _Found) -> None:
    head = next(place for place, row in enumerate(sheet.rows) if _filled(row))
    columns = _columns(sheet.rows[head], COLUMNS)
    lacking = [name for name in COLUMNS if name not in columns]
    if lacking:
        found.wrong(head + 1, "no_column", ", ".join(lacking), ", ".join(COLUMNS))
        return
    if _is_formulas(sheet, head, columns[POINTS]):
        found.wrong(0, "formula_column", POINTS)
        return
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        cells = {name: row[place] if place < len(row) else None for name, place in columns.items()}
        if not all(map(_blank, cells.values())):
            _read_row(form, found, number, cells)


def _is_formulas(sheet: CardSheet, head: int, place: int) -> bool:
    """A whole column of formulas is said once."""
    below = [row[place] for row in sheet.rows[head + 1 :] if place < len(row) and not _blank(row[place])]
    return len(below) > 1 and all(isinstance(cell, Formula) for cell in below)


def _read_row(form: CardForm, found: _Found, number: int, cells: Mapping[str, Cell]) -> None:
    item = form.item("card/" + _text(cells[ITEM])) if isinstance(cells[ITEM], str) else None
    if item is None:
        found.wrong(number, "unknown_item", _shown(cells[ITEM]), ", ".join(one.id for one in form.items))
        return
    if all(_blank(cells[name]) for name in (POINTS, SOURCE)) and _is_open(item, cells):
        return  # a row of the template that was not filled in: a gap, if nothing else stands for the item
    mark = _mark(item, found, number, cells)
    if mark is None:
        found.broken.add(item.path)
        return
    marks = found.marks.setdefault(item.path, [])
    if any(mark.code == other.code for other in marks):
        found.wrong(number, "duplicate_option", f"{item.id} {mark.code}")
    else:
        marks.append(mark)


def _is_open(item: CardItem, cells: Mapping[str, Cell]) -> bool:
    return not item.codes and _blank(cells[OPTION])


def _mark(item: CardItem, found: _Found, number: int, cells: Mapping[str, Cell]) -> Mark | None:
    before = len(found.faults)
    code = _text(cells[OPTION])
    closed = bool(item.codes) and item.counted not in (Counted.MEMBERS, Counted.UNABLE)
    if closed and code not in item.codes:
        found.wrong(number, "unknown_option", f"{item.id} {code}", ", ".join(item.codes))
    elif not is_option(code) or (item.counted and item.start_of(code) is None):
        accepted = "0, 1, 2 …" if item.counted else "a–z, 0–9, _"
        found.wrong(number, "unknown_option", f"{item.id} {_shown(cells[OPTION])}", accepted)
    points = _points(found, number, cells[POINTS])
    for name, said in ((LABEL, "no_label"), (SOURCE, "no_source")):
        if isinstance(cells[name], Formula):
            found.wrong(number, "formula", cells[name])
        elif _blank(cells[name]):
            found.wrong(number, said, f"{item.id} {code}")
    if len(found.faults) > before or points is None:
        return None
    return Mark(code, _text(cells[LABEL]), points, _text(cells[SOURCE]))


def _points(found: _Found, number: int, cell: Cell) -> int | None:
    if isinstance(cell, Formula):
        found.wrong(number, "formula", cell)
    elif _blank(cell):
        found.wrong(number, "no_points")
    elif isinstance(cell, bool) or (points := _whole(cell)) is None:
        found.wrong(number, "not_whole", _shown(cell), f"0–{MOST_POINTS}")
    else:
        return points
    return None


def _whole(cell: Cell) -> int | None:
    text = _text(cell)
    number = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
    return number if number is not None and number <= MOST_POINTS else None


def _text(cell: Cell) -> str:
    """A cell as text; Excel keeps 1 as 1.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None or isinstance(cell, Formula) else " ".join(str(cell).split())


def _shown(cell: Cell) -> str:
    return cell.text if isinstance(cell, Formula) else _text(cell)


def _gaps(form: CardForm, found: _Found) -> None:
    """Items and options that are not there; only an item named in the setting `without` may lack."""
    if any(fault.code in ("no_column", "formula_column") for fault in found.faults):
        return
    without = set(found.settings.get(WITHOUT, "").replace(",", " ").split())
    for item in (one for one in form.items if one.path not in found.broken):
        codes = [mark.code for mark in found.marks.get(item.path, ())]
        apart = item.section in (form.borrowed | {form.boats}) and found.area == form.town
        if not codes:
            if item.id not in without and not apart:
                found.wrong(0, "gap", item.id)
        elif item.counted in (Counted.MEMBERS, Counted.UNABLE):
            numbers = {int(code) for code in codes}
            first = int(item.codes[0])
            missing = sorted(set(range(first, max(numbers))) - numbers)
            if missing:
                found.wrong(0, "gap", f"{item.id} {', '.join(map(str, missing))}")
        elif missing_codes := [code for code in item.codes if code not in codes]:
            found.wrong(0, "gap", f"{item.id} {', '.join(missing_codes)}")


def _settings(form: CardForm, sheet: CardSheet, found: Mapping[str, _Found]) -> Iterator[CardFault]:
    rows = [(number, row) for number, row in enumerate(sheet.rows, start=1) if _filled(row)]
    columns = _columns(rows[0][1], SETTING_COLUMNS) if rows else {}
    if rows and len(columns) < len(SETTING_COLUMNS):
        yield CardFault(sheet.name, rows[0][0], "no_column", "", ", ".join(SETTING_COLUMNS))
        return
    for number, row in rows[1:]:
        name, key, value = (_text(row[columns[one]]) if columns[one] < len(row) else "" for one in columns)
        accepted = _accepted(form, key)
        if value and name not in found:
            yield CardFault(sheet.name, number, "unknown_sheet", name, ", ".join(found))
        elif value and key not in KEYS:
            yield CardFault(sheet.name, number, "unknown_setting", key, ", ".join(KEYS))
        elif value and accepted and not set(value.replace(",", " ").split()) <= set(accepted):
            found[name].wrong(0, "bad_setting", f"{key} {value}", ", ".join(accepted))
        elif value:
            found[name].settings[key] = value


def _accepted(form: CardForm, key: str) -> tuple[str, ...]:
    """The words a setting may have; none = any text."""
    known: Mapping[str, tuple[str, ...]] = {
        ILLUSTRATIVE: (YES, "no"),
        BOATS_FROM: form.regions,
        WITHOUT: tuple(item.id for item in form.items),
    }
    return known.get(key, ())


def _card(found: _Found, digest: str) -> Card:
    return Card(
        area=found.area,
        region=found.region,
        hash=digest,
        marks={path: tuple(marks) for path, marks in found.marks.items()},
        illustrative=found.settings.get(ILLUSTRATIVE) == YES,
        boats_from=found.settings.get(BOATS_FROM, ""),
        decision=found.settings.get(DECISION, ""),
    )
