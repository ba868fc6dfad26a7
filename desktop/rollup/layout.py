"""How an official table looks and what its columns count: the files of resources/tables as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    counts: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: dict[str, dict[str, str]] = field(default_factory=dict)


def layout_of(name: str, data: bytes) -> Layout:
    """One table. Raises `RasoatError("data", …)` that says file, key, found and accepted."""
    layout = read(name, data, Layout)
    keys = [column.key for column in layout.column]
    groups = [group.id for group in layout.group]
    for column in layout.column:
        where = f"column {column.key}"
        if keys.count(column.key) > 1:
            raise broken(name, where, "the key twice", "each key once")
        if column.group and column.group not in groups:
            raise broken(name, where, f"the group “{column.group}”", ", ".join(groups))
        if column.share_of and column.share_of not in keys:
            raise broken(name, where, f"a share of “{column.share_of}”", ", ".join(keys))
        if bool(column.residents) == bool(column.where and column.sum):
            raise broken(name, where, "neither or both", "residents, or where and sum")
        if column.residents and column.residents not in RESIDENTS:
            raise broken(name, where, f"residents “{column.residents}”", ", ".join(RESIDENTS))
    if layout.source.certainty not in [one.value for one in Certainty]:
        raise broken(name, "source", f"“{layout.source.certainty}”", ", ".join(Certainty))
    _two_languages(name, [layout.name, layout.title, layout.measured_in, *(c.title for c in layout.column)])
    return layout


def words_of(data: bytes) -> TableWords:
    """The words around every table. Raises `RasoatError("data", …)`."""
    return read(WORDS, data, TableWords)


def _two_languages(name: str, words: list[dict[str, str]]) -> None:
    for one in words:
        if missing := [language for language in LANGUAGES if not one.get(language)]:
            raise broken(name, "", f"no words in “{missing[0]}”", "words in every language")


Files = Mapping[str, bytes]
