"""The sheet of one official table: office and country above, numbered columns, rows of units, signatures."""

from dataclasses import replace
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.editions.units import Level
from desktop.report import agreeing, looks, signing
from desktop.report.looks import Look, dress, write_text
from desktop.rollup.layout import TableWords
from desktop.rollup.rates import Figure
from desktop.rollup.residents import Basis
from desktop.rollup.tables import Row, Table

NAMES = ("row", "unit"), ("row", "unit", "line")  # the columns before the numbered ones
HEAD_ROW, TITLE_ROW, GROUP_ROW = 1, 5, 8
TITLE_LINE, NUMBER_ROW, BODY_ROW = GROUP_ROW + 1, GROUP_ROW + 2, GROUP_ROW + 3
NUMBER_WIDTH, NAME_WIDTH, LINE_WIDTH, COLUMN_WIDTH, RATE_WIDTH = 7, 34, 12, 11, 10
SMALL = 0.9  # of the width of a letter: column numbers are small
LETTERS_IN_WIDTH, LINE_HEIGHT = 1.0, 15.0  # of a bold letter of 11 points, roughly
LEVELS = list(Level)


class OfficialSheet:
    """Draws a table on a sheet."""

    def __init__(self, sheet: Worksheet, table: Table, words: TableWords, language: str) -> None:
        self._sheet, self._table, self._words, self._language = sheet, table, words, language
        self._names = NAMES[bool(table.layout.line)]
        self._first = len(self._names) + 1  # the first numbered column
        self._last = self._first + len(table.columns) - 1
        self._middle = max(self._first, self._first - 1 + len(table.columns) // 3)

    def draw(self) -> None:
        """All of it, top to bottom."""
        self._widths()
        self._head()
        self._title()
        self._header()
        for at, row in enumerate(self._table.rows, start=BODY_ROW):
            self._row(at, row)
        self._merge_units()
        self._signatures(self._notes(BODY_ROW + len(self._table.rows)) + 1)
        self._print_setup()

    def _widths(self) -> None:
        sizes: list[float] = [NUMBER_WIDTH, NAME_WIDTH]
        sizes += [LINE_WIDTH] if self._table.layout.line else []
        sizes += [
            max(RATE_WIDTH if column.has_decimals else COLUMN_WIDTH, len(column.printed) * SMALL)
            for column in self._table.columns
        ]
        for place, size in enumerate(sizes, start=1):
            self._sheet.column_dimensions[get_column_letter(place)].width = size

    def _head(self) -> None:
        """The office at the left, the country at the right."""
        w, right = self._words, self._middle + 1
        self._across(HEAD_ROW, 1, self._middle, w.office[self._language], looks.HEAD)
        name = self._table.unit.full_name.upper()
        self._across(HEAD_ROW + 1, 1, self._middle, name, looks.HEAD_BOLD)
        self._across(HEAD_ROW, right, self._last, w.country[self._language], looks.HEAD_BOLD)
        self._across(HEAD_ROW + 1, right, self._last, w.motto[self._language], looks.MOTTO)
        day = w.day[self._language].format(place=self._table.unit.short_name)
        self._across(HEAD_ROW + 2, right, self._last, day, looks.DAY)

    def _title(self) -> None:
        w, table = self._words, self._table
        year = w.year[self._language].format(year=table.round.year)
        title = f"{table.layout.title[self._language]} {year}".upper()
        self._across(TITLE_ROW, 1, self._last, title, looks.TITLE)
        wide = NUMBER_WIDTH + NAME_WIDTH + len(table.columns) * RATE_WIDTH
        self._sheet.row_dimensions[TITLE_ROW].height = 20 * ceil(len(title) * 1.5 / wide)
        day = "/".join(reversed(table.round.date.split("-")))
        self._across(
            TITLE_ROW + 1, 1, self._last, w.reference[self._language].format(day=day), looks.UNDER_TITLE
        )
        self._state()
        measured = table.layout.measured_in[self._language]
        write_text(self._sheet.cell(GROUP_ROW - 1, self._last), measured, looks.MEASURED)

    def _state(self) -> None:
        """Provisional, or signed; nothing where nothing is open and nobody has signed yet."""
        table, cell = self._table, self._sheet.cell(GROUP_ROW - 1, 1)
        if table.provisional or table.contradictions:
            write_text(cell, self._words.provisional[self._language], looks.WARNING)
        elif table.signed:
            write_text(cell, signing.stamp(table, self._words, self._language), looks.STAMP)

    def _header(self) -> None:
        """Groups over columns; a column of no group is as high as both lines."""
        headings = {"row": self._words.row, "unit": self._words.unit, "line": self._words.line}
        for place, name in enumerate(self._names, start=1):
            self._tall(place, headings[name][self._language])
            write_text(self._sheet.cell(NUMBER_ROW, place), get_column_letter(place), looks.NUMBERS)
        titles = {group.id: group.title[self._language] for group in self._table.layout.group}
        columns = self._table.columns
        for place, column in enumerate(columns, start=self._first):
            write_text(self._sheet.cell(NUMBER_ROW, place), column.printed, looks.NUMBERS)
            if not column.group:
                self._tall(place, column.title[self._language])
                continue
            write_text(self._sheet.cell(TITLE_LINE, place), column.title[self._language], looks.HEADER)
            members = [n for n, one in enumerate(columns, start=self._first) if one.group == column.group]
            if place == members[0]:
                self._across(GROUP_ROW, place, members[-1], titles[column.group], looks.HEADER)
        self._header_heights(titles)

    def _header_heights(self, titles: dict[str, str]) -> None:
        grouped = [column for column in self._table.columns if column.group]
        lines = max((_lines(c.title[self._language], COLUMN_WIDTH) for c in grouped), default=2)
        self._sheet.row_dimensions[TITLE_LINE].height = LINE_HEIGHT * lines + 4
        wide = {g: COLUMN_WIDTH * sum(c.group == g for c in grouped) for g in titles}
        above = max((_lines(title, wide[group]) for group, title in titles.items()), default=1)
        single = [_lines(c.title[self._language], COLUMN_WIDTH) for c in self._table.columns if not c.group]
        above = max(above, max(single, default=0) - lines)
        self._sheet.row_dimensions[GROUP_ROW].height = LINE_HEIGHT * above + 4
        self._sheet.row_dimensions[NUMBER_ROW].height = LINE_HEIGHT

    def _row(self, at: int, row: Row) -> None:
        is_total = row.unit == self._table.rows[0].unit
        bold = is_total or row.level is not self._deepest()
        base = Look(bold=bold, lined=True, soft=not is_total)
        name = self._words.total[self._language] if is_total else row.name
        depth = row.number.count(".")
        write_text(self._sheet.cell(at, 1), row.number, base)
        left = replace(base, across="center" if is_total else "left", indent=depth)
        write_text(self._sheet.cell(at, 2), name + self._mark(row), left)
        if self._table.layout.line:
            line = self._table.layout.find_line(row.line)
            write_text(
                self._sheet.cell(at, self._first - 1), line.title[self._language], replace(left, indent=0)
            )
        for place, column in enumerate(self._table.columns, start=self._first):
            wanted = looks.RATE_FORMAT if column.has_decimals else looks.COUNT_FORMAT
            hatched = self._table.is_provisional(row, column)
            look = replace(base, across="right", wrap=False, format=wanted, indent=1, hatched=hatched)
            self._figure(at, place, row.values[column.key], look)
        self._sheet.row_dimensions[at].height = LINE_HEIGHT + 3

    def _merge_units(self) -> None:
        """The number and the name of a unit stand once over its lines."""
        lines = len(self._table.layout.lines)
        for first in range(BODY_ROW, BODY_ROW + len(self._table.rows), lines) if lines > 1 else ():
            for place in (1, 2):
                cells = {"start_row": first, "end_row": first + lines - 1}
                self._sheet.merge_cells(**cells, start_column=place, end_column=place)

    def _figure(self, at: int, place: int, figure: Figure, look: Look) -> None:
        cell = self._sheet.cell(at, place)
        cell.value = figure
        dress(cell, look)

    def _mark(self, row: Row) -> str:
        """One or two stars: what the residents rest on is said below the table."""
        return {Basis.FORMS: " *", Basis.MIXED: " **"}.get(row.basis, "")

    def _deepest(self) -> Level:
        return max((row.level for row in self._table.rows), key=LEVELS.index)

    def _notes(self, at: int) -> int:
        bases = {row.basis for row in self._table.rows}
        for basis, words in ((Basis.FORMS, self._words.forms_only), (Basis.MIXED, self._words.mixed)):
            if basis in bases:
                write_text(self._sheet.cell(at, 1), words[self._language], looks.NOTE)
                at += 1
        for text in agreeing.sentences(self._table, self._words, self._language):
            said = f"{self._words.agreement[self._language]}: {text}"
            write_text(self._sheet.cell(at, 1), said, looks.NOTE)
            at += 1
        return at

    def _signatures(self, at: int) -> None:
        w, right = self._words, self._middle + 1
        chair = w.chair[self._language]
        self._across(at, 1, self._middle, w.maker[self._language], looks.SIGNED)
        self._across(at + 1, 1, self._middle, w.maker_hint[self._language], looks.SIGNED_HINT)
        self._across(at, right, self._last, chair, looks.SIGNED)
        self._across(at + 1, right, self._last, w.chair_hint[self._language], looks.SIGNED_HINT)
        self._sheet.row_dimensions[at].height = (LINE_HEIGHT + 2) * (chair.count("\n") + 1)

    def _across(self, at: int, first: int, last: int, text: str, look: Look) -> None:
        """A text over several columns of one row; every cell gets the lines."""
        write_text(self._sheet.cell(at, first), text, look)
        for place in range(first + 1, last + 1):
            dress(self._sheet.cell(at, place), look)
        if last > first:
            self._sheet.merge_cells(start_row=at, end_row=at, start_column=first, end_column=last)

    def _tall(self, place: int, text: str) -> None:
        """A header over both lines."""
        write_text(self._sheet.cell(GROUP_ROW, place), text, looks.HEADER)
        dress(self._sheet.cell(TITLE_LINE, place), looks.HEADER)
        self._sheet.merge_cells(start_row=GROUP_ROW, end_row=TITLE_LINE, start_column=place, end_column=place)

    def _print_setup(self) -> None:
        sheet = self._sheet
        sheet.freeze_panes = sheet.cell(BODY_ROW, self._first)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{GROUP_ROW}:{NUMBER_ROW}"
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.3
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.center.text = "&P/&N"
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 90


def _lines(text: str, width: float) -> int:
    """How many lines a heading takes in a column, roughly: words are not broken."""
    lines, room = 1, width * LETTERS_IN_WIDTH
    left = room
    for word in text.split():
        if len(word) > left and left < room:
            lines, left = lines + 1, room
        left -= len(word) + 1
    return lines
