"""An official table as an Excel workbook. The same table gives the same bytes: no time is in them."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from desktop.rollup.layout import TableWords
from desktop.rollup.tables import Grounds, Table, Tied

MAKER = "Rà soát"
CORE = "docProps/core.xml"
LONGEST = 31  # letters of the name of a sheet
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


@dataclass(frozen=True, slots=True)
class Differs:
    """A household that counts differently in two tables that must agree, by its code, never by a name."""

    found: Tied
    code: str
    value: int
    other: int


@dataclass(frozen=True, slots=True)
class Around:
    """What stands in a workbook beside the figures; `standard` is the edition in words."""

    words: TableWords
    standard: str
    language: str = "vi"
    grounds: Grounds | None = None
    differing: tuple[Differs, ...] = ()
    most: int = 0  # households of one tie that are listed


def write(out: BinaryIO, table: Table, around: Around) -> None:
    """Write `table` with a sheet of its sources, and one of the households that make it disagree."""
    from openpyxl import Workbook

    from desktop.report import differing, origins
    from desktop.report.official import OfficialSheet

    book = Workbook()
    book.properties.creator = MAKER
    book.properties.title = f"{table.id} {table.unit.full_name} {table.round.year}"
    book.properties.created = datetime.fromisoformat(table.round.date)
    OfficialSheet(book.worksheets[0], table, around.words, around.language).draw()
    book.worksheets[0].title = table.id
    names = {name: said[around.language] for name, said in around.words.sources.items()}
    origins.draw(book.create_sheet(names["sheet"]), table, around)
    if around.differing:
        differing.draw(book.create_sheet(names["differing"][:LONGEST]), around)
    raw = io.BytesIO()
    book.save(raw)
    settled(raw, out, table.round.date)


def settled(raw: BinaryIO, out: BinaryIO, day: str) -> None:
    """The same workbook without the moment it was made."""
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in made.namelist():
            data = made.read(name)
            if name == CORE:
                data = _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>", data)
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(entry, data)
