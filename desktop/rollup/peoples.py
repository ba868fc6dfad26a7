"""The ethnic groups that a province names in its report: a column of the layout for each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.editions.datafiles import broken, read
from desktop.editions.model import Option
from desktop.rollup.layout import OTHERS, PEOPLE, Column, Layout

PEOPLES = "peoples.toml"


@dataclass(frozen=True, slots=True)
class Peoples:
    """Which groups are named: by the code of a province, else the usual ones."""

    own_column: str  # of the majority, which is never named among them
    usual: tuple[str, ...]
    province: dict[str, tuple[str, ...]]

    def of(self, provinces: Sequence[str]) -> tuple[str, ...]:
        """Those of the first of `provinces` that has its own."""
        return next((self.province[one] for one in provinces if one in self.province), self.usual)


def peoples_of(data: bytes, known: Sequence[str]) -> Peoples:
    """The file. Raises `RasoatError("data", …)` where it names a group that nobody knows, or one twice."""
    peoples = read(PEOPLES, data, Peoples)
    for where, named in {"usual": peoples.usual, **peoples.province}.items():
        if odd := [code for code in named if code not in known or named.count(code) > 1]:
            raise broken(PEOPLES, where, f"“{odd[0]}”", "codes of ethnic groups, each once")
    return peoples


def expanded(layout: Layout, named: Sequence[Option]) -> Layout:
    """The layout with a column for each of `named`, and one for the others."""
    if not any(column.each for column in layout.column):
        return layout
    columns = tuple(one for column in layout.column for one in _columns(column, named))
    return replace(layout, column=columns)


def _columns(column: Column, named: Sequence[Option]) -> Iterator[Column]:
    stem = column.key.rpartition(".")[0]
    if column.each == PEOPLE:
        for n, option in enumerate(named, start=1):
            where = column.where.replace("{code}", option.code)
            yield replace(
                column, key=f"{stem}.{n}", title=_titled(column, option.label), where=where, each=""
            )
    elif column.each == OTHERS:
        codes = ", ".join(f"'{option.code}'" for option in named) or "''"
        where = column.where.replace("{codes}", codes)
        yield replace(column, key=f"{stem}.{len(named) + 1}", where=where, each="")
    else:
        yield column


def _titled(column: Column, label: Mapping[str, str]) -> dict[str, str]:
    return {language: text.replace("{people}", label[language]) for language, text in column.title.items()}
