"""How an official table looks and what its columns count: the files of resources/tables as values."""

import re
from dataclasses import dataclass, field

from desktop.editions.datafiles import broken, read
from desktop.editions.faults import LANGUAGES
from desktop.editions.model import Certainty, Source, Words

ROWS, HOUSEHOLDS, WORDS = "rows.sql", "households.sql", "words.toml"
SHARED = (ROWS, HOUSEHOLDS, WORDS)
RESIDENTS = ("households", "persons")
GIVEN = ("opening_poor", "opening_poor_persons", "opening_near_poor", "opening_near_poor_persons")
PEOPLE, OTHERS = "people", "others"
_TERM = re.compile(r"([+-]?)([^+-]+)")


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the first header line."""

    id: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Which households are counted, and what each adds."""

    where: str = ""
    sum: str = ""
    given: str = ""  # what was given for the unit, where the last round is not here


@dataclass(frozen=True, slots=True)
class Line:
    """One of several lines that every unit has, such as households and persons."""

    id: str  # as files for programs name it
    title: dict[str, str]
    where: str = ""  # of the households of a column, only these
    sum: str = ""  # what each adds where the column does not say


ONLY = Line("", {})  # of a table whose units have one line


@dataclass(frozen=True, slots=True)
class Column:
    """One numbered column: residents, a count, a rate, a formula. See the first lines of R1 and R2.toml."""

    key: str
    title: dict[str, str]
    number: str | None = None
    group: str = ""
    residents: str = ""
    where: str = ""
    sum: str = ""
    share_of: str = ""
    given: str = ""
    formula: str = ""  # of columns before it: 1-2-3-4
    check: str = ""  # a sum of columns that must come to what this one counts: 1.1+1.2
    each: str = ""  # stands for several: one for each of PEOPLE, or the OTHERS of them
    before: str = ""  # the rate of this column in the last round
    points: str = ""  # rates taken from each other: 4-3
    target: str = ""  # what the unit is to reach: an indicator of ../targets.toml
    on: dict[str, Part] = field(default_factory=dict)  # what differs on a line, by its id

    @property
    def beside(self) -> bool:
        """Is it taken from other figures, and counts no household?"""
        return bool(self.before or self.points or self.target)

    @property
    def has_decimals(self) -> bool:
        """Is it shown with two decimals: a rate, or points of one?"""
        return self.is_rate or self.beside

    @property
    def printed(self) -> str:
        """What the line of column numbers shows."""
        if self.number is None and (self.formula or self.points):
            return f"{self.key}={self.formula or self.points}"
        return self.key if self.number is None else self.number

    @property
    def terms(self) -> tuple[tuple[int, str], ...]:
        """The formula as signs and keys: 1 or -1, and the column that is added or taken away."""
        return _terms(self.formula)

    @property
    def checked(self) -> tuple[tuple[int, str], ...]:
        """What it must come to, in the same way."""
        return _terms(self.check)

    @property
    def differences(self) -> tuple[tuple[int, str], ...]:
        """The rates that are added and taken away."""
        return _terms(self.points)

    @property
    def is_rate(self) -> bool:
        """Is its value a rate in percent?"""
        return bool(self.share_of)


@dataclass(frozen=True, slots=True)
class Tie:
    """What a column must come to: columns of another table, of this round or of the last one."""

    id: str
    title: dict[str, str]
    column: str
    table: str
    to: dict[str, str]  # by the id of a line, the column there
    last: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """Where the layout of a table comes from."""

    text: str
    facts: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Layout:
    """One official table."""

    id: str
    template: str
    name: dict[str, str]
    title: dict[str, str]
    measured_in: dict[str, str]
    source: Cited
    column: tuple[Column, ...]
    group: tuple[Group, ...] = ()
    line: tuple[Line, ...] = ()
    gone: bool = False  # households that are counted no more count too
    unsure: str = ""  # the households whose move is not known
    tie: tuple[Tie, ...] = ()
    note: dict[str, str] = field(default_factory=dict)  # what is said beside the table
    apart: bool = False  # a row more for each set of units that is reported apart: ../apart.toml
    overlap: str = ""  # the households in several columns that the form takes for disjoint

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of every unit, at least one."""
        return self.line or (ONLY,)

    def part(self, column: Column, line: Line) -> Part:
        """What a column counts on a line."""
        own = column.on.get(line.id, Part())
        both = [one for one in (line.where, own.where or column.where) if one]
        where = " AND ".join(f"({one})" for one in both) if len(both) > 1 else "".join(both)
        return Part(where, own.sum or column.sum or line.sum, own.given or column.given)

    def find_line(self, line: str | None) -> Line:
        """The line of this id; the first one where there is none."""
        return next((one for one in self.lines if one.id == line), self.lines[0])

    @property
    def cited(self) -> Source:
        """Its source, as rules have theirs."""
        return Source(self.source.text, self.source.facts, Certainty(self.source.certainty))

    def find(self, key: str) -> Column | None:
        """The column of this number."""
        return next((column for column in self.column if column.key == key), None)


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words around every table."""

    country: Words
    motto: Words
    office: Words
    day: Words
    year: Words
    reference: Words
    row: Words
    unit: Words
    line: Words
    total: Words
    maker: Words
    maker_hint: Words
    chair: Words
    chair_hint: Words
    tentative: Words
    provisional: Words
    forms_only: Words
    mixed: Words
    agreement: Words
    sources: dict[str, Words]  # labels of the sheet of sources
    certainty: dict[str, Words]  # by the marks of the fact file
    counts: dict[str, Words]  # by the names of `Provisional`
    openings: dict[str, Words]  # by `Table.opening`
    problems: dict[str, Words]  # by the codes of `TableProblem`


def layout_of(name: str, data: bytes) -> Layout:
    """One table. Raises `RasoatError("data", …)` that says file, key, found and accepted."""
    layout = read(name, data, Layout)
    keys = [column.key for column in layout.column]
    for column in layout.column:
        if keys.count(column.key) > 1:
            raise broken(name, f"column {column.key}", "the key twice", "each key once")
        _check(name, column, keys, [group.id for group in layout.group])
        _check_count(name, layout, column)
    for tie in layout.tie:
        _one_of(name, f"tie {tie.id}, column", tie.column, keys)
        for line in tie.to:
            _one_of(name, f"tie {tie.id}, to", line, [one.id for one in layout.lines])
    known = [one.value for one in Certainty]
    _one_of(name, "source, certainty", layout.source.certainty, known)
    words = [layout.name, layout.title, layout.measured_in, *(c.title for c in layout.column)]
    titles = [*(group.title for group in layout.group), *(line.title for line in layout.line)]
    titles += [tie.title for tie in layout.tie]
    _two_languages(name, [*words, *titles])
    return layout


def words_of(data: bytes) -> TableWords:
    """The words around every table. Raises `RasoatError("data", …)`."""
    return read(WORDS, data, TableWords)


def _terms(formula: str) -> tuple[tuple[int, str], ...]:
    found = _TERM.findall(formula)
    return tuple((-1 if sign == "-" else 1, key.strip()) for sign, key in found)


def _check(name: str, column: Column, keys: list[str], groups: list[str]) -> None:
    where = f"column {column.key}"
    if column.group:
        _one_of(name, f"{where}, group", column.group, groups)
    if column.share_of:
        _one_of(name, f"{where}, share_of", column.share_of, keys)
    if column.residents:
        _one_of(name, f"{where}, residents", column.residents, list(RESIDENTS))
    for _sign, key in column.terms:
        _one_of(name, f"{where}, formula", key, keys[: keys.index(column.key)])
    for _sign, key in column.checked:
        _one_of(name, f"{where}, check", key, keys)
    for _sign, key in column.differences:
        _one_of(name, f"{where}, points", key, keys[: keys.index(column.key)])
    if column.before:
        _one_of(name, f"{where}, before", column.before, keys[: keys.index(column.key)])
    if column.each:
        _one_of(name, f"{where}, each", column.each, [PEOPLE, OTHERS])
    if column.formula and column.share_of:
        raise broken(name, where, "formula and share_of", "one of them")


def _check_count(name: str, layout: Layout, column: Column) -> None:
    """Every line must know what it counts."""
    where = f"column {column.key}"
    for line in column.on:
        _one_of(name, f"{where}, on", line, [one.id for one in layout.line])
    if column.residents and layout.line:
        raise broken(name, where, "residents", "a count: this table has several lines")
    if column.beside:
        if column.residents or column.where or column.sum:
            raise broken(name, where, "a count of a figure that is given", "no residents, where and sum")
        return
    parts = [layout.part(column, line) for line in layout.lines]
    for part in parts:
        if part.given:
            _one_of(name, f"{where}, given", part.given, list(GIVEN))
    if any(bool(column.residents) == bool(part.where and part.sum) for part in parts):
        raise broken(name, where, "neither or both", "residents, or where and sum")


def _one_of(name: str, where: str, found: str, accepted: list[str]) -> None:
    if found not in accepted:
        raise broken(name, where, f"“{found}”", f"one of {', '.join(accepted)}")


def _two_languages(name: str, words: list[dict[str, str]]) -> None:
    for one in words:
        if missing := [language for language in LANGUAGES if not one.get(language)]:
            raise broken(name, "", f"no words in “{missing[0]}”", "words in every language")
