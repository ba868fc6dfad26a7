"""The sheet of the households that make two tables differ: by code, so that no name travels with figures."""

from openpyxl.worksheet.worksheet import Worksheet

from desktop.report import looks
from desktop.report.looks import dress, write_text
from desktop.report.workbook import Around

WIDTHS = {"A": 60, "B": 30, "C": 20, "D": 14, "E": 14}
HEADS = ("differing_tie", "differing_unit", "differing_code", "differing_here", "differing_there")


def draw(sheet: Worksheet, around: Around) -> None:
    """One line a household."""
    for letter, wide in WIDTHS.items():
        sheet.column_dimensions[letter].width = wide
    for place, name in enumerate(HEADS, start=1):
        write_text(sheet.cell(1, place), around.words.sources[name][around.language], looks.HEADER)
    for at, one in enumerate(around.differing, start=2):
        texts = (one.found.tie.title[around.language], one.found.name, one.code)
        for place, text in enumerate(texts, start=1):
            write_text(sheet.cell(at, place), text, looks.LISTED)
        for place, number in enumerate((one.value, one.other), start=len(texts) + 1):
            cell = sheet.cell(at, place)
            cell.value = number
            dress(cell, looks.LISTED)
    note = around.words.sources["differing_note"][around.language].format(n=around.most)
    write_text(sheet.cell(len(around.differing) + 3, 1), note, looks.NOTE)
    sheet.freeze_panes = "A2"
