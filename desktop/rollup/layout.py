"""How an official table looks and what its columns count: the files of resources/tables as values."""

from dataclasses import dataclass

from desktop.editions.datafiles import broken, read
from desktop.editions.faults import LANGUAGES
from desktop.editions.model import Certainty, Source, Words

ROWS, HOUSEHOLDS, WORDS = "rows.sql", "households.sql", "words.toml"
SHARED = (ROWS, HOUSEHOLDS, WORDS)
RESIDENTS = ("households", "persons")


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the first header line."""

    id: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One numbered column: residents, a count of households, or a rate. See the first lines of R1.toml."""

    key: str
    title: dict[str, str]
    number: str | None = None
    group: str = ""
    residents: str = ""
    where: str = ""
    sum: str = ""
    share_of: str = ""

    @property
    def printed(self) -> str:
        """What the line of column numbers shows."""
        return self.key if self.number is None else self.number

    @property
    def is_rate(self) -> bool:
        """Is its value a rate in percent?"""
        return bool(self.share_of)


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
    total: Words
    maker: Words
    maker_hint: Words
    chair: Words
    chair_hint: Words
    provisional: Words
    forms_only: Words
    mixed: Words
    sources: dict[str, Words]  # labels of the sheet of sources
    certainty: dict[str, Words]  # by the marks of the fact file
    counts: dict[str, Words]  # by the names of `Provisional`
    problems: dict[str, Words]  # by the codes of `TableProblem`


def layout_of(name: str, data: bytes) -> Layout:
    """One table. Raises `RasoatError("data", …)` that says file, key, found and accepted."""
    layout = read(name, data, Layout)
    keys = [column.key for column in layout.column]
    for column in layout.column:
        if keys.count(column.key) > 1:
            raise broken(name, f"column {column.key}", "the key twice", "each key once")
        _check(name, column, keys, [group.id for group in layout.group])
    known = [one.value for one in Certainty]
    _one_of(name, "source, certainty", layout.source.certainty, known)
    words = [layout.name, layout.title, layout.measured_in, *(c.title for c in layout.column)]
    _two_languages(name, [*words, *(group.title for group in layout.group)])
    return layout


def words_of(data: bytes) -> TableWords:
    """The words around every table. Raises `RasoatError("data", …)`."""
    return read(WORDS, data, TableWords)


def _check(name: str, column: Column, keys: list[str], groups: list[str]) -> None:
    where = f"column {column.key}"
    if column.group:
        _one_of(name, f"{where}, group", column.group, groups)
    if column.share_of:
        _one_of(name, f"{where}, share_of", column.share_of, keys)
    if column.residents:
        _one_of(name, f"{where}, residents", column.residents, list(RESIDENTS))
    if bool(column.residents) == bool(column.where and column.sum):
        raise broken(name, where, "neither or both", "residents, or where and sum")


def _one_of(name: str, where: str, found: str, accepted: list[str]) -> None:
    if found not in accepted:
        raise broken(name, where, f"“{found}”", f"one of {', '.join(accepted)}")


def _two_languages(name: str, words: list[dict[str, str]]) -> None:
    for one in words:
        if missing := [language for language in LANGUAGES if not one.get(language)]:
            raise broken(name, "", f"no words in “{missing[0]}”", "words in every language")
