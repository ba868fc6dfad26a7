"""Look at a list: which sheet and rows hold it, what its columns stand for. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.actions.context import Workspace
from desktop.actions.lists.words import list_words
from desktop.editions.rules import Edition
from desktop.editions.units import Level
from desktop.errors import RasoatError
from desktop.i18n import N_
from desktop.records.lists.cleaning import Cell, text_of, words_of
from desktop.records.lists.columns import DEEPEST_HEADER, MOST_HEADER_ROWS, Header, find_header, header_words
from desktop.records.lists.encodings import Encoding
from desktop.records.lists.fields import ListWords, Part
from desktop.records.lists.mapping import Column, ListMapping, RowsAre
from desktop.records.lists.reading import always
from desktop.report import sheets
from desktop.report.sheets import Book, Sheet

LAYOUTS = "list_layouts"  # in the settings of the workspace: hash of a header -> how it was read
SAMPLE = 400  # cells of a column from which its encoding is judged
SHOWN = 3  # examples of what a column holds


@dataclass(frozen=True, slots=True)
class Look:
    """A list as it was found, and how it would be read."""

    file: Path
    source: str  # sha256 of its bytes
    book: Book
    header: Header
    mapping: ListMapping
    remembered: bool  # these columns were chosen by a person once
    words: ListWords
    others: tuple[str, ...] = ()  # visible sheets of another layout
    empty_formulas: tuple[Column, ...] = ()  # columns of formulas whose values the file lacks

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that are read."""
        return tuple(one for one in self.book.sheets if one.name in self.mapping.sheets)

    def examples(self, column: Column) -> tuple[str, ...]:
        """Some of what stands in a column."""
        encoding = self.words.encodings.get(column.encoding)
        texts = _texts(self._body(), column.place)
        return tuple(islice((encoding.to_unicode(text) if encoding else text for text in texts), SHOWN))

    def with_fields(
        self, fields: Mapping[int, str], rows: RowsAre, always: Mapping[str, str] | None = None
    ) -> "Look":
        """The same list, read otherwise. `fields`: place of a column -> field; `always`: see the mapping."""
        columns = tuple(replace(one, field=fields.get(one.place, one.field)) for one in self.mapping.columns)
        return replace(self, mapping=replace(self.mapping, columns=columns, rows=rows, always=always or {}))

    def _body(self) -> Iterator[Sequence[Cell]]:
        first = self.mapping.header - 1 + self.mapping.header_rows
        return (row for sheet in self.sheets for row in sheet.rows[first:])


def look(ws: Workspace, file: Path, mapping: ListMapping | None = None) -> Look:
    """Read the file and guess its columns, or take those of `mapping`. Raises `RasoatError`."""
    source, book, words = _hash(file), sheets.read_book(file), list_words(ws.edition)
    found = _given(book, mapping, words) if mapping else _guess(ws, book, words)
    if found is None:
        raise _nothing_fits(file, ws.edition)
    header, using, remembered = found
    using = replace(using, commune=using.commune or _home_commune(ws))
    others = tuple(one.name for one in book.sheets if one.name not in using.sheets and one.rows)
    seen = Look(file, source, book, header, using, remembered, words, others)
    return replace(seen, empty_formulas=_empty_formulas(seen))


def remember(ws: Workspace, seen: Look) -> None:
    """Keep what the columns of this layout stand for; call it when a list was taken in."""
    layouts: dict[str, Any] = ws.store.get(LAYOUTS) or {}
    fields = {one.title: one.field for one in seen.mapping.columns}
    layouts[seen.header.hash] = {"rows": seen.mapping.rows.value, "fields": fields}
    ws.store.put(LAYOUTS, layouts)


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as source:
            seal = sha256()
            while chunk := source.read(1 << 20):
                seal.update(chunk)
    except OSError as error:
        raise sheets.no_file(file, error.strerror or str(error)) from error
    return seal.hexdigest()


Guess = tuple[Header, ListMapping, bool]


def _guess(ws: Workspace, book: Book, words: ListWords) -> Guess | None:
    """The sheet whose header fits best, and every other sheet with the same header."""
    found = [(one, _header(one, words)) for one in book.sheets]
    fits = [(one, made) for one, made in found if made is not None]
    if not fits:
        return None
    sheet, (header, fields) = max(fits, key=lambda one: sum(map(bool, one[1][1])))
    same = tuple(one.name for one, made in fits if made[0].hash == header.hash and made[0].row == header.row)
    kept = (ws.store.get(LAYOUTS) or {}).get(header.hash)
    if kept:
        fields = tuple(kept["fields"].get(title, "") for title in header.titles)
    body = sheet.rows[header.row + header.rows :]
    columns = tuple(
        Column(place, title, field, _encoding(words, body, place))
        for place, (title, field) in enumerate(zip(header.titles, fields, strict=True))
        if title or any(_texts(body[:SAMPLE], place))
    )
    rows = RowsAre(kept["rows"]) if kept else _rows_are(columns, words, body)
    return header, ListMapping(same, header.row + 1, header.rows, rows, columns), bool(kept)


def _given(book: Book, mapping: ListMapping, words: ListWords) -> Guess:
    """A mapping that somebody wrote, checked against the list."""
    names = [one.name for one in book.sheets]
    using = mapping if mapping.sheets else replace(mapping, sheets=tuple(names[:1]))
    for name in using.sheets:
        if name not in names:
            raise _no_fit(N_("The list has no sheet “{found}” to read."), name, names)
    sheet = next(one for one in book.sheets if one.name == using.sheets[0])
    top = _unicode_rows(sheet.rows[: using.header - 1 + using.header_rows], words)
    header = Header(
        using.header - 1, using.header_rows, header_words(top, using.header - 1, using.header_rows)
    )
    try:
        always(words, using)
    except ValueError as error:
        raise _no_fit(
            N_("The mapping says of every household what cannot be: {found}."),
            str(error),
            words.edition.questions,
        ) from error
    for one in using.columns:
        title = header.titles[one.place] if one.place < len(header.titles) else ""
        if words_of(title) != words_of(one.title):
            raise _no_fit(
                N_("Column {found} of the list is not the one of the mapping."), one.letter, [title]
            )
        if one.field and one.field not in words.fields:
            raise _no_fit(
                N_("The mapping names a field “{found}” that is not known."), one.field, words.fields
            )
        if one.encoding and words.encodings.get(one.encoding) is None:
            known = [encoding.id for encoding in words.encodings.known]
            raise _no_fit(
                N_("The mapping names an encoding “{found}” that is not known."), one.encoding, known
            )
    return header, using, True


def _header(sheet: Sheet, words: ListWords) -> tuple[Header, tuple[str, ...]] | None:
    return find_header(_unicode_rows(sheet.rows[: DEEPEST_HEADER + MOST_HEADER_ROWS], words), words)


def _unicode_rows(rows: Sequence[Sequence[Cell]], words: ListWords) -> list[list[Cell]]:
    """The top of a sheet with its header in Unicode, whatever it was written in."""
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    encoding: Encoding | None = words.encodings.recognise(texts)
    if encoding is None:
        return [list(row) for row in rows]
    return [[encoding.to_unicode(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _encoding(words: ListWords, rows: Sequence[Sequence[Cell]], place: int) -> str:
    found = words.encodings.recognise(islice(_texts(rows, place, marked=True), SAMPLE))
    return found.id if found else ""


def _texts(rows: Iterable[Sequence[Cell]], place: int, *, marked: bool = False) -> Iterator[str]:
    for row in rows:
        cell = row[place] if place < len(row) else None
        if marked and not (isinstance(cell, str) and not cell.isascii()):
            continue
        if text := text_of(cell):
            yield text


def _rows_are(columns: Sequence[Column], words: ListWords, rows: Sequence[Sequence[Cell]]) -> RowsAre:
    """Persons where the list numbers members, says relations, or numbers only some rows with a name."""
    fields = {one.field: one.place for one in columns}
    roles, parts = words.edition.roles, {part.value for part in (Part.MEMBER_NUMBER,)}
    if roles.relation in fields or parts & fields.keys():
        return RowsAre.PERSONS
    name, number = fields.get(roles.member_name), fields.get(Part.HOUSEHOLD_NUMBER.value)
    if name is None or number is None:
        return RowsAre.HOUSEHOLDS
    named = sum(1 for _ in _texts(rows, name))
    numbered = sum(1 for _ in _texts(rows, number))
    return RowsAre.PERSONS if named > numbered + len(rows) // 4 else RowsAre.HOUSEHOLDS


def _home_commune(ws: Workspace) -> str:
    return ws.home.code if ws.home.level is Level.COMMUNE else ""


def _empty_formulas(seen: Look) -> tuple[Column, ...]:
    """Columns that stand for something and hold nothing: perhaps formulas that nobody computed."""
    first = seen.mapping.header + seen.mapping.header_rows
    found: set[int] = set()
    for sheet in seen.sheets:
        rows = sheet.rows[first - 1 :]
        empty = [one.place for one in seen.mapping.columns if one.field and not any(_texts(rows, one.place))]
        if empty and rows:
            found |= sheets.formulas_without_value(seen.file, sheet.name, first, empty)
    return tuple(one for one in seen.mapping.columns if one.place in found)


def _nothing_fits(file: Path, edition: Edition) -> RasoatError:
    roles = edition.roles
    who = (roles.member_name, roles.birth_date, roles.sex, roles.relation, roles.ethnicity, roles.id_number)
    columns = (edition.questions[name].label["vi"] for name in (*who, roles.code, roles.village))
    return RasoatError(
        "no_columns",
        N_("No row of {file} looks like the header of a list of households."),
        N_("Wanted are at least two columns such as: {columns}."),
        file=file.name,
        columns=", ".join(columns),
    )


def _no_fit(title: str, found: str, accepted: "Sequence[str] | Mapping[str, object]") -> RasoatError:
    return RasoatError(
        "mapping_differs",
        title,
        N_("Accepted here: {accepted}. Make the mapping anew with --dry-run, or correct it."),
        found=found,
        accepted=", ".join(one or "—" for one in accepted),
    )
