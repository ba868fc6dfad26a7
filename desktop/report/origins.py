"""The sheet that says where a table comes from, how it was counted, and what is still to be settled."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from desktop.report import looks, signing
from desktop.report.looks import write_text
from desktop.report.workbook import Around
from desktop.rollup.layout import TableWords
from desktop.rollup.tables import Table

LABEL_WIDTH, TEXT_WIDTH = 26, 96


def draw(sheet: Worksheet, table: Table, around: Around) -> None:
    """Write the sheet."""
    words, language = around.words, around.language
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = LABEL_WIDTH, TEXT_WIDTH
    write_text(sheet.cell(1, 1), words.sources["heading"][language], looks.LABEL)
    at = 3
    for label, text in (*_facts(table, words, around.standard, language), *_grounds(around)):
        write_text(sheet.cell(at, 1), label, looks.LABEL)
        write_text(sheet.cell(at, 2), text, looks.SAID)
        at += 1
    at += 1
    for sentence in sentences(table, words, language):
        write_text(sheet.cell(at, 1), sentence, looks.NOTE)
        at += 1
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.showGridLines = False


def sentences(table: Table, words: TableWords, language: str) -> Iterator[str]:
    """How rates are rounded, why figures are provisional, and what contradicts."""
    yield words.sources["rounding"][language]
    if table.layout.note:
        yield table.layout.note[language]
    counts = {name: n for name, n in table.provisional.counts().items() if n}
    for name, n in counts.items():
        yield words.counts[name][language].format(n=n)
    for problem in table.problems:
        yield words.problems[problem.code][language].format(**problem.slots)
    if any(table.is_provisional(row, column) for row in table.rows for column in table.columns):
        yield words.sources["hatched"][language]
    if not counts and not table.problems:
        yield words.sources["settled"][language]
    yield from signing.corrections(table, words, language)


def _grounds(around: Around) -> Iterator[tuple[str, str]]:
    """The hashes of the standard and of the data, the bundles, who still clashes."""
    found = around.grounds
    if found is None:
        return
    label = {name: texts[around.language] for name, texts in around.words.sources.items()}
    yield label["hash"], f"{found.version}: {found.hash}"
    yield label["digest"], found.digest
    yield label["bundles"], "\n".join(found.bundles) or label["no_bundles"]
    if found.clashing:
        yield label["clashing"], ", ".join(found.clashing)


def _facts(table: Table, words: TableWords, standard: str, language: str) -> Iterator[tuple[str, str]]:
    label = {name: texts[language] for name, texts in words.sources.items()}
    source = table.layout.cited
    checked = f" – {label['to_be_checked']}" if source.to_be_checked else ""
    yield label["table"], f"{table.id} – {table.layout.title[language]}"
    yield label["template"], table.layout.template
    yield label["legal"], source.text
    yield label["certainty"], words.certainty[source.certainty.value][language] + checked
    yield label["edition"], f"{standard} ({table.edition})"
    yield label["round"], table.round.key
    yield label["reference"], "/".join(reversed(table.round.date.split("-")))
    yield label["state"], signing.state(table, words, language)
    yield label["unit"], f"{table.unit.full_name} ({table.unit.code})"
