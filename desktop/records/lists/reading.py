"""Read a list as its mapping says: households with their members, and what is wrong row by row. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.editions.model import Scope
from desktop.editions.values import Unreadable, Value
from desktop.records.lists.answers import read_cell
from desktop.records.lists.cleaning import letters_of, text_of, words_of
from desktop.records.lists.columns import BETWEEN, Rows
from desktop.records.lists.fields import Field, ListWords, Part
from desktop.records.lists.lines import Line, Skipped, Ways, sort_lines
from desktop.records.lists.mapping import Column, ListMapping, RowsAre

Answers = dict[str, Value]
SAY_EVERY = 500  # rows between two words of progress


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a cell, or with a row (`column` empty). `lost` = the row was left out with it."""

    code: str
    sheet: str
    row: int
    column: str = ""  # its letter
    title: str = ""
    found: str = ""
    accepted: tuple[str, ...] = ()
    lost: bool = False


@dataclass(slots=True)
class Found:
    """One household of the list. `number` counts rows through all sheets: it is the same in every reading."""

    sheet: str
    row: int
    number: int
    village: str  # as written: of its column, of the heading above it, or of the sheet
    commune: str = ""  # as written
    answers: Answers = field(default_factory=dict)
    members: list[Answers] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """A whole list."""

    households: tuple[Found, ...]
    troubles: tuple[Trouble, ...]
    skipped: tuple[Skipped, ...]
    rows: int  # of all sheets


@dataclass(frozen=True, slots=True)
class _Use:
    column: Column
    field: Field


def read_list(
    words: ListWords,
    mapping: ListMapping,
    sheets: Sequence[tuple[str, Rows]],
    progress: Callable[[int, int], None],
) -> Read:
    """Everything that the list says. `sheets`: the ones that the mapping names, in order."""
    reader = _Reader(words, mapping, progress, sum(len(rows) for _, rows in sheets))
    skipped: list[Skipped] = []
    before = 0
    for name, rows in sheets:
        lines, passed = sort_lines(name, rows, reader.first, reader.ways)
        skipped += passed
        reader.read(name, lines, before)
        before += len(rows)
    return Read(tuple(reader.households), tuple(reader.troubles), tuple(skipped), before)


class _Reader:
    """Goes through the lines of the sheets, one after the other."""

    def __init__(
        self, words: ListWords, mapping: ListMapping, progress: Callable[[int, int], None], total: int
    ) -> None:
        self.words, self.mapping = words, mapping
        self.households: list[Found] = []
        self.troubles: list[Trouble] = []
        self.first = mapping.header - 1 + mapping.header_rows
        known = [(one, words.fields[one.field]) for one in mapping.columns if one.field in words.fields]
        self._part = {use.part: one.place for one, use in known if use.part is not Part.NONE}
        asked, roles = words.edition.questions, words.edition.roles
        self._uses = [_Use(one, use) for one, use in known if use.question in asked]
        self._of_member = [use for use in self._uses if self._is_of(use, Scope.MEMBER)]
        self._of_household = [use for use in self._uses if self._is_of(use, Scope.HOUSEHOLD)]
        self._relation = next((use for use in self._uses if use.field.question == roles.relation), None)
        self._village, self._commune = self._place(roles.village), self._place(roles.unit)
        wide = max((one.place for one in mapping.columns), default=-1) + 1
        encodings = {one.place: words.encodings.get(one.encoding) for one in mapping.columns}
        names = (self._place(roles.member_name), self._part.get(Part.HEAD_NAME))
        naming = frozenset(place for place in names if place is not None)
        self.ways = Ways(
            words.rows,
            [encodings.get(place) for place in range(wide)],
            naming,
            frozenset(use.column.place for use in self._of_member) - naming,
            frozenset(words_of(part) for one in mapping.columns for part in one.title.split(BETWEEN)),
        )
        self._progress, self._total = progress, total
        self.always = always(words, mapping)

    def read(self, sheet: str, lines: Sequence[Line], before: int) -> None:
        """The households of one sheet; `before` rows stand in the sheets before it."""
        begins = self._beginnings(lines)
        current: Found | None = None
        for place, line in enumerate(lines):
            if place % SAY_EVERY == 0:
                self._progress(before + line.row, self._total)
            if begins[place]:
                current = Found(sheet, line.row, before + line.row, line.village, answers=dict(self.always))
                self.households.append(current)
            if current is None:
                found = " ".join(text for cell in line.cells if (text := text_of(cell)))
                self.troubles.append(Trouble("no_household", sheet, line.row, found=found, lost=True))
                continue
            self._take(current, line, first=begins[place])

    def _take(self, current: Found, line: Line, *, first: bool) -> None:
        said = self._answers(current.sheet, line, self._of_household)
        for question, value in said.items():
            self._keep(current, line, question, value)
        current.village = self._text(line, self._village) or current.village
        current.commune = self._text(line, self._commune) or current.commune
        member = self._answers(current.sheet, line, self._of_member)
        if first and self.mapping.rows is RowsAre.HOUSEHOLDS:
            member = self._as_head(line, member)
        if member:
            current.members.append(member)

    def _as_head(self, line: Line, member: Answers) -> Answers:
        """One row a household: the person named is its head."""
        roles = self.words.edition.roles
        place = self._part.get(Part.HEAD_NAME)
        text = self._text(line, place)
        if text and roles.member_name not in member:
            member[roles.member_name] = text
        if member:
            member.setdefault(roles.relation, roles.head)
        return member

    def _keep(self, current: Found, line: Line, question: str, value: Value) -> None:
        before = current.answers.setdefault(question, value)
        if isinstance(before, tuple) and isinstance(value, tuple):
            current.answers[question] = tuple(sorted({*before, *value}))
        elif before != value:
            column = self.mapping.column(question)
            title, letter = (column.title, column.letter) if column else ("", "")
            self.troubles.append(Trouble("differs", current.sheet, line.row, letter, title, str(value)))

    def _answers(self, sheet: str, line: Line, uses: Sequence[_Use]) -> Answers:
        answers: Answers = {}
        for use in uses:
            place = use.column.place
            cell = line.cells[place] if place < len(line.cells) else None
            if cell is None or cell == "" or place in (self._village, self._commune):
                continue
            read = read_cell(self.words, use.field, cell)
            if isinstance(read, Unreadable):
                self._say(sheet, line, use.column, read)
                continue
            for question, value in read.values.items():
                self._add(answers, question, value, sheet, line, use.column)
        return answers

    def _add(
        self, answers: Answers, question: str, value: Value, sheet: str, line: Line, column: Column
    ) -> None:
        before = answers.get(question)
        if before is None:
            answers[question] = value
        elif isinstance(before, tuple) and isinstance(value, tuple):
            answers[question] = tuple(sorted({*before, *value}))
        elif before != value:
            self._say(sheet, line, column, Unreadable("two_answers", str(value)))

    def _say(self, sheet: str, line: Line, column: Column, read: Unreadable) -> None:
        self.troubles.append(
            Trouble(read.code, sheet, line.row, column.letter, column.title, read.found, read.accepted)
        )

    def _beginnings(self, lines: Sequence[Line]) -> list[bool]:
        """Does a household begin at this line? By the way that agrees with the heads of the list."""
        if self.mapping.rows is RowsAre.HOUSEHOLDS:
            return [True] * len(lines)
        heads = [self._is_head(line) for line in lines]
        ways = [list(way) for way in self._ways(lines)]
        if not any(heads):
            return ways[0] if ways else [True] * len(lines)
        close = [way for way in ways if abs(sum(way) - sum(heads)) <= max(1, sum(heads) // 10)]
        return close[0] if close else heads

    def _ways(self, lines: Sequence[Line]) -> Iterator[Iterator[bool]]:
        code = self.mapping.column(self.words.edition.roles.code)
        for place in (
            self._part.get(Part.HOUSEHOLD_NUMBER),
            code.place if code else None,
            self._part.get(Part.HEAD_NAME),
        ):
            if place is not None and any(self._text(line, place) for line in lines):
                yield self._changes(lines, place)

    def _changes(self, lines: Sequence[Line], place: int) -> Iterator[bool]:
        """A household begins where the cell is filled and differs from the one before it."""
        last = village = ""
        for line in lines:
            text = self._text(line, place)
            if line.village != village:
                last, village = "", line.village
            yield bool(text) and text != last
            last = text or last

    def _is_head(self, line: Line) -> bool:
        if self._relation is None:
            return False
        roles, text = self.words.edition.roles, self._text(line, self._relation.column.place)
        return self.words.aliases[roles.relation].get(letters_of(text)) == roles.head

    def _is_of(self, use: _Use, scope: Scope) -> bool:
        return self.words.edition.vocabulary[use.field.question].scope is scope

    def _place(self, question: str) -> int | None:
        return next((use.column.place for use in self._uses if use.field.question == question), None)

    def _text(self, line: Line, place: int | None) -> str:
        return text_of(line.cells[place]) if place is not None and place < len(line.cells) else ""


def always(words: ListWords, mapping: ListMapping) -> Answers:
    """What the mapping says of every household. Raises `ValueError` for what is no answer."""
    said: Answers = {}
    for question, text in mapping.always.items():
        one = words.fields.get(question)
        asked = question in words.edition.questions
        read = read_cell(words, one, text) if one and asked else Unreadable("not_asked", question)
        if isinstance(read, Unreadable):
            raise ValueError(f"always: {question} = {text!r} is no answer")
        said.update(read.values)
    return said


def named(answers: Mapping[str, Value], question: str) -> str:
    """A text answer, "" where there is none."""
    value = answers.get(question)
    return value if isinstance(value, str) else ""
